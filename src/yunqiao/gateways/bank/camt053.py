"""Statements in ISO 20022 camt.053.001.02 to .08, read with limits: files come from outside."""

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from yunqiao.gateways.bank.money import minor_units
from yunqiao.gateways.bank.port import BankEntry, BankStatement, StatementRefusedError
from yunqiao.gateways.bank.reference import references_in

NAMESPACE: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.0([2-8])")
DEEPEST: Final = 40
MOST_ELEMENTS: Final = 2_000_000
MOST_ENTRIES: Final = 100_000
LONGEST_TEXT: Final = 2000
NOTHING_TOLD: Final = {"", "NOTPROVIDED"}
"""What stands where the payer gave no reference (ISO 20022)."""
SIGNS: Final = {"CRDT": 1, "DBIT": -1}
TRUE: Final = {"true", "1"}
"""How XML Schema writes it."""


def read(content: bytes, reference_length: int) -> list[BankStatement]:
    """The statements of a file.

    Raises:
        StatementRefusedError: it is none that can be taken.
    """
    root = _parse(content)
    statements = [_statement(found, reference_length) for found in root.iterfind("*/{*}Stmt")]
    if not statements:
        raise StatementRefusedError("The file holds no statement.")
    return statements


def _parse(content: bytes) -> Element:
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(
            io.BytesIO(content), events=("start", "end"), forbid_dtd=True
        ):
            if event == "end":
                depth -= 1
                continue
            depth, count = depth + 1, count + 1
            if root is None:
                root = _root(element)
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise StatementRefusedError("The file is deeper or larger than a statement can be.")
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise StatementRefusedError(
            f"The file is not XML that can be read ({error!r:.200})."
        ) from error
    if root is None:
        raise StatementRefusedError("The file is empty.")
    return root


def _root(element: Element) -> Element:
    namespace = element.tag.partition("}")[0].lstrip("{")
    if not NAMESPACE.fullmatch(namespace):
        raise StatementRefusedError("The file is XML, but not camt.053.001.02 to .08.")
    return element


def _statement(statement: Element, reference_length: int) -> BankStatement:
    account = statement.find("{*}Acct")
    if account is None:
        raise StatementRefusedError("A statement names no account.")
    balances = {_text(b, "{*}Tp/{*}CdOrPrtry/{*}Cd"): b for b in statement.iterfind("{*}Bal")}
    opening, closing = balances.get("OPBD", balances.get("PRCD")), balances.get("CLBD")
    entries = [
        entry
        for place, found in enumerate(statement.iterfind("{*}Ntry"))
        if _status(found) == "BOOK"
        for entry in _entries(found, place, reference_length)
    ]
    if len(entries) > MOST_ENTRIES:
        raise StatementRefusedError("The statement has more entries than a day can have.")
    currency = _text(account, "{*}Ccy") or _currency_of(statement)
    return BankStatement(
        statement_id=_text(statement, "{*}Id"),
        account=_text(account, "{*}Id/{*}IBAN") or _text(account, "{*}Id/{*}Othr/{*}Id"),
        currency=currency,
        opening=None if opening is None else _signed(opening)[0],
        closing=None if closing is None else _signed(closing)[0],
        entries=entries,
    )


def _entries(entry: Element, place: int, reference_length: int) -> Iterator[BankEntry]:
    """One for each transaction of the entry; banks book many payments as one sum."""
    minor, currency = _signed(entry)
    booked = _day(entry.find("{*}BookgDt"))
    valued = _day(entry.find("{*}ValDt"), booked)
    details = entry.findall("{*}NtryDtls/{*}TxDtls") or [entry]
    amounts = [_amount_of(detail, minor, currency) for detail in details]
    if len(details) > 1 and sum(amounts) != minor:
        raise StatementRefusedError("The transactions of an entry do not make its sum.")
    is_reversal = _text(entry, "{*}RvslInd") in TRUE
    for number, (detail, amount) in enumerate(zip(details, amounts, strict=True)):
        text = _told(detail) or _told(entry)
        yield BankEntry(
            bank_id=_bank_id(entry, detail, number)
            or f"{booked}-{place}-{number}-{_digest(entry)}",
            minor=amount if len(details) > 1 else minor,
            currency=currency,
            booked_on=booked,
            valued_on=valued,
            payer=_other_side(detail, "Dbtr" if minor >= 0 or is_reversal else "Cdtr"),
            text=text,
            references=references_in(text, reference_length),
            is_reversal=is_reversal,
        )


def _amount_of(detail: Element, whole: int, currency: str) -> int:
    """What one transaction moved: its own amount where told, else the entry's."""
    for path in ("{*}Amt", "{*}AmtDtls/{*}TxAmt/{*}Amt"):
        found = detail.find(path)
        if found is not None and found.get("Ccy") == currency and detail.tag.endswith("TxDtls"):
            sign = SIGNS.get(_text(detail, "{*}CdtDbtInd"), 1 if whole >= 0 else -1)
            return sign * minor_units((found.text or "").strip(), currency)
    return whole


def _signed(of: Element) -> tuple[int, str]:
    amount = of.find("{*}Amt")
    sign = SIGNS.get(_text(of, "{*}CdtDbtInd"))
    if amount is None or sign is None:
        raise StatementRefusedError("An amount or its direction is missing.")
    currency = amount.get("Ccy", "")
    return sign * minor_units((amount.text or "").strip(), currency), currency


def _status(entry: Element) -> str:
    """Booked or pending; from version 08 on in an element of its own."""
    return _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts") or "BOOK"


def _day(place: Element | None, otherwise: date | None = None) -> date:
    text = "" if place is None else _text(place, "{*}Dt") or _text(place, "{*}DtTm")
    if not text and otherwise:
        return otherwise
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise StatementRefusedError(f"“{text[:40]}” is not a day.") from error


def _bank_id(entry: Element, detail: Element, number: int) -> str:
    whole = _text(entry, "{*}AcctSvcrRef") or _text(entry, "{*}NtryRef")
    own = _text(detail, "{*}Refs/{*}AcctSvcrRef") or _text(detail, "{*}Refs/{*}TxId")
    return own or (f"{whole}-{number}" if whole and number else whole)


def _other_side(detail: Element, role: str) -> str:
    """The name of whoever paid or was paid; from version 08 on inside Pty."""
    party = f"{{*}}RltdPties/{{*}}{role}"
    return _text(detail, f"{party}/{{*}}Nm") or _text(detail, f"{party}/{{*}}Pty/{{*}}Nm")


def _told(detail: Element) -> str:
    """Everything in which a payer may have written a reference."""
    paths = (
        "{*}RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref",
        "{*}RmtInf/{*}Ustrd",
        "{*}Refs/{*}EndToEndId",
        "{*}AddtlTxInf",
        "{*}AddtlNtryInf",
    )
    texts = [(e.text or "").strip() for path in paths for e in detail.iterfind(path)]
    return " | ".join(text for text in texts if text not in NOTHING_TOLD)[:LONGEST_TEXT]


def _text(of: Element, path: str) -> str:
    found = of.find(path)
    return "" if found is None else (found.text or "").strip()[:LONGEST_TEXT]


def _currency_of(statement: Element) -> str:
    amount = statement.find(".//{*}Amt")
    return "" if amount is None else amount.get("Ccy", "")


def _digest(entry: Element) -> str:
    told = "|".join((e.text or "").strip() for e in entry.iter())
    return hashlib.sha256(told.encode()).hexdigest()[:12]
