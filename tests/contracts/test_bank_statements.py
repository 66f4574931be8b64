"""What a bank's statement tells the court in each format, and that each planted fault is noticed (P2)."""

import json
from collections.abc import Callable, Iterator

import pytest

from support.banks import bank_in
from support.payment_firms import ask
from yunqiao.gateways.bank.files import BankFiles
from yunqiao.gateways.bank.port import BankEntry, BankStatement, StatementRefusedError
from yunqiao.sandbox.bank.account import NUMBER

pytestmark = [pytest.mark.contract, pytest.mark.enable_socket]
FILES = BankFiles()
FIRST, SECOND = FILES.reference_for("1"), FILES.reference_for("2")
DAY = "2026-11-21"
CAMT = ("xml?version=2", "xml?version=8")
FORMATS = (*CAMT, "csv")
TRANSFERS: tuple[dict[str, object], ...] = (
    {"bank_id": "B1", "minor": 4_680_000, "payer": "Demo payer", "text": f"fee {FIRST}"},
    {"bank_id": "B2", "minor": 100, "payer": "One", "text": FIRST, "batch": "SUM"},
    {"bank_id": "B3", "minor": 200, "payer": "Two", "text": SECOND, "batch": "SUM"},
    {"bank_id": "B4", "minor": 300, "text": SECOND, "is_pending": True},
    {"bank_id": "B5", "minor": 400, "text": FIRST, "is_reversal": True},
    {"bank_id": "B6", "minor": 1_000, "payer": "Payee", "text": "refund", "is_outgoing": True},
    {"bank_id": "B7", "minor": 5_000, "payer": "Demo payer", "text": SECOND},
)
Read = Callable[[], list[BankStatement]]


def entries(read: Read) -> dict[str, BankEntry]:
    found = [entry for statement in read() for entry in statement.entries]
    assert len(found) == len({entry.bank_id for entry in found})
    return {entry.bank_id: entry for entry in found}


def what_came_is_read_once_with_its_sum_and_its_references(read: Read) -> None:
    came = {name: entry for name, entry in entries(read).items() if entry.minor > 0}
    assert {name: (entry.minor, entry.references) for name, entry in came.items()} == {
        "B1": (4_680_000, (FIRST,)),
        "B2": (100, (FIRST,)),
        "B3": (200, (SECOND,)),
        "B7": (5_000, (SECOND,)),
    }
    assert came["B1"].payer == "Demo payer"
    assert {entry.booked_on.isoformat() for entry in came.values()} == {DAY}


def what_is_pending_is_no_money(read: Read) -> None:
    assert "B4" not in entries(read)


def what_left_is_negative_and_names_the_payee(read: Read) -> None:
    sent = entries(read)["B6"]
    assert (sent.minor, sent.payer, sent.is_reversal) == (-1_000, "Payee", False)


def a_reversal_is_told_from_what_the_court_sent(read: Read) -> None:
    taken_back = entries(read)["B5"]
    assert (taken_back.minor, taken_back.is_reversal) == (-400, True)


def of_a_batch_each_payment_is_read(read: Read) -> None:
    assert {"B2", "B3"} <= set(entries(read))


def the_statement_is_of_the_courts_account(read: Read) -> None:
    assert {statement.account for statement in read()} == {NUMBER}


def it_closes_with_what_came_and_went(read: Read) -> None:
    for statement in read():
        assert statement.opening is not None
        moved = sum(entry.minor for entry in statement.entries)
        assert statement.closing == statement.opening + moved


def an_entry_has_the_same_mark_in_every_statement(read: Read) -> None:
    assert set(entries(read)) == set(entries(read))


CHECKS = {
    what_came_is_read_once_with_its_sum_and_its_references: FORMATS,
    what_is_pending_is_no_money: FORMATS,
    what_left_is_negative_and_names_the_payee: FORMATS,
    a_reversal_is_told_from_what_the_court_sent: CAMT,  # a table has no column for it
    of_a_batch_each_payment_is_read: FORMATS,
    the_statement_is_of_the_courts_account: FORMATS,
    it_closes_with_what_came_and_went: CAMT,
    an_entry_has_the_same_mark_in_every_statement: FORMATS,
}
PLANTED = [
    ("lost", what_came_is_read_once_with_its_sum_and_its_references),
    ("twice", what_came_is_read_once_with_its_sum_and_its_references),
    ("garbled", what_came_is_read_once_with_its_sum_and_its_references),
    ("other_sum", what_came_is_read_once_with_its_sum_and_its_references),
    ("early", what_is_pending_is_no_money),
    ("turned", what_left_is_negative_and_names_the_payee),
    ("unmarked", a_reversal_is_told_from_what_the_court_sent),
    ("lumped", of_a_batch_each_payment_is_read),
    ("other_account", the_statement_is_of_the_courts_account),
    ("other_balance", it_closes_with_what_came_and_went),
    ("renumbered", an_entry_has_the_same_mark_in_every_statement),
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with bank_in(tmp_path_factory.mktemp("bank")) as address:
        for told in TRANSFERS:
            body = json.dumps({"day": DAY, **told})
            assert ask(f"{address}/api/transfers", "POST", body)[0] == 200
        yield address


@pytest.fixture
def read(bank: str, request: pytest.FixtureRequest) -> Iterator[Read]:
    def ask_for() -> list[BankStatement]:
        _, _, file = ask(f"{bank}/statements/{DAY}.{request.param}")
        return list(FILES.read(file.encode()))

    yield ask_for
    assert ask(f"{bank}/api/faults", "DELETE")[0] == 204


@pytest.mark.parametrize(
    ("read", "behaviour"),
    [(form, check) for check, forms in CHECKS.items() for form in forms],
    indirect=["read"],
)
def test_the_bank_does_this_in_every_format(read: Read, behaviour: Callable[[Read], None]) -> None:
    behaviour(read)


@pytest.mark.parametrize(
    ("read", "fault", "behaviour"),
    [(form, fault, check) for fault, check in PLANTED for form in CHECKS[check]],
    indirect=["read"],
)
def test_a_planted_fault_makes_the_suite_fail(
    read: Read, bank: str, fault: str, behaviour: Callable[[Read], None]
) -> None:
    assert ask(f"{bank}/api/faults", "POST", json.dumps({"kind": fault}))[0] == 200
    with pytest.raises((AssertionError, KeyError, StatementRefusedError)):
        behaviour(read)


def test_every_behaviour_of_the_bank_has_a_planted_fault() -> None:
    assert {check for _, check in PLANTED} == set(CHECKS)
