"""Demonstration cases in every state of their fee: unpaid, paid, overdue, relieved, withdrawn, taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from yunqiao.config.demo_review import People, filed, key_of
from yunqiao.court.casefile.entries import CASE_REGISTERED, FEE_FACTS_ENTERED
from yunqiao.court.casefile.models import Case, Role
from yunqiao.court.fees import (
    assessing,
    books,
    gathering,
    ledger,
    overdue,
    period,
    relief,
    withdrawing,
)
from yunqiao.court.fees.entering import FactsGiven, enter_facts
from yunqiao.court.fees.paying.receiving import book_received
from yunqiao.court.fees.relief import Decision, ReliefGiven
from yunqiao.court.filing import actions
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.registration import actions as registration

DOLLARS: Final = [
    {"text": "判令被告支付货款。Pay for the goods.", "amount": "18000", "currency": "USD"}
]
WAGES: Final = "追索劳动报酬纠纷"
WHY: Final = "示例：依靠最低生活保障生活。Demo: lives on a subsistence allowance."
LONG_AGO: Final = timedelta(days=40)
Lead = Callable[[People, Case], None]


def fill(people: People, claim: Callable[[int], dict[str, Any]]) -> None:
    """Register a case for each state of its fee and bring it there; `claim` makes its content."""
    for number, lead in enumerate(_LEADS, start=37):
        content = claim(number)
        if lead is _rate_missing:
            content = {**content, "requests": DOLLARS}
        if lead is _withdrawal_asked:
            content = {**content, "parties": [*content["parties"], another_in(content)]}
        if lead is _wages:
            content = {**content, "cause": WAGES}
        lead(people, assessed(people, content))
    overdue.propose_withdrawals()


def another_in(content: dict[str, Any]) -> dict[str, Any]:
    """A claimant who owes the fee together with the one who files."""
    first = next(one for one in content["parties"] if one["role"] == Role.CLAIMANT)
    return {**first, "name": f"共同{first['name']}", "email": "", "is_filer": False}


def assessed(people: People, content: dict[str, Any]) -> Case:
    """A registered case whose fee is set as far as it can be."""
    case = filed(people.party, content)
    actions.accept_filing(by=people.clerk, case_id=case.id, key=key_of(people.clerk))
    registered = DocketEntry.objects.get(stream_id=case.id, kind=CASE_REGISTERED)
    registration.take_over(entry=registered)
    assessing.assess(entry=registered)
    return Case.objects.select_related("court").get(id=case.id)


def _unpaid(_people: People, case: Case) -> None:
    """The party has seven days."""
    _begin(case, timedelta())


def _paid(people: People, case: Case) -> None:
    """Paid by card."""
    _begin(case, timedelta(days=2))
    party = gathering.payer_of(case)
    standing = books.standing(case.id, party.id)

    def pay(writing: Act) -> None:
        book_received(
            writing,
            party,
            before=standing,
            money=ledger.yuan(standing.outstanding),
            way="card",
            money_id=f"demo-{case.id}",
            paid_at=now(),
            payer=str(people.party.person_id),
        )

    locked(case, pay)


def _overdue(_people: People, case: Case) -> None:
    """The time has passed; the clerk decides."""
    _begin(case, LONG_AGO)


def _asked(people: People, case: Case) -> None:
    """The party asks to pay nothing."""
    _begin(case, timedelta())
    given = ReliefGiven(
        kind="exemption",
        grounds=("on_subsistence_allowance_without_other_income",),
        reasons=WHY,
    )
    relief.ask(by=people.party, case_id=case.id, given=given, key=key_of(people.party))


def _exempted(people: People, case: Case) -> None:
    """The court lets the party off the whole fee."""
    _asked(people, case)
    reason = "符合《诉讼费用交纳办法》第四十五条（示例）。Article 45 applies (demo)."
    decision = Decision(granted=True, reason=reason, percent=assessing.WHOLE)
    application = relief.open_application(case)
    assert application is not None
    relief.decide(
        by=people.clerk,
        case_id=case.id,
        application_id=application.id,
        decision=decision,
        key=key_of(people.clerk),
    )


def _withdrawal_asked(people: People, case: Case) -> None:
    """Paid; one of two claimants asks to withdraw, and a judge rules whether the suit goes on."""
    _paid(people, case)
    reason = "双方已自行和解（示例）。The parties have settled (demo)."
    withdrawing.ask(by=people.party, case_id=case.id, reason=reason, key=key_of(people.party))


def _wages(people: People, case: Case) -> None:
    """Wages are claimed: the fee need not be paid in advance."""
    given = FactsGiven(rates={}, tariff="labour", wages=True, source="示例 (demo)")
    enter_facts(by=people.clerk, case_id=case.id, given=given, key=key_of(people.clerk))
    entered = DocketEntry.objects.get(stream_id=case.id, kind=FEE_FACTS_ENTERED)
    assessing.assess(entry=entered)


def _taken_back(people: People, case: Case) -> None:
    """Paid by card; its bank took the money back for good."""
    _paid(people, case)
    party, money = gathering.payer_of(case), ledger.yuan(assessing.WHOLE * 100)
    taken = ledger.disputed(money, "card")

    def lose(writing: Act) -> None:
        books.book(writing, case.id, party.id, taken, f"demo {case.id}")
        lost = ledger.dispute_lost(books.standing(case.id, party.id).after(taken), money)
        books.book(writing, case.id, party.id, lost, f"demo {case.id}")

    locked(case, lose)


def _rate_missing(_people: People, case: Case) -> None:
    """A claim in dollars waits for the rate of the day."""
    assert gathering.missing_in(gathering.basis_at_acceptance(case))


def _begin(case: Case, ago: timedelta) -> None:
    notified_on = court_date(now(), case.court.zone) - ago
    locked(case, lambda writing: period.begin_period(writing, case, notified_on))


def locked(case: Case, write: Callable[[Act], None]) -> None:
    """Write an act of the court under the lock of a case."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, case.id)
        write(writing)


_LEADS: Final[tuple[Lead, ...]] = (
    _wages,
    _withdrawal_asked,
    _taken_back,
    _rate_missing,
    _exempted,
    _asked,
    _overdue,
    _paid,
    _unpaid,
)
"""The one a party sees first comes last."""
