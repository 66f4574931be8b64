"""Facts of a filing, put to the law."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from yunqiao.court.casefile.facts import after_closures
from yunqiao.court.directory.calendars import announced_at
from yunqiao.court.directory.models import Court
from yunqiao.law.explain import as_json
from yunqiao.law.fees.acceptance import AcceptanceFacts, FeeCaseKind, acceptance
from yunqiao.law.fees.claims import ClaimAmount
from yunqiao.law.fees.working import Fee
from yunqiao.law.filing.agent_papers import AgentPaper, AgentPapersFacts, agent_papers
from yunqiao.law.filing.agents import (
    AgentFacts,
    AgentKind,
    AgentPower,
    RepresentationFacts,
    representation_scope,
)
from yunqiao.law.filing.agents import agent as may_be_agent
from yunqiao.law.filing.authority import (
    PowerCertification,
    PowerOfAttorneyFacts,
    power_of_attorney,
)
from yunqiao.law.filing.category import LitigantCategory
from yunqiao.law.filing.deadlines import (
    CorrectionDeadlineFacts,
    LapseFacts,
    ReviewDeadlineFacts,
    review_deadline,
)
from yunqiao.law.filing.deadlines import correction_deadline as until_corrected
from yunqiao.law.filing.deadlines import lapse as must_register
from yunqiao.law.filing.review import ReviewFacts, review
from yunqiao.law.findings import Finding
from yunqiao.law.jurisdiction.advice import AdviceFacts, advice
from yunqiao.law.jurisdiction.agreement import ChosenCourt, ClauseFacts
from yunqiao.law.jurisdiction.connection import ConnectingPoint, Dispute
from yunqiao.law.jurisdiction.exclusive import ExclusiveSubject
from yunqiao.law.limits.table import period_of
from yunqiao.law.states import MAINLAND, is_foreign_state

__all__ = [
    "AgentKind",
    "AgentPaper",
    "AgentPower",
    "LitigantCategory",
    "PowerCertification",
]


def examination_deadline(
    received_on: date, *, court: Court | None = None, corrected: bool = False
) -> Finding:
    """By when must the court decide on papers it received on that court-local date?"""
    calendar = announced_at(court) if court else ()
    return review_deadline(
        ReviewDeadlineFacts(received_on=received_on, corrected=corrected, calendar=calendar)
    )


def correction_deadline(
    notified_on: date, *, court: Court | None = None, extended: bool = False
) -> Finding:
    """By when must the party correct what a notice of that court-local date named?

    With a court, its calendar and its closures count.
    """
    calendar = announced_at(court) if court else ()
    found = until_corrected(
        CorrectionDeadlineFacts(notified_on=notified_on, extended=extended, calendar=calendar)
    )
    return after_closures(found, court) if court else found


def acceptance_fee(on: date, requests: Sequence[tuple[Decimal | None, str]]) -> Finding:
    """What would accepting a claim for these amounts and currencies cost on that court-local date?

    A request without an amount seeks no money. A claim for money is priced as a property case; the
    court may see another kind in it.
    """
    money = tuple(
        ClaimAmount(amount=amount, currency=currency) for amount, currency in requests if amount
    )
    return acceptance(
        AcceptanceFacts(
            on=on,
            kind=FeeCaseKind.PROPERTY if money else FeeCaseKind.OTHER_NON_PROPERTY,
            claims=money,
            non_property_claims=len(requests) - len(money),
        )
    )


def fee_in(finding: Finding) -> Fee | None:
    """The fee a finding of `acceptance_fee` holds, with its working; None while it cannot be said."""
    return finding.value if isinstance(finding.value, Fee) else None


def court_advice(
    on: date,
    *,
    dispute: Dispute,
    subject: ExclusiveSubject,
    chosen: ChosenCourt | None,
    chosen_in_writing: bool | None,
    points: Iterable[ConnectingPoint],
    **known: Any,
) -> Finding:
    """Which Chinese courts may hear a foreign-related dispute that is filed on that court-local date?

    Further facts are those of `AdviceFacts` by name.
    """
    choice = chosen and ClauseFacts(
        chosen=chosen,
        written=chosen_in_writing,
        contract_or_property=dispute in (Dispute.CONTRACT, Dispute.PROPERTY),
    )
    return advice(
        AdviceFacts(
            on=on,
            dispute=dispute,
            subject=subject,
            choice=choice,
            points=frozenset(points),
            **known,
        )
    )


def lapse(received_on: date, today: date, *, court: Court | None = None) -> Finding:
    """Must papers received on that date be registered now, because nothing was decided in time?"""
    calendar = announced_at(court) if court else ()
    return must_register(
        LapseFacts(received_on=received_on, today=max(today, received_on), calendar=calendar)
    )


def unanswered(*, ended: bool) -> Finding:
    """What does the law propose for papers that were asked to be corrected and were not?"""
    return review(
        ReviewFacts(
            papers_complete=False,
            correction_notice_given=True,
            corrected=False,
            correction_period_ended=ended,
        )
    )


def agent(kind: AgentKind, principal_country: str, number: int) -> Finding:
    """May this person be the agent of a party from that place, who then has `number` agents?"""
    foreign = is_foreign_state(principal_country)
    return may_be_agent(AgentFacts(agent=kind, foreign_principal=foreign, number_of_agents=number))


def authority(
    principal: LitigantCategory,
    *,
    signed_in: str,
    signed_on: date,
    certified: PowerCertification,
) -> Finding:
    """Does a power of attorney signed there on that date have the formality it needs?"""
    return power_of_attorney(
        PowerOfAttorneyFacts(
            principal=principal, on=signed_on, signed_in=signed_in, certified=certified
        )
    )


def days_to_appeal_a_ruling(country: str) -> int:
    """Within how many days can a party from that place appeal against a ruling, from its service?"""
    if country == MAINLAND:
        return period_of("appeal_ruling_home").n
    abroad = is_foreign_state(country)
    return period_of("appeal_ruling_abroad" if abroad else "appeal_ruling_region").n


def papers_of(kind: AgentKind) -> Finding:
    """Which papers does such an agent hand in?"""
    return agent_papers(AgentPapersFacts(agent=kind))


def covered(power: AgentPower, granted: Sequence[AgentPower]) -> Finding:
    """Does an authority that names these special powers cover the act?"""
    return representation_scope(
        RepresentationFacts(act=power, specially_granted=frozenset(granted))
    )


def recorded(*findings: Finding) -> list[Mapping[str, Any]]:
    """Findings as a docket entry keeps them."""
    return [as_json(finding) for finding in findings]
