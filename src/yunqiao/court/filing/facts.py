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
from yunqiao.law.filing.deadlines import (
    CorrectionDeadlineFacts,
    ReviewDeadlineFacts,
    review_deadline,
)
from yunqiao.law.filing.deadlines import (
    correction_deadline as until_corrected,
)
from yunqiao.law.findings import Finding
from yunqiao.law.jurisdiction.advice import AdviceFacts, advice
from yunqiao.law.jurisdiction.agreement import ChosenCourt, ClauseFacts
from yunqiao.law.jurisdiction.connection import CourtAt, Dispute
from yunqiao.law.jurisdiction.exclusive import ExclusiveSubject


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
    points: Iterable[str],
    **known: Any,
) -> Finding:
    """Which Chinese courts may hear a foreign-related dispute that is filed on that court-local date?

    `points` are values of `CourtAt`; further facts are those of `AdviceFacts` by name.
    """
    choice = chosen and ClauseFacts(
        chosen=chosen,
        written=chosen_in_writing,
        contract_or_property=dispute in (Dispute.CONTRACT, Dispute.PROPERTY),
    )
    at = frozenset(CourtAt(point) for point in points)
    return advice(
        AdviceFacts(on=on, dispute=dispute, subject=subject, choice=choice, points=at, **known)
    )


def recorded(*findings: Finding) -> list[Mapping[str, Any]]:
    """Findings as a docket entry keeps them."""
    return [as_json(finding) for finding in findings]
