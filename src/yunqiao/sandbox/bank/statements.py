"""Statements of a day: camt.053.001.02 or .08 (ISO 20022), and the table that Chinese banks give."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from yunqiao.sandbox.bank.account import HOLDER, NUMBER, ZONE, Account, Transfer, signed
from yunqiao.sandbox.bank.faults import Kind, has, shown
from yunqiao.sandbox.faults import Faults

PLACES = {"JPY": 0, "KRW": 0}
USUAL_PLACES = 2
NEW_FORM = 8
COLUMNS = (
    "交易日期", "起息日", "交易流水号", "币种", "收入金额", "支出金额", "对方户名", "摘要", "账号",
)  # fmt: skip


OTHER_NUMBER = "6222029999999999999"


@dataclass(frozen=True)
class Statement:
    """What a statement shows of an account on a day, with whatever goes wrong."""

    account: Account
    day: str
    faults: Faults[Kind]

    @property
    def number(self) -> str:
        """Of the account."""
        return OTHER_NUMBER if has(self.faults, Kind.OTHER_ACCOUNT) else NUMBER

    def transfers(self, currency: str = "") -> Sequence[Transfer]:
        """Those of the day."""
        return shown(self.account.of(self.day, currency), self.faults)

    def balances(self, currency: str) -> tuple[int, int]:
        """Before the day and after it."""
        opening = self.account.balance_before(self.day, currency)
        booked = [t for t in self.transfers(currency) if not t.is_pending]
        wrong = int(has(self.faults, Kind.OTHER_BALANCE))
        return opening, opening + sum(map(signed, booked)) + wrong


def camt_of(of: Statement, version: int) -> bytes:
    """The day's statement, one for each currency."""
    document = Element(
        "Document", xmlns=f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:02}"
    )
    root = SubElement(document, "BkToCstmrStmt")
    header = SubElement(root, "GrpHdr")
    _add(header, "MsgId", f"SB-{of.day}")
    _add(header, "CreDtTm", datetime.now(ZONE).isoformat(timespec="seconds"))
    for currency in sorted({t.currency for t in of.transfers()}) or ["CNY"]:
        _statement(root, of, currency, version)
    written: bytes = tostring(document, encoding="UTF-8", xml_declaration=True)
    return written


def table_of(of: Statement) -> bytes:
    """The day's table in GB 18030."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([f"{HOLDER} 交易明细 {of.day}"])
    table.writerow(COLUMNS)
    for t in of.transfers():
        if not t.is_pending:
            sum_ = amount(t.minor, t.currency)
            came, went = ("", sum_) if signed(t) < 0 else (sum_, "")
            row = [t.day, t.day, f"{t.bank_id}\t", t.currency, came, went, t.payer, t.text]
            table.writerow([*row, f"{of.number}\t"])
    return text.getvalue().encode("gb18030")


def amount(minor: int, currency: str) -> str:
    """An amount as files write it."""
    places = PLACES.get(currency, USUAL_PLACES)
    return f"{minor // 10**places}.{minor % 10**places:0{places}}" if places else str(minor)


def _statement(root: Element, of: Statement, currency: str, version: int) -> None:
    statement = SubElement(root, "Stmt")
    _add(statement, "Id", f"SB-{of.day}-{currency}")
    _add(statement, "Acct/Id/Othr/Id", of.number)
    _add(statement.find("Acct"), "Ccy", currency)
    for code, sum_ in zip(("OPBD", "CLBD"), of.balances(currency), strict=True):
        balance = SubElement(statement, "Bal")
        _add(balance, "Tp/CdOrPrtry/Cd", code)
        _money(balance, sum_, currency)
        _add(balance, "Dt/Dt", of.day)
    for _, group in groupby(of.transfers(currency), key=lambda t: t.batch or t.bank_id):
        _entry(statement, list(group), version)


def _entry(statement: Element, transfers: Sequence[Transfer], version: int) -> None:
    first = transfers[0]
    entry = SubElement(statement, "Ntry")
    _money(entry, sum(map(signed, transfers)), first.currency)
    if first.is_reversal:
        _add(entry, "RvslInd", "true")
    status = "PDNG" if first.is_pending else "BOOK"
    _add(entry, "Sts/Cd" if version >= NEW_FORM else "Sts", status)
    _add(entry, "BookgDt/Dt", first.day)
    _add(entry, "ValDt/Dt", first.day)
    _add(entry, "AcctSvcrRef", first.batch or first.bank_id)
    details = SubElement(entry, "NtryDtls")
    for transfer in transfers:
        one = SubElement(details, "TxDtls")
        _add(one, "Refs/AcctSvcrRef", transfer.bank_id)
        _add(one, "Refs/EndToEndId", "NOTPROVIDED")
        _money(one, signed(transfer), transfer.currency)
        whose = "Cdtr" if transfer.is_outgoing else "Dbtr"
        party = "Pty/Nm" if version >= NEW_FORM else "Nm"
        _add(one, f"RltdPties/{whose}/{party}", transfer.payer)
        _add(one, "RmtInf/Ustrd", transfer.text)


def _money(of: Element, minor: int, currency: str) -> None:
    SubElement(of, "Amt", Ccy=currency).text = amount(abs(minor), currency)
    _add(of, "CdtDbtInd", "CRDT" if minor >= 0 else "DBIT")


def _add(of: Element | None, path: str, text: str) -> None:
    """An element at the end of a path, whose parts are made where they are missing."""
    place = of if of is not None else Element("nowhere")
    *parents, last = path.split("/")
    for name in parents:
        found = place.find(name)
        place = SubElement(place, name) if found is None else found
    SubElement(place, last).text = text
