"""Finance staff see the days that agree and those that differ, and settle a difference (P2)."""

import pytest
from django.urls import reverse

from support.courts import a_post, a_tree
from support.english import in_english
from support.makers import a_court
from support.payers import Firms, a_difference, firms, reading
from yunqiao.court.fees.accounting.models import ReconciledDay, StatementDifference
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, StaffRole

__all__ = ["in_english"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def at() -> Firms:
    return firms()


@pytest.fixture
def clerk() -> Account:
    return a_post(StaffRole.FINANCE, a_court())


@pytest.fixture
def difference(clerk: Account) -> StatementDifference:
    return a_difference(a_court())


def page(clerk: Account, name: str, *given: object) -> str:
    return reading(clerk).get(reverse(f"accounting:{name}", args=given)).content.decode()


def test_a_day_that_differs_is_listed_and_shows_both_sides(
    clerk: Account, difference: StatementDifference
) -> None:
    assert "Differs: 1" in page(clerk, "days")
    shown = page(clerk, "day", difference.day_id)
    assert "The firm has it; the books do not." in shown
    assert "1.00 CNY" in shown
    assert "Payment received" in reading(clerk).get(reverse("paying:desk")).content.decode()


def test_an_explanation_settles_a_difference_and_one_without_words_does_not(
    clerk: Account, difference: StatementDifference
) -> None:
    address, client = reverse("accounting:explain", args=[difference.id]), reading(clerk)
    said = client.post(address, {"why": " ", "key": "k1"}, follow=True).content.decode()
    assert "Write how the difference came about." in said
    shown = client.post(address, {"why": "the firm's test", "key": "k2"}, follow=True)
    assert "the firm&#x27;s test" in shown.content.decode()
    [entry] = DocketEntry.objects.filter(stream_id=a_court().id, kind="DIFFERENCE_EXPLAINED")
    assert (entry.actor, entry.payload["because"]) == (clerk.person_id, "the firm's test")
    chief = a_post(StaffRole.ADMINISTRATOR, a_court())
    history = reading(chief).get(reverse("administration:history", args=[a_court().id]))
    assert "the firm&#x27;s test" in history.content.decode()
    assert "Settled" in page(clerk, "days")
    twice = client.post(address, {"why": "something else", "key": "k3"}, follow=True)
    assert "Somebody settled this in the meantime." in twice.content.decode()


def test_a_day_is_compared_now_or_the_page_says_why_it_cannot_be(at: Firms, clerk: Account) -> None:
    address, client = reverse("accounting:days"), reading(clerk)
    given = {"account": "all/card", "day": now().date().isoformat()}
    assert "has no statement of this day yet" in client.post(address, given).content.decode()
    at["card"].answers = False
    assert "The firm does not answer." in client.post(address, given).content.decode()
    at["card"].answers = True
    at["card"].days_closed.add(now().date())
    shown = client.post(address, given, follow=True).content.decode()
    assert "The books and the statement agree." in shown
    assert ReconciledDay.objects.get().way == "card"
    assert "Agrees" in page(clerk, "days")


def test_a_difference_of_another_court_is_not_shown(clerk: Account) -> None:
    _, above, _ = a_tree()
    other = a_difference(above)
    assert "Agrees" in page(clerk, "days")
    assert "money-1" not in page(clerk, "day", other.day_id)
    refused = reading(clerk).post(reverse("accounting:explain", args=[other.id]), {"why": "x"})
    assert refused.status_code == 404
