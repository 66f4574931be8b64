"""Every address for a court's staff with who may use it, role by role and court by court."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from support.access_of_staff import OF_STAFF, READERS
from support.courts import a_division, a_post, a_tree
from support.flush import flush_empties_append_only_tables  # noqa: F401 - a fixture for all
from support.makers import a_filing, a_key, an_account
from support.payers import a_difference, a_refund, firms, some_unbooked
from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.directory.settings import EXAMINE_OWN
from yunqiao.court.fees.accounting.models import StatementDifference
from yunqiao.court.fees.paying.models import Refund, UnbookedMoney
from yunqiao.court.filing import counter
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.filing.counter_people import enter_person
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, Person, StaffRole
from yunqiao.court.registration.actions import take_over
from yunqiao.court.registration.models import PaperDraft
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Stage:
    """A registered case, a draft at the counter, and everybody who might ask for them."""

    court: Court
    case: Case
    draft: ClaimDraft
    person: Person
    paper: PaperDraft
    refund: Refund
    money: UnbookedMoney
    difference: StatementDifference
    accounts: dict[str, Account]

    def address(self, name: str) -> str:
        """The address of that name, about this court, case or draft."""
        given: dict[str, object] = {
            "court_id": self.court.id,
            "case_id": self.case.id,
            "draft_id": self.draft.id,
            "person_id": self.person.id,
            "paper_id": self.paper.id,
            "year": 2026,
            "letter": "filing_receipt",
            "name": "rules",
            "subject": EXAMINE_OWN,
            "party_id": self.refund.party_id,
            "refund_id": self.refund.id,
            "money_id": self.money.id,
            "day_id": self.difference.day_id,
            "difference_id": self.difference.id,
        }
        return reverse(name, kwargs={key: given[key] for key in _parameters(name)})


@pytest.fixture
def stage() -> Stage:
    bind(MailGateway, FakeMail())  # type: ignore[type-abstract]
    high, _, court = a_tree()
    elsewhere = Court.objects.create(
        code="粤0705", name_zh="乙", name_en="B", level=CourtLevel.BASIC, parent=high
    )
    division = a_division(court)
    party = an_account("party@abroad.example")
    case = Case.objects.get(id=a_filing(party).case)
    accounts = {
        "stranger": an_account("stranger@abroad.example"),
        "party": party,
        "clerk": a_post(StaffRole.FILING_CLERK, court),
        "judge": a_post(StaffRole.JUDGE, court, division),
        "court clerk": a_post(StaffRole.COURT_CLERK, court),
        "judge elsewhere": a_post(StaffRole.JUDGE, elsewhere),
        "auditor": a_post(StaffRole.AUDITOR, court),
        "finance": a_post(StaffRole.FINANCE, court),
        "administrator": a_post(StaffRole.ADMINISTRATOR, court),
        "administrator above": a_post(StaffRole.ADMINISTRATOR, high),
        "administrator elsewhere": a_post(StaffRole.ADMINISTRATOR, elsewhere),
    }
    clerk = accounts["clerk"]
    accept_filing(by=clerk, case_id=case.id, key=a_key(clerk))
    take_over(entry=DocketEntry.objects.get(stream_id=case.id, kind="CASE_REGISTERED"))
    names = {"chinese": "甲（示例）", "passport": "", "former": "", "other": ""}
    given = {"kind": "natural", **names, "email": "", "telephone": "", "address": ""}
    person = Person.objects.get(id=UUID(enter_person(by=clerk, given=given, key=a_key(clerk))))
    draft = counter.begin(by=clerk, person=person, language="en")
    CounterFiling.objects.create(case=case, person=person)
    paper = PaperDraft.objects.get(case=case, kind="notice_to_respond")
    case.refresh_from_db()
    refund, money = a_refund(case, accounts["finance"]), some_unbooked(court)
    firms()
    difference = a_difference(court)
    return Stage(court, case, draft, person, paper, refund, money, difference, accounts)


@pytest.mark.parametrize("name", OF_STAFF)
def test_a_page_of_the_staff_opens_for_those_it_is_for(stage: Stage, name: str) -> None:
    method, expected = OF_STAFF[name]
    seen = tuple(_class(_ask(stage, who, method, name)) for who in READERS)
    assert dict(zip(READERS, seen, strict=True)) == dict(zip(READERS, expected, strict=True))


def _ask(stage: Stage, who: str, method: str, name: str) -> HttpResponse:
    client = Client()
    if who in stage.accounts:
        client.force_login(stage.accounts[who])
    answer = client.generic(method, stage.address(name), "", "application/x-www-form-urlencoded")
    return cast("HttpResponse", answer)


def _class(answer: HttpResponse) -> str:
    if answer.status_code == 302:
        return "sign in" if answer.headers["Location"].startswith("/sign-in/") else "redirect"
    return "ok" if answer.status_code == 200 else str(answer.status_code)


def _parameters(name: str) -> list[str]:
    found = get_resolver()
    *rooms, last = name.split(":")
    for room in rooms:
        found = found.namespace_dict[room][1]
    [[_, parameters], *_more] = found.reverse_dict.getlist(last)[0][0]
    return list(parameters)
