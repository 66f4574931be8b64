"""The sandbox bank's statements, read by the court's own gateway (P2)."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from support.banks import bank_in
from support.payment_firms import ask
from yunqiao.gateways.bank.files import BankFiles
from yunqiao.gateways.bank.port import BankEntry

pytestmark = pytest.mark.enable_socket
BANK = BankFiles()
FIRST, SECOND = BANK.reference_for("1"), BANK.reference_for("2")
DAY = "2026-11-21"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with bank_in(tmp_path_factory.mktemp("bank")) as address:
        for told in (
            {"minor": 4_680_000, "payer": "Demo payer", "text": f"fee {FIRST}", "bank_id": "B1"},
            {"minor": 100, "text": FIRST, "batch": "SUM", "bank_id": "B2"},
            {"minor": 200, "text": SECOND, "batch": "SUM", "bank_id": "B3"},
            {"minor": 300, "text": SECOND, "is_pending": True, "bank_id": "B4"},
            {"minor": 400, "text": FIRST, "is_reversal": True, "bank_id": "B5"},
            {"minor": 500, "text": SECOND, "currency": "JPY", "bank_id": "B6"},
        ):
            body = json.dumps({"day": DAY, **told})
            assert ask(f"{address}/api/transfers", "POST", body)[0] == 200
        yield address


def entries_of(file: str) -> dict[str, BankEntry]:
    found = BANK.read(file.encode())
    return {entry.bank_id: entry for statement in found for entry in statement.entries}


@pytest.mark.parametrize("version", range(2, 9))
def test_every_booked_transfer_is_read_from_the_banks_statement(bank: str, version: int) -> None:
    status, _, file = ask(f"{bank}/statements/{DAY}.xml?version={version}")
    assert status == 200
    found = entries_of(file)
    assert {name: entry.minor for name, entry in found.items()} == {
        "B1": 4_680_000,
        "B2": 100,
        "B3": 200,
        "B5": -400,
        "B6": 500,
    }
    assert (found["B1"].payer, found["B1"].references) == ("Demo payer", (FIRST,))
    assert found["B3"].references == (SECOND,)
    assert found["B5"].is_reversal
    assert found["B6"].currency == "JPY"


def test_a_statement_closes_with_what_came_and_went(bank: str) -> None:
    file = ask(f"{bank}/statements/{DAY}.xml")[2]
    for statement in BANK.read(file.encode()):
        moved = sum(entry.minor for entry in statement.entries)
        assert statement.opening is not None
        assert statement.closing == statement.opening + moved


def test_a_transfer_typed_on_the_page_is_in_the_table_of_the_day(tmp_path: Path) -> None:
    form = urlencode({"amount": "1,234.50", "currency": "usd", "text": FIRST.lower(), "day": DAY})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with bank_in(tmp_path) as address:
        status, _, page = ask(f"{address}/", "POST", form, kind)
        assert status == 200
        assert "已汇出" in page
        assert ask(f"{address}/", "POST", urlencode({"amount": "Infinity"}), kind)[0] == 422
    with bank_in(tmp_path) as address:  # which keeps what was booked
        _, headers, table = ask(f"{address}/statements/{DAY}.csv")
    assert headers["Content-Type"] == "text/csv; charset=gb18030"
    assert "1234.50" in table


def test_the_table_of_the_day_is_read_as_well(tmp_path: Path) -> None:
    from yunqiao.sandbox.bank.account import Account, Transfer
    from yunqiao.sandbox.bank.faults import Kind
    from yunqiao.sandbox.bank.statements import Statement, table_of
    from yunqiao.sandbox.faults import Faults

    account = Account(tmp_path)
    for minor, reversal in ((4_680_000, False), (100, True)):
        told = {"minor": minor, "day": DAY, "payer": "示例付款人", "text": FIRST}
        account.book(Transfer.from_json({**told, "is_reversal": reversal}))
    [statement] = BANK.read(table_of(Statement(account, DAY, Faults(Kind, named="bank_id"))))
    assert [entry.minor for entry in statement.entries] == [4_680_000, -100]
    assert all(entry.references == (FIRST,) for entry in statement.entries)
    assert statement.entries[0].payer == "示例付款人"
