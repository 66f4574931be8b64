"""The bank's statement: seen before it counts, booked once, and nothing of it lost (P2)."""

import hashlib
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from support.bank import NUMBER, OneAccount, rows_of, table
from support.courts import a_post
from support.english import in_english
from support.makers import a_key
from support.payers import FEE, Firms, begin_to_pay, firms, reading, stands, write
from support.stores import storage
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import held
from yunqiao.court.fees.ledger import NotBookableError, Standing
from yunqiao.court.fees.paying import crediting, statements
from yunqiao.court.fees.paying.asking import ask
from yunqiao.court.fees.paying.models import BankStatementFile, PaymentAttempt, UnbookedMoney
from yunqiao.court.fees.paying.statements import Fate
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.papers.jobs import clean
from yunqiao.gateways.bank.port import BankAccount, BankAccounts
from yunqiao.gateways.registry import bind
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import DocumentMissingError
from yunqiao.law.money import Rate

__all__ = ["in_english", "storage"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "storage"),
]


class NoAccount:
    """No court has a bank account."""

    def of(self, _court: str) -> BankAccount | None:
        return None


@pytest.fixture(autouse=True)
def at() -> Firms:
    bind(BankAccounts, OneAccount())  # type: ignore[type-abstract]
    return firms()


def transfer(party: Party, amount: str = "46800.00", bank_id: str = "B1") -> str:
    return f"{amount},CNY,WANG,{reference_of(party.id)},{bank_id}"


def take_back(clerk: Account, party: Party, minor: int = FEE, rate: Rate | None = None) -> None:
    """The bank takes a transfer back, and a person says whose it was."""
    money = UnbookedMoney.objects.create(
        court=party.case.court,
        way="bank",
        money_id="B1-back",
        minor=-minor,
        currency=rate.currency if rate else "CNY",
        why="reversal",
        found_at=party.case.filed_at,
    )
    crediting.book_unbooked(by=clerk, money=money, party=party, rate=rate, key=a_key(clerk))


def taken(clerk: Account, party: Party, content: bytes) -> list[Fate]:
    return [row.fate for row in rows_of(clerk, party, content)]


def test_a_transfer_with_a_reference_pays_the_fee_and_a_second_import_does_nothing(
    party: Party, clerk: Account, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer, "bank")
    assert taken(clerk, party, table(transfer(party))) == [Fate.BOOK]
    assert stands(party) == Standing()
    assert PaymentAttempt.objects.get(id=attempt.id).state == "paid"
    assert taken(clerk, party, table(transfer(party))) == [Fate.KNOWN]
    assert held("bank") == {"CNY": FEE}
    entries = DocketEntry.objects.filter(kind="STATEMENT_IMPORTED").order_by("seq")
    assert [entry.payload["booked"] for entry in entries] == [1, 0]


def test_two_entries_under_one_mark_of_the_bank_are_two(party: Party, clerk: Account) -> None:
    half = transfer(party, "23400.00", "NOTPROVIDED")
    assert taken(clerk, party, table(half, half)) == [Fate.BOOK, Fate.BOOK]
    assert stands(party) == Standing()
    assert taken(clerk, party, table(half, half)) == [Fate.KNOWN, Fate.KNOWN]


def test_a_transfer_known_from_a_statement_in_another_format_is_not_booked_again(
    party: Party, clerk: Account
) -> None:
    reference = reference_of(party.id)
    short = f"23400.00,CNY,WANG,{reference},B1"
    long = f"23400.00,CNY,WANG LI,/ROC/{reference},B1"
    assert taken(clerk, party, table(short)) == [Fate.BOOK]
    spaced = f"{NUMBER[:4]} {NUMBER[4:]}"
    assert taken(clerk, party, table(long, account=spaced)) == [Fate.TO_PERSON]
    assert UnbookedMoney.objects.get().why == "perhaps_known"
    assert stands(party) == Standing(outstanding=FEE - 2_340_000)
    assert taken(clerk, party, table(long)) == [Fate.KNOWN]


def test_a_statement_that_names_no_account_waits_for_a_person(party: Party, clerk: Account) -> None:
    assert taken(clerk, party, table(transfer(party), account="")) == [Fate.TO_PERSON]
    assert UnbookedMoney.objects.get().why == "no_account"


def test_a_court_without_a_bank_account_imports_no_statement(party: Party, clerk: Account) -> None:
    bind(BankAccounts, NoAccount())  # type: ignore[type-abstract]
    with pytest.raises(statements.NoAccountError):
        taken(clerk, party, table(transfer(party)))
    file = SimpleUploadedFile("s.csv", table(transfer(party)))
    given = {"court": str(party.case.court_id), "file": file}
    shown = reading(clerk).post(reverse("paying:statement"), given).content.decode()
    assert "This court has no bank account yet" in shown


def test_a_transfer_while_a_card_payment_is_open_pays_and_closes_the_other(
    at: Firms, party: Party, clerk: Account, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer, "card")
    taken(clerk, party, table(transfer(party)))
    ask(attempt_id=attempt.id)  # the deferred job
    assert at["card"].state_of(attempt.key, "").standing.value == "closed"
    assert PaymentAttempt.objects.get(id=attempt.id).state == "needless"


def test_what_names_no_reference_waits_for_a_person_who_says_whose_it_is(
    party: Party, clerk: Account
) -> None:
    content = table("46800.00,CNY,WANG,court fee,B2")
    assert taken(clerk, party, content) == [Fate.TO_PERSON]
    assert taken(clerk, party, content) == [Fate.KNOWN]
    [money] = UnbookedMoney.objects.all()
    client = reading(clerk)
    address = reverse("paying:unbooked", args=[money.id])
    wrong = client.post(address, {"whose": "YQ-nothing", "key": "k1"})
    assert "Your court has no such case" in wrong.content.decode()
    client.post(address, {"whose": party.case.receipt, "key": "k2"})
    assert stands(party) == Standing()
    assert "Settled:" in client.get(address).content.decode()


def test_foreign_money_is_booked_at_the_rate_a_person_gives(party: Party, clerk: Account) -> None:
    row = f"6500.00,USD,WANG,{reference_of(party.id)},B3"
    assert taken(clerk, party, table(row)) == [Fate.TO_PERSON]
    [money] = UnbookedMoney.objects.all()
    with pytest.raises(NotBookableError):
        crediting.book_unbooked(by=clerk, money=money, party=party, rate=None, key=a_key(clerk))
    rate = Rate(currency="USD", cny_per_unit=Decimal("7.2"), published_on=date(2026, 11, 20))
    crediting.book_unbooked(by=clerk, money=money, party=party, rate=rate, key=a_key(clerk))
    assert stands(party) == Standing()
    assert held("bank") == {"USD": 650_000}
    take_back(
        clerk,
        party,
        650_000,
        Rate(currency="USD", cny_per_unit=Decimal("7.3"), published_on=date(2026, 11, 21)),
    )
    assert stands(party) == Standing(outstanding=FEE)
    assert held("bank") == {"USD": 0}


def test_a_fee_is_outstanding_again_when_the_bank_takes_a_transfer_back(
    party: Party, clerk: Account
) -> None:
    taken(clerk, party, table(transfer(party)))
    take_back(clerk, party)
    assert stands(party) == Standing(outstanding=FEE)
    assert held("bank") == {"CNY": 0}


def test_nothing_is_taken_back_that_never_came(party: Party, clerk: Account) -> None:
    taken(clerk, party, table(transfer(party, "100.00")))
    with pytest.raises(NotBookableError):
        take_back(clerk, party)
    assert stands(party) == Standing(outstanding=FEE - 10_000)
    UnbookedMoney.objects.update_or_create(
        money_id="B1-back",
        defaults={
            "court": party.case.court,
            "way": "bank",
            "minor": -FEE,
            "currency": "CNY",
            "why": "reversal",
            "found_at": now(),
        },
    )
    address = reverse("paying:unbooked", args=[UnbookedMoney.objects.get().id])
    said = reading(clerk).post(address, {"whose": party.case.receipt, "key": "k"}).content.decode()
    assert "The books have no such payment of this case." in said


def test_what_a_bank_takes_back_is_on_the_docket_and_on_the_page_of_fees(
    party: Party, clerk: Account, payer: Account
) -> None:
    taken(clerk, party, table(transfer(party)))
    address = reverse("fees:fees", args=[party.case_id])
    assert "Taken back by a bank" not in reading(payer).get(address).content.decode()
    take_back(clerk, party)
    [entry] = DocketEntry.objects.filter(stream_id=party.case_id, kind="PAYMENT_TAKEN_BACK")
    assert (entry.actor, entry.payload) == (
        clerk.person_id,
        {
            "party": str(party.id),
            "side": str(party.id),
            "way": "bank",
            "name": "B1-back",
            "fen": FEE,
            "outcome": "",
        },
    )
    shown = reading(payer).get(address).content.decode()
    assert "46,800.00 CNY" in shown.partition("Taken back by a bank")[2]


def test_a_statement_is_looked_at_before_it_counts(party: Party, clerk: Account) -> None:
    client = reading(clerk)
    file = SimpleUploadedFile("s.csv", table(transfer(party), "-5.00,CNY,BANK,charges,B9"))
    given = {"court": str(party.case.court_id), "file": file}
    shown = client.post(reverse("paying:statement"), given).content.decode()
    assert "Is booked" in shown
    assert "Sent by the court" in shown
    assert stands(party) == Standing(outstanding=FEE)
    [statement] = re.findall(r'name="statement" value="([^"]+)"', shown)
    address, told = reverse("paying:import_statement"), {"statement": statement, "key": "k"}
    first = client.post(address, told, follow=True).content.decode()
    assert "Entries booked: 1. Waiting for you: 0." in first
    again = client.post(address, {**told, "key": "k2"}, follow=True).content.decode()
    assert "No money came by it that the books do not have yet." in again
    assert stands(party) == Standing()


def test_a_preview_leaves_the_store_after_an_hour_and_an_imported_statement_stays(
    party: Party, clerk: Account, storage: FolderStorage
) -> None:
    looked_at, imported = table(transfer(party)), table(transfer(party, bank_id="B2"))
    sha256 = statements.lay_by(looked_at)
    taken(clerk, party, imported)
    client = reading(clerk)
    shown = client.post(
        reverse("paying:statement"),
        {"court": str(party.case.court_id), "file": SimpleUploadedFile("s.csv", looked_at)},
    ).content.decode()
    [statement] = re.findall(r'name="statement" value="([^"]+)"', shown)
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        clean(0)
    with pytest.raises(DocumentMissingError):
        storage.size(sha256)
    assert storage.size(hashlib.sha256(imported).hexdigest()) == len(imported)
    assert [one.court for one in BankStatementFile.objects.all()] == [party.case.court]
    posted = {"statement": statement, "key": "k"}
    again = client.post(reverse("paying:import_statement"), posted, follow=True)
    assert "Hand in the statement again" in again.content.decode()


def test_a_statement_of_an_account_the_court_has_left_does_not_count(
    party: Party, clerk: Account
) -> None:
    page = reading(clerk)
    given = {
        "court": party.case.court_id,
        "file": SimpleUploadedFile("s.csv", table(transfer(party))),
    }
    shown = page.post(reverse("paying:statement"), given).content.decode()
    told = {"statement": re.findall(r'name="statement" value="([^"]+)"', shown)[0], "key": "k"}
    bind(BankAccounts, NoAccount())  # type: ignore[type-abstract]
    answer = page.post(reverse("paying:import_statement"), told)
    assert answer.url == reverse("paying:statement")  # type: ignore[attr-defined]  # it redirects
    assert not BankStatementFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html/>", "This file cannot be taken"),
        (table("1.00,CNY,A,B,C", account="999"), "statement of another account"),
    ],
)
def test_a_file_that_is_not_the_courts_statement_is_refused(
    party: Party, clerk: Account, content: bytes, said: str
) -> None:
    client = reading(clerk)
    given = {"court": str(party.case.court_id), "file": SimpleUploadedFile("s", content)}
    assert said in client.post(reverse("paying:statement"), given).content.decode()


def test_nobody_else_imports_a_statement(party: Party) -> None:
    clerk = a_post(StaffRole.FILING_CLERK, party.case.court)
    with pytest.raises(NotPermittedError):
        taken(clerk, party, table(transfer(party)))


def test_money_that_waits_pays_a_fee_or_goes_back(party: Party, clerk: Account) -> None:
    write(party, ledger.received(Standing(), ledger.yuan(100), "bank"), "bank:early")
    crediting.assign_money(by=clerk, party=party, key=a_key(clerk))
    assert stands(party) == Standing(outstanding=FEE - 100)
    write(party, ledger.received(Standing(), ledger.yuan(100), "bank"), "bank:more")
    crediting.return_money(by=clerk, party=party, key=a_key(clerk))
    assert stands(party) == Standing(outstanding=FEE - 100, to_refund=100)


def test_money_that_is_not_the_courts_is_left_out_with_a_reason(
    party: Party, clerk: Account
) -> None:
    taken(clerk, party, table("0.12,CNY,BANK,interest,B4"))
    [money] = UnbookedMoney.objects.all()
    crediting.dismiss_unbooked(by=clerk, money=money, because="利息", key=a_key(clerk))
    assert UnbookedMoney.objects.get().because == "利息"
    [entry] = DocketEntry.objects.filter(stream_id=party.case.court_id, kind="MONEY_LEFT_OUT")
    assert (entry.actor, entry.payload["name"]) == (clerk.person_id, money.money_id)
    assert (entry.payload["minor"], entry.payload["because"]) == (12, "利息")
    assert stands(party) == Standing(outstanding=FEE)


def test_one_key_does_not_do_two_things_at_the_desk(party: Party, clerk: Account) -> None:
    write(party, ledger.received(Standing(), ledger.yuan(100), "bank"), "bank:early")
    address, client = reverse("paying:assign", args=[party.id]), reading(clerk)
    client.post(address, {"to": "payer", "key": "k"})
    again = client.post(address, {"to": "fee", "key": "k"}, follow=True).content.decode()
    assert "Done. It is on the docket." not in again.rpartition("Somebody settled this")[2]
    assert "Somebody settled this in the meantime" in again
