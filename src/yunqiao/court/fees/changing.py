"""What changes a fee after it was set: foreseen first, then recorded, taken back by a later act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.deadlines import run_deadline
from yunqiao.court.casefile.entries import FEE_CHANGED
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, DeadlineState
from yunqiao.court.casefile.states import Stage
from yunqiao.court.casefile.tasks import close_task
from yunqiao.court.fees import access, books, facts, kinds
from yunqiao.court.fees.assessing import (
    Assessed,
    Effect,
    Settled,
    assessed_on,
    effect_on,
    in_yuan,
    last_assessment,
    settle,
)
from yunqiao.court.fees.basis import Basis, Claimed
from yunqiao.court.fees.ledger import FEN_PER_YUAN
from yunqiao.court.fees.period import (
    SUPPLEMENT,
    not_before_running,
    rest,
    rest_if_nothing_due,
    set_period,
)
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act, Actor, OutdatedError, act
from yunqiao.court.identity.models import Account
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding

HALVING: Final[Mapping[str, str]] = {
    kinds.WITHDRAWAL: facts.HalvingGround.WITHDRAWAL.value,
    kinds.MEDIATION: facts.HalvingGround.MEDIATION.value,
    kinds.SUMMARY_PROCEDURE: facts.HalvingGround.SUMMARY_PROCEDURE.value,
}
"""Grounds on which the fee is halved, once however many there are (Int 206)."""
REFUNDED_AFTER: Final = {
    kinds.WITHDRAWAL: facts.CaseEnding.WITHDRAWN,
    kinds.MEDIATION: facts.CaseEnding.MEDIATED,
}
PROVISIONS: Final[Mapping[str, str]] = {
    kinds.CLAIM_CHANGED: "fees.change_of_claim",
    kinds.WITHDRAWAL: "fees.halving",
    kinds.MEDIATION: "fees.halving",
    kinds.SUMMARY_PROCEDURE: "fees.halving",
    kinds.ORDINARY_PROCEDURE: "fees.conversion",
    kinds.WAGES: "fees.prepayment",
    kinds.ENDED: "fees.refund",
    kinds.UNDONE: "fees.acceptance",
}
"""The provision a change rests on; what may be recorded is named here."""
CHANGED_MEANWHILE: Final = "the fee was changed in the meantime"


class LastDayMissingError(Exception):
    """More is to be paid and no law says by when: the court must set the last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGiven:
    """A ground a clerk records, with what the law asks about it.

    `claims` is what is claimed now; `in_time` whether a claim was cut before the end of court
    investigation; `ending` how the case ended; `effective_on` the court-local day on which the ending
    took effect; `pay_by` the last day for a supplement.
    """

    ground: str
    reason: str
    claims: tuple[Claimed, ...] = ()
    in_time: bool | None = None
    ending: str = ""
    effective_on: date | None = None
    pay_by: date | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What recording a ground would do: the law's answer, and the fee and the payer before and after.

    `was_wages` says that until now the fee was not asked for in advance.
    """

    finding: Finding
    assessed: Assessed
    was_fen: int
    was_wages: bool
    effect: Effect
    pay_by: date | None
    refund_by: date | None

    @property
    def more_is_due(self) -> bool:
        """Whether the party has more to pay now than before."""
        before = 0 if self.was_wages else self.effect.before.outstanding
        after = 0 if self.assessed.basis.claims_wages else self.effect.after.outstanding
        return after > before

    @property
    def lacks_day(self) -> bool:
        """Whether more is to be paid and nobody has said by when, neither the law nor the court."""
        by_law = self.assessed.ground == kinds.ORDINARY_PROCEDURE
        return self.more_is_due and self.pay_by is None and not by_law

    @property
    def words(self) -> Mapping[str, str]:
        """The amounts in yuan: what was and becomes due, is to be paid, goes back, is kept."""
        return {
            "was": in_yuan(self.was_fen),
            "becomes": in_yuan(self.assessed.due_fen),
            **self.effect.words,
        }


def foresee(case: Case, given: ChangeGiven) -> Foreseen:
    """What recording this ground would do now.

    Raises:
        WrongStateError: no fee was set, or the ground does not fit how it stands.
    """
    row = last_assessment(case)
    if row is None:
        raise WrongStateError("no fee was set")
    finding, assessed = _change(case, row, given)
    effect = effect_on(row.party, row, assessed)
    by_law = given.ground == kinds.ORDINARY_PROCEDURE
    return Foreseen(
        finding=finding,
        assessed=assessed,
        was_fen=row.due_fen,
        was_wages=Basis.read(row.basis).claims_wages,
        effect=effect,
        pay_by=None if by_law else not_before_running(case, given.pay_by),
        refund_by=_refund_by(case, row, given) if effect.gives_back else None,
    )


def record_change(
    *, by: Account, case_id: UUID, given: ChangeGiven, seen: int, key: RequestKey
) -> None:
    """Record a ground that changes the fee, book what it changes and tell the party.

    `seen` is the number of the assessment the page showed. A mistake is taken back by another act.

    Raises:
        LastDayMissingError: more is to be paid and the court has not said by when.
        NotPermittedError: the account does not work on fees of this court.
        OutdatedError: the fee was changed in the meantime.
        WrongStateError: no fee was set, or the ground does not fit how it stands.
    """

    def write(writing: Act, case: Case) -> None:
        row = last_assessment(case)
        if row is not None and row.number != seen:
            raise OutdatedError(CHANGED_MEANWHILE)
        _record(writing, case, given)

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def follow_withdrawal(*, entry: DocketEntry) -> None:
    """Halve the fee after the ruling that allows withdrawal, once per entry (Fees 15)."""
    key = RequestKey.of(THE_COURT, f"{entry.id}.fee", None)

    def create() -> dict[str, Any]:
        with act(by=Actor(person=None)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, entry.stream_id)
            case = Case.objects.select_related("court").get(id=entry.stream_id)
            row = last_assessment(case)
            given = ChangeGiven(
                ground=kinds.WITHDRAWAL,
                reason=entry.payload["reason"],
                effective_on=court_date(entry.at, case.court.zone),
                pay_by=_day(entry.payload.get("pay_by", "")),
            )
            basis = row and Basis.read(row.basis)
            if basis and not (basis.ended_as or HALVING[kinds.WITHDRAWAL] in basis.halved_for):
                _record(writing, case, given, because_of=entry.id)
        return {}

    idempotency.once(key, create)


def _record(writing: Act, case: Case, given: ChangeGiven, because_of: UUID | None = None) -> None:
    foreseen = foresee(case, given)
    if foreseen.lacks_day:
        raise LastDayMissingError
    row = last_assessment(case)
    assert row is not None
    settled = settle(writing, case, row.party, foreseen.assessed, because_of)
    if given.ground == kinds.CLAIM_CHANGED:
        close_task(writing, case, kinds.CLAIM_FELL)
    told = settled.told(
        reason=given.reason,
        pay_by=foreseen.pay_by.isoformat() if foreseen.more_is_due and foreseen.pay_by else "",
        refund_by=foreseen.refund_by.isoformat() if foreseen.refund_by else "",
    )
    docket.record(writing, case, FEE_CHANGED, told.payload(), findings=[as_json(foreseen.finding)])
    _run_clocks(writing, case, given, foreseen, settled)


def _run_clocks(
    writing: Act, case: Case, given: ChangeGiven, foreseen: Foreseen, settled: Settled
) -> None:
    party = settled.row.party_id
    if foreseen.more_is_due and foreseen.pay_by is not None:
        cited = _BORNE if given.ground == kinds.WITHDRAWAL else str(foreseen.finding.citations[0])
        set_period(writing, case, party, foreseen.pay_by, how=SUPPLEMENT, citation=cited)
    if foreseen.assessed.basis.claims_wages:
        rest(writing, case, party, DeadlineState.LIFTED)
    else:
        rest_if_nothing_due(writing, case, party, settled.effect.after, DeadlineState.LIFTED)
    if given.effective_on is not None and foreseen.refund_by is not None:
        run_refund(writing, case, party, given.effective_on, foreseen.refund_by)


def run_refund(writing: Act, case: Case, party: UUID, effective_on: date, last_day: date) -> None:
    """Let the court's time run for giving a party its money back after an ending (Fees 53)."""
    run_deadline(
        writing,
        case,
        kind=kinds.REFUND,
        after=effective_on,
        last_day=last_day,
        citation="Fees 53",
        of_court=True,
        party=party,
    )


def _change(case: Case, row: FeeAssessment, given: ChangeGiven) -> tuple[Finding, Assessed]:
    before = Basis.read(row.basis)
    if row.ground == kinds.UNPAID:
        raise WrongStateError("the suit was treated as withdrawn")
    if before.ended_as and given.ground != kinds.UNDONE:
        raise WrongStateError("an ending is recorded; only it can be taken back")
    if given.ground == kinds.UNDONE:
        return _undone(case, row)
    if given.ground == kinds.ENDED:
        return _ended(case, row, before, given)
    if given.ground == kinds.CLAIM_CHANGED:
        after = replace(before, claims=given.claims)
        finding = facts.change(before, after, in_time=given.in_time)
        return finding, _assessed(given.ground, after if finding.is_yes else before)
    if given.ground == kinds.ORDINARY_PROCEDURE:
        return _ordinary(case, before)
    if given.ground == kinds.WAGES:
        return _wages(case, before)
    ground = HALVING[given.ground]
    if ground in before.halved_for:
        raise WrongStateError(f"{ground} is recorded already")
    # Article 20 speaks of paying in advance: after a withdrawal the claimant bears the fee (34).
    in_advance = before.claims_wages and given.ground != kinds.WITHDRAWAL
    halved = (*before.halved_for, ground)
    after = replace(before, halved_for=halved, claims_wages=in_advance)
    assessed = _assessed(given.ground, after)
    return assessed.finding, assessed


def _assessed(ground: str, basis: Basis) -> Assessed:
    return replace(assessed_on(ground, basis), provision=PROVISIONS[ground])


def _ordinary(case: Case, before: Basis) -> tuple[Finding, Assessed]:
    summary = HALVING[kinds.SUMMARY_PROCEDURE]
    if summary not in before.halved_for:
        raise WrongStateError("summary procedure is not recorded")
    kept = tuple(one for one in before.halved_for if one != summary)
    finding = facts.becomes_ordinary(before, None, case.court)
    return finding, _assessed(kinds.ORDINARY_PROCEDURE, replace(before, halved_for=kept))


def _wages(case: Case, before: Basis) -> tuple[Finding, Assessed]:
    if before.claims_wages:
        raise WrongStateError("it is recorded already that wages are claimed")
    finding = facts.last_day_to_pay(None, case.court, wages=True)
    return finding, _assessed(kinds.WAGES, replace(before, claims_wages=True))


def _ended(
    case: Case, row: FeeAssessment, before: Basis, given: ChangeGiven
) -> tuple[Finding, Assessed]:
    finding = refund_after(case, row, facts.CaseEnding(given.ending), given.effective_on)
    ended = Assessed(
        ground=kinds.ENDED,
        provision=PROVISIONS[kinds.ENDED],
        basis=replace(before, ended_as=given.ending),
        finding=finding,
        fee_fen=0 if finding.is_yes else row.fee_fen,
        waived_fen=0 if finding.is_yes else row.waived_fen,
    )
    return finding, ended


def _undone(case: Case, row: FeeAssessment) -> tuple[Finding, Assessed]:
    if row.ground in (kinds.RELIEF, kinds.UNDONE):
        raise WrongStateError("relief, and what was taken back, are not taken back")
    if row.ground == kinds.WITHDRAWAL and case.stage == Stage.WITHDRAWN:
        raise WrongStateError("the fee follows the ruling that allowed the withdrawal")
    earlier = FeeAssessment.objects.filter(case=case, number=row.number - 1).first()
    if earlier is None:
        raise WrongStateError("nothing was recorded that could be taken back")
    basis = Basis.read(earlier.basis)
    finding = facts.acceptance_fee(basis)
    assessed = Assessed(
        ground=kinds.UNDONE,
        provision=earlier.provision,
        basis=basis,
        finding=finding,
        fee_fen=earlier.fee_fen,
        waived_fen=earlier.waived_fen,
    )
    return finding, assessed


def _refund_by(case: Case, row: FeeAssessment, given: ChangeGiven) -> date | None:
    """The court's last day for giving money back, where the law lets it run from the ending."""
    ending = facts.CaseEnding(given.ending) if given.ending else REFUNDED_AFTER.get(given.ground)
    if ending is None or given.effective_on is None:
        return None
    return refund_after(case, row, ending, given.effective_on).date("last_day")


def refund_after(
    case: Case, row: FeeAssessment, ending: facts.CaseEnding, effective_on: date | None
) -> Finding:
    """What of what was paid goes back after an ending that takes effect on a day, or today; by when?"""
    standing = books.standing(case.id, row.party_id)
    paid = Decimal(row.due_fen - standing.outstanding) / FEN_PER_YUAN
    return facts.given_back(
        ending,
        max(paid, Decimal(0)),
        halved=bool(row.basis["halved_for"]),
        effective_on=effective_on or court_date(now(), case.court.zone),
        court=case.court,
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


_BORNE: Final = "Fees 34"
