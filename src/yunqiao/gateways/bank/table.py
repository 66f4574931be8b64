"""Statements as CSV, by the names of the columns in Chinese or English; banks agree on no order."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Final

from yunqiao.gateways.bank.money import minor_units
from yunqiao.gateways.bank.port import BankEntry, BankStatement, StatementRefusedError
from yunqiao.gateways.bank.reference import references_in

COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "booked_on": ("交易日期", "记账日期", "入账日期", "booking date", "date"),
    "valued_on": ("起息日", "value date"),
    "amount": ("交易金额", "金额", "amount"),
    "credit": ("收入金额", "贷方发生额", "贷方金额", "credit"),
    "debit": ("支出金额", "借方发生额", "借方金额", "debit"),
    "currency": ("币种", "币别", "currency"),
    "payer": ("对方户名", "付款人名称", "对方账户名称", "counterparty", "payer"),
    "text": ("摘要", "附言", "用途", "备注", "details", "remittance information", "text"),
    "bank_id": ("交易流水号", "流水号", "bank reference", "transaction id"),
    "account": ("账号", "本方账号", "account"),
}
NEEDED: Final = {"booked_on", "currency", "bank_id"}
CURRENCIES: Final = {"人民币": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "日元": "JPY"}
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 60
LONGEST_TEXT: Final = 2000
LINES_BEFORE_HEADER: Final = 20
DAY_FORMATS: Final = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


def read(content: bytes, reference_length: int) -> list[BankStatement]:
    """The statements of a table, one for each account and currency.

    Raises:
        StatementRefusedError: it is no table of entries.
    """
    rows = _rows(_decoded(content))
    places = _places(rows)
    entries: dict[tuple[str, str], list[BankEntry]] = {}
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise StatementRefusedError("The table has more rows than a day can have.")
        account, entry = _entry(_Row(places, row), reference_length)
        entries.setdefault((account, entry.currency), []).append(entry)
    digest = hashlib.sha256(content).hexdigest()[:32]
    return [
        BankStatement(
            statement_id=digest,
            account=account,
            currency=currency,
            opening=None,
            closing=None,
            entries=found,
        )
        for (account, currency), found in entries.items()
    ]


class _Row:
    """One row, read by what its columns mean."""

    def __init__(self, places: Mapping[str, Sequence[int]], values: Sequence[str]) -> None:
        self._places = places
        self._values = values

    def get(self, meaning: str) -> str:
        """What stands there; of several columns all that is not empty."""
        found = (self._values[p] for p in self._places.get(meaning, ()) if p < len(self._values))
        return " | ".join(text for text in (v.strip("\t `'") for v in found) if text)


def _entry(row: _Row, reference_length: int) -> tuple[str, BankEntry]:
    currency = CURRENCIES.get(row.get("currency"), row.get("currency").upper())
    booked = _day(row.get("booked_on"))
    bank_id = row.get("bank_id")
    if not bank_id:
        raise StatementRefusedError(f"An entry of {booked} has no number of the bank.")
    text = row.get("text")[:LONGEST_TEXT]
    entry = BankEntry(
        bank_id=bank_id,
        minor=_minor(row, currency),
        currency=currency,
        booked_on=booked,
        valued_on=_day(row.get("valued_on")) if row.get("valued_on") else booked,
        payer=row.get("payer"),
        text=text,
        references=references_in(text, reference_length),
    )
    return row.get("account"), entry


def _minor(row: _Row, currency: str) -> int:
    """From one signed column, or from one for what came and one for what went."""
    if whole := row.get("amount"):
        return minor_units(whole.replace(",", ""), currency)
    credit, debit = (row.get(side).replace(",", "") or "0" for side in ("credit", "debit"))
    return minor_units(credit, currency) - minor_units(debit, currency)


def _rows(text: str) -> Iterator[list[str]]:
    """The rows that are not empty, whatever they are parted by."""
    start = "\n".join(text.split("\n", LINES_BEFORE_HEADER)[:LINES_BEFORE_HEADER])
    delimiter = max(",;\t", key=start.count)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            if len(row) > MOST_COLUMNS:
                raise StatementRefusedError("The table has more columns than a statement can have.")
            if any(value.strip() for value in row):
                yield row
    except csv.Error as error:
        raise StatementRefusedError(f"The table is damaged: {error}.") from error


def _places(rows: Iterator[list[str]]) -> dict[str, list[int]]:
    """Where each meaning stands, from the first row that names the needed columns."""
    for row in islice(rows, LINES_BEFORE_HEADER):
        titles = [re.split(r"[(（\[]", value.strip("\t `'"))[0].strip().lower() for value in row]
        places = {
            meaning: [place for place, title in enumerate(titles) if title in names]
            for meaning, names in COLUMNS.items()
        }
        found = {meaning for meaning, where in places.items() if where}
        if found >= NEEDED and found & {"amount", "credit"}:
            return places
    raise StatementRefusedError(
        "The file is neither camt.053 nor a table with the columns for date, amount, currency"
        " and the bank's number of each entry."
    )


def _day(text: str) -> date:
    for form in DAY_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day of the bank's calendar
    raise StatementRefusedError(f"“{text[:40]}” is not a day.")


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise StatementRefusedError("The file is no text in UTF-8 or GB 18030.")
