"""Fees for programs: what a case costs and why, asking for relief, and for withdrawal of the suit."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from yunqiao.court.casefile.callers import IdempotencyKey, caller, key_of, own_filing
from yunqiao.court.casefile.models import Role
from yunqiao.court.casefile.sides import acts_for
from yunqiao.court.fees import access, queries, relief, withdrawing
from yunqiao.court.fees.assessing import in_yuan
from yunqiao.court.fees.facts import ReliefGround, ReliefKind
from yunqiao.court.fees.paying.access import side_of
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.fees.relief import ReliefGiven
from yunqiao.court.fees.states import ReliefState
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.written import Clean

router = Router(tags=["fees"])
MOST_DOCUMENTS: Final = 50
Reasons = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000), Clean
]


class CaseFeeStepOut(Schema):
    """One step of the sum: why, what it adds in yuan, the article."""

    why: str
    adds: Decimal
    citation: str


class ReliefOut(Schema):
    """An application for relief, and the court's answer once there is one."""

    model_config = ConfigDict(use_enum_values=True)

    kind: ReliefKind
    state: ReliefState
    reasons: str
    answer: str


class ClaimantOut(Schema):
    """A claimant for whom the caller acts, by the id that `party` and `claimants` take."""

    party: UUID
    name: str


class CaseFeeOut(Schema):
    """What a case costs its claimant, in yuan, step by step, and how it stands.

    `last_day` is court-local; without one the seven days run from the day the notice is received.
    `reference` is to be written on a bank transfer.
    """

    fee: Decimal
    let_off: Decimal
    due: Decimal
    paid: Decimal
    outstanding: Decimal
    to_refund: Decimal
    last_day: date | None
    reference: str
    steps: list[CaseFeeStepOut]
    claimants: list[ClaimantOut]
    applications: list[ReliefOut]


class WithdrawalIn(Schema):
    """Why the claimant withdraws the suit; `claimants` says for whom, where the caller acts for several."""

    model_config = ConfigDict(extra="forbid")

    reason: Reasons
    claimants: Annotated[list[UUID], Field(max_length=MOST_DOCUMENTS)] = []


class WithdrawalOut(Schema):
    """Who asks to withdraw the suit since the last ruling, and what a ruling of today would do, in yuan.

    Without `fee` the fee stays as it is.
    """

    claimants: list[str]
    fee: Decimal | None
    to_refund: Decimal
    to_pay: Decimal | None


class ReliefIn(Schema):
    """What is asked for, the grounds of the Measures, why, and papers uploaded before.

    `party` says for which claimant, where the caller acts for several.
    """

    model_config = ConfigDict(extra="forbid")

    kind: ReliefKind
    grounds: Annotated[list[ReliefGround], Field(min_length=1, max_length=len(ReliefGround))]
    reasons: Reasons
    documents: Annotated[list[UUID], Field(max_length=MOST_DOCUMENTS)] = []
    party: UUID | None = None


@router.get("/filings/{uuid:case}/fee", response=CaseFeeOut, summary="See what a case costs")
def fee(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """The fee with its working. 409 until the court has set it."""
    found = own_filing(request, case)
    access.may_act_for_payer(caller(request), found).require()
    shown = queries.fee_of(found)
    if shown is None:
        raise WrongStateError("the fee is not set yet")
    side, row = side_of(caller(request), shown.payer) or shown.payer, shown.row
    return {
        "fee": in_yuan(row.fee_fen),
        "let_off": in_yuan(row.waived_fen),
        "due": in_yuan(row.due_fen),
        "paid": in_yuan(row.due_fen - shown.standing.outstanding),
        "outstanding": in_yuan(shown.standing.outstanding),
        "to_refund": in_yuan(shown.standing.to_refund),
        "last_day": shown.deadline.last_day if shown.deadline else None,
        "reference": reference_of(side.id),
        "steps": [{**asdict(step), "adds": step.adds.replace(",", "")} for step in shown.steps],
        "claimants": [
            {"party": one.id, "name": one.name}
            for one in acts_for(caller(request), found)
            if one.role == Role.CLAIMANT
        ],
        "applications": [
            {
                "kind": one.row.kind,
                "state": one.row.state,
                "reasons": one.row.reasons,
                "answer": one.answer,
            }
            for one in queries.applications_seen_by(caller(request), found)
        ],
    }


@router.post(
    "/filings/{uuid:case}/relief", response=CaseFeeOut, summary="Ask for relief from the fee"
)
def ask_relief(
    request: HttpRequest, case: UUID, asked: ReliefIn, idempotency_key: IdempotencyKey
) -> dict[str, Any]:
    """Ask to pay later, less or nothing; upload the papers first. The court decides with reasons."""
    own_filing(request, case)
    content = {"relief": str(case), **asked.model_dump(mode="json")}
    given = ReliefGiven(
        kind=asked.kind.value,
        grounds=[ground.value for ground in asked.grounds],
        reasons=asked.reasons,
        uploads=asked.documents,
        party=asked.party,
    )
    key = key_of(request, idempotency_key, content)
    relief.ask(by=caller(request), case_id=case, given=given, key=key)
    return fee(request, case)


@router.get(
    "/filings/{uuid:case}/withdrawal-of-suit",
    response=WithdrawalOut,
    summary="See what withdrawing the suit does to the fee",
)
def withdrawal(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """Who asks for it so far, and what allowing it today would do."""
    found = own_filing(request, case)
    access.may_ask_to_withdraw(caller(request), found).require()
    if found.number is None:
        raise WrongStateError("the case is not registered")
    foreseen = withdrawing.foreseen(found)
    return {
        "claimants": [one.name for one in withdrawing.applications(found)],
        "fee": foreseen.words["becomes"] if foreseen else None,
        "to_refund": foreseen.words["to_refund"] if foreseen else Decimal(0),
        "to_pay": foreseen.words["to_pay"] if foreseen else None,
    }


@router.post(
    "/filings/{uuid:case}/withdrawal-of-suit",
    response=WithdrawalOut,
    summary="Ask to withdraw the suit",
)
def ask_to_withdraw(
    request: HttpRequest, case: UUID, asked: WithdrawalIn, idempotency_key: IdempotencyKey
) -> dict[str, Any]:
    """Ask to withdraw a registered suit before the judgment; a judge rules on it."""
    own_filing(request, case)
    key = key_of(
        request, idempotency_key, {"withdrawal": str(case), **asked.model_dump(mode="json")}
    )
    withdrawing.ask(
        by=caller(request),
        case_id=case,
        reason=asked.reason,
        claimants=asked.claimants,
        key=key,
    )
    return withdrawal(request, case)
