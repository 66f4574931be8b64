"""Reports by court and period: what the books say, on the page, as CSV and as PDF (P2)."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from support.courts import a_post, a_tree
from support.english import in_english
from support.makers import an_account
from support.payers import FEE, a_debtor, reading, write
from yunqiao.court.casefile.models import Party
from yunqiao.court.directory.models import Court
from yunqiao.court.fees import ledger
from yunqiao.court.fees.accounting import plot, sheets
from yunqiao.court.fees.accounting.reports import Cell, Report, ReportKind, Scope, report
from yunqiao.court.fees.books import standing
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.identity.models import Account, StaffRole

__all__ = ["in_english"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]
PAID = 5_000_000


@pytest.fixture
def party() -> Party:
    """A party that paid more than the fee; the rest is to go back."""
    found = a_debtor(an_account())
    Party.objects.filter(id=found.id).update(name="=1+1")
    write(found, ledger.received(Standing(outstanding=FEE), ledger.yuan(PAID), "card"), "card:m1")
    waits = standing(found.case_id, found.id)
    write(found, ledger.to_refund(waits, PAID - FEE), "decision")
    return found


@pytest.fixture
def other(party: Party) -> Party:
    """A party of the same court that has not paid."""
    return a_debtor(an_account("other@abroad.example"))


def scope(party: Party, days: int = 0) -> Scope:
    day = court_date(now()) + timedelta(days=days)
    return Scope([party.case.court], day, day)


def asked(kind: str, **more: str) -> str:
    query = QueryDict(mutable=True)
    query.update({"kind": kind, **more})
    return query.urlencode()


def test_the_day_book_has_every_line_of_the_period_and_its_sides_are_equal(
    party: Party, other: Party
) -> None:
    made = report(ReportKind.DAY_BOOK, scope(party))
    assert len(made.rows) == 2 + 3 + 2 + 2
    assert made.numeric == [False] * 6 + [True] * 3 + [False]
    assert made.total[7] == made.total[8] == Decimal((FEE + PAID + PAID - FEE + FEE) // 100)
    assert report(ReportKind.DAY_BOOK, scope(party, 1)).rows == []
    assert report(ReportKind.DAY_BOOK, scope(party, -1)).rows == []
    del other


def test_outstanding_refunds_due_and_receipts_are_those_of_the_court(
    party: Party, other: Party
) -> None:
    [owes] = report(ReportKind.OUTSTANDING, scope(party)).rows
    assert owes == (other.case.receipt, other.name, Decimal(FEE) / 100)
    [back] = report(ReportKind.REFUNDS_DUE, scope(party)).rows
    assert back[2] == Decimal(PAID - FEE) / 100
    came = report(ReportKind.RECEIPTS, scope(party))
    assert [row[4] for row in came.rows] == ["m1"]
    assert came.total[7] == Decimal(PAID) / 100
    assert report(ReportKind.OUTSTANDING, scope(party, -1)).rows == []
    high, _, _ = a_tree()
    elsewhere = Scope([high], scope(party).first, scope(party).last)
    assert all(report(kind, elsewhere).rows == [] for kind in ReportKind)


def test_the_trial_balance_is_nought(party: Party, other: Party) -> None:
    made = report(ReportKind.TRIAL_BALANCE, scope(party))
    assert made.total[1] == made.total[2] == Decimal(PAID + FEE) / 100
    del other


def test_the_spreadsheet_is_utf_8_with_a_mark_and_holds_no_formula(
    party: Party, clerk: Account
) -> None:
    answer = reading(clerk).get(f"{reverse('accounting:csv')}?{asked('receipts')}")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Day", "Case", "Party"]
    assert rows[1][2] == "'=1+1"
    assert rows[1][7] == "50000.00"
    assert "receipts-" in answer.headers["Content-Disposition"]
    del party


@given(st.sampled_from([" ", "", "  "]), st.sampled_from("=+-@\t\r"), st.text(max_size=5))
def test_no_text_reaches_a_spreadsheet_as_a_formula(before: str, sign: str, rest: str) -> None:
    text: Cell = f"{before}{sign}{rest}"
    made = Report(ReportKind.RECEIPTS, ["x"], [[text, Decimal("-1.00")]], ["Total"])
    [_, row, _] = csv.reader(io.StringIO(sheets.as_csv(made).decode("utf-8-sig"), newline=""))
    assert row == [f"'{text}", "-1.00"]


def test_a_report_comes_on_paper_in_each_language(party: Party, clerk: Account) -> None:
    client = reading(clerk)
    for language in ("en", "zh-hans", "zh-hant"):
        client.cookies["language"] = language
        answer = client.get(f"{reverse('accounting:pdf')}?{asked('day_book')}")
        with pikepdf.open(io.BytesIO(answer.content)) as paper:
            assert len(paper.pages) == 1
    del party


def test_the_page_shows_receipts_as_a_plot_with_the_same_figures_in_a_table(
    party: Party, clerk: Account
) -> None:
    answer = reading(clerk).get(f"{reverse('accounting:reports')}?{asked('receipts')}")
    shown = answer.content.decode()
    today = court_date(now())
    assert len(re.findall("<rect x=", shown.partition('class="plot"')[2])) == today.day
    assert f"{today.isoformat()}: 50,000.00" in shown
    assert "style=" not in shown
    del party


def test_a_period_that_ends_before_it_begins_is_refused_in_words(clerk: Account) -> None:
    backwards = asked("day_book", first="2026-11-02", last="2026-11-01")
    shown = reading(clerk).get(f"{reverse('accounting:reports')}?{backwards}").content.decode()
    assert "Choose a day after the first" in shown
    answer = reading(clerk).get(f"{reverse('accounting:csv')}?{backwards}")
    assert answer.headers["Location"] == reverse("accounting:reports")


def test_the_books_of_another_court_are_not_to_be_had(party: Party, clerk: Account) -> None:
    high, _, _ = a_tree()
    Court.objects.filter(id=party.case.court_id).update(parent=high)
    client = reading(clerk)
    asked_for = asked("day_book", court=str(high.id))
    assert client.get(f"{reverse('accounting:csv')}?{asked_for}").status_code == 302
    above = a_post(StaffRole.ADMINISTRATOR, high)
    below = asked("day_book", court=str(party.case.court_id))
    answer = reading(above).get(f"{reverse('accounting:csv')}?{below}")
    assert answer.content.count(b"\r\n") == 1 + 2 + 3 + 2 + 1


@given(
    st.dictionaries(st.integers(0, 400), st.integers(0, 10**10), max_size=20),
    st.integers(0, 400),
)
def test_the_bars_hold_all_receipts_and_stay_within_the_plot(
    received: dict[int, int], length: int
) -> None:
    first = date(2026, 1, 1)
    last = first + timedelta(days=length)
    came = {first + timedelta(days=n): fen for n, fen in received.items() if n <= length}
    bars = plot.bars(came, first, last)
    assert sum(bar.fen for bar in bars) == sum(came.values())
    assert all(0 <= bar.y <= bar.y + bar.height == plot.HEIGHT for bar in bars)
    assert all(bar.x + bar.width <= plot.WIDTH + 1 for bar in bars)
