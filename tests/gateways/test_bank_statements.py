"""Statements of banks: camt.053 of every version and CSV, hostile files refused (P2)."""

from contextlib import suppress
from datetime import date
from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.gateways.bank.files import LARGEST_FILE, BankFiles
from yunqiao.gateways.bank.port import BankEntry, StatementRefusedError

BANK = BankFiles()
REFERENCE = BANK.reference_for("261121000001")
ENTRY = """<Ntry><Amt Ccy="CNY">46800.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{status}</Sts>
<BookgDt><Dt>2026-11-21</Dt></BookgDt><ValDt><Dt>2026-11-22</Dt></ValDt>
<AcctSvcrRef>B1</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"""
DETAILS = """<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amount}
<RltdPties><Dbtr>{name}</Dbtr></RltdPties><RmtInf><Ustrd>fee {text}</Ustrd></RmtInf></TxDtls>"""
NAMES = {"old": "<Nm>Demo payer</Nm>", "new": "<Pty><Nm>Demo payer</Nm></Pty>"}


def camt(entries: str, version: int = 8, *, prolog: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>{prolog}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:02}"><BkToCstmrStmt>
<GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S1</Id>
<Acct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id><Ccy>CNY</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-21</Dt></Dt></Bal>
{entries}</Stmt></BkToCstmrStmt></Document>""".encode()


def one(status: str = "BOOK", name: str = "old", text: str = REFERENCE) -> str:
    details = DETAILS.format(amount="", name=NAMES[name], text=text)
    return ENTRY.format(status=status, details=details)


def entries_of(content: bytes) -> list[BankEntry]:
    return [entry for statement in BANK.read(content) for entry in statement.entries]


@pytest.mark.parametrize("version", range(2, 9))
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", ["BOOK", "<Cd>BOOK</Cd>"])
def test_a_payment_is_read_from_every_version(version: int, name: str, status: str) -> None:
    [statement] = BANK.read(camt(one(status, name), version))
    assert (statement.statement_id, statement.account) == ("S1", "GB33BUKB20201555555555")
    assert (statement.opening, statement.closing) == (-100, None)
    assert statement.entries == [
        BankEntry(
            bank_id="B1",
            minor=4_680_000,
            currency="CNY",
            booked_on=date(2026, 11, 21),
            valued_on=date(2026, 11, 22),
            payer="Demo payer",
            text=f"fee {REFERENCE}",
            references=(REFERENCE,),
        )
    ]


@pytest.mark.parametrize("status", ["PDNG", "<Cd>PDNG</Cd>", "INFO"])
def test_what_is_not_booked_yet_is_no_money(status: str) -> None:
    assert entries_of(camt(one(status))) == []


@pytest.mark.parametrize("told", ["true", "1"])
def test_money_that_left_is_negative_and_a_reversal_says_so(told: str) -> None:
    went = one().replace("CRDT", "DBIT").replace("<Sts>", f"<RvslInd>{told}</RvslInd><Sts>")
    [entry] = entries_of(camt(went))
    assert (entry.minor, entry.is_reversal) == (-4_680_000, True)


def test_payments_booked_as_one_sum_are_told_apart() -> None:
    parts = "".join(
        DETAILS.format(
            amount=f'<Amt Ccy="CNY">{yuan}</Amt><CdtDbtInd>CRDT</CdtDbtInd>',
            name=NAMES["new"],
            text=BANK.reference_for(str(yuan)),
        )
        for yuan in (46_000, 800)
    )
    found = entries_of(camt(ENTRY.format(status="BOOK", details=parts)))
    assert [entry.minor for entry in found] == [4_600_000, 80_000]
    assert [entry.references for entry in found] == [
        (BANK.reference_for("46000"),),
        (BANK.reference_for("800"),),
    ]
    assert len({entry.bank_id for entry in found}) == 2


def test_parts_that_do_not_make_the_sum_are_refused() -> None:
    part = DETAILS.format(amount='<Amt Ccy="CNY">1</Amt>', name=NAMES["new"], text="")
    refused(camt(ENTRY.format(status="BOOK", details=part * 2)), "do not make its sum")


def test_the_same_entry_has_the_same_number_in_every_file() -> None:
    nameless = one().replace("<AcctSvcrRef>B1</AcctSvcrRef>", "")
    [first], [again] = entries_of(camt(nameless)), entries_of(camt(nameless, 2))
    assert first.bank_id == again.bank_id
    [other] = entries_of(camt(nameless.replace("46800", "46801")))
    assert other.bank_id != first.bank_id


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (camt(one(text="&b;"), prolog=BOMB), "not XML that can be read"),
        (camt(one(text="&x;"), prolog=OUTSIDE), "not XML that can be read"),
        (camt(one())[:-40], "not XML that can be read"),
        (camt("<a>" * 60 + "</a>" * 60), "deeper or larger"),
        (camt(one()).replace(b"camt.053", b"camt.054"), "not camt.053"),
        (camt(one(), 9), "not camt.053"),
        (b"<html></html>", "not camt.053"),
        (camt("").replace(b"Stmt>", b"Nope>"), "no statement"),
        (camt(one()).replace(b"46800.00", b"46800.001"), "finer than the currency"),
        (camt(one()).replace(b"46800.00", b"1e99"), "not an amount"),
        (camt(one()).replace(b"46800.00", b"NaN"), "not an amount"),
        (camt(one().replace("CRDT", "XXXX")), "direction is missing"),
        (
            camt(one()).replace(b"2026-11-21</Dt></BookgDt>", b"tomorrow</Dt></BookgDt>"),
            "not a day",
        ),
        (b"", "neither camt.053 nor a table"),
        (b"\x00\x01\x02", "neither camt.053 nor a table"),
        (b"\xff\xfe<\x00", "not XML that can be read"),
        (b"x" * (LARGEST_FILE + 1), "larger than a statement"),
        ("交易日期,币种,交易流水号,金额\n2026-11-21,CNY,,1".encode(), "no number of the bank"),
        ("交易日期,币种,交易流水号,金额\n2026-13-21,CNY,1,1".encode(), "not a day"),
        ("交易日期,币种,交易流水号,金额\n2026-11-21,CNY,1,1.001".encode(), "finer"),
        (b"date,currency,transaction id,amount\n" + b"," * 100, "more columns"),
        (b'date,currency,transaction id,amount\n"2026', "damaged"),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    refused(content, said)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for file in (content, camt(one())[:300] + content, b"date,currency,amount\n" + content):
        with suppress(StatementRefusedError):
            BANK.read(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_in_either_encoding_with_any_delimiter(
    encoding: str, delimiter: str
) -> None:
    rows = [
        ["某银行 交易明细（示例）"],
        [
            "交易日期",
            "交易流水号",
            "币种",
            "收入金额(元)",
            "支出金额(元)",
            "对方户名",
            "摘要",
            "附言",
        ],
        [
            "20261121",
            "`77001",
            "人民币",
            '"46,800.00"',
            "",
            "示例付款人",
            "网银",
            REFERENCE.lower(),
        ],
        ["20261121", "77002", "JPY", "", "5000", "", "退款", ""],
    ]
    content = "\n".join(delimiter.join(row) for row in rows).encode(encoding)
    yuan, yen = BANK.read(content)
    assert (yuan.currency, yen.currency) == ("CNY", "JPY")
    assert [(e.bank_id, e.minor, e.references) for e in yuan.entries] == [
        ("77001", 4_680_000, (REFERENCE,))
    ]
    assert yuan.entries[0].payer == "示例付款人"
    assert [entry.minor for entry in yen.entries] == [-5000]


def test_a_table_in_english_with_one_signed_column_is_read() -> None:
    content = (
        f"Booking date;Bank reference;Currency;Amount;Details\n21.11.2026;X1;usd;-12.34;{REFERENCE}"
    )
    [statement] = BANK.read(content.encode())
    [entry] = statement.entries
    assert (entry.minor, entry.currency, entry.booked_on) == (-1234, "USD", date(2026, 11, 21))


def test_utf_16_is_read_as_well() -> None:
    again = tostring(fromstring(camt(one())), encoding="utf-16")
    assert [entry.minor for entry in entries_of(again)] == [4_680_000]


def refused(content: bytes, said: str) -> None:
    with pytest.raises(StatementRefusedError, match=said):
        BANK.read(content)
