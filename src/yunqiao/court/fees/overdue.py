"""A fee that was not paid in time: proposed to the clerk, who rules, extends the time or asks again."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import FEE_ASKED_AGAIN, FEE_CHANGED, TREATED_AS_WITHDRAWN
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Task, TaskState
from yunqiao.court.casefile.states import STAGES, Stage
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees import access, books, facts, kinds
from yunqiao.court.fees.assessing import (
    Assessed,
    assessed_on,
    assessments,
    in_fen,
    in_yuan,
    last_assessment,
    settle,
)
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.changing import HALVING, refund_after, run_refund
from yunqiao.court.fees.entries import FeeAskedAgain, Withdrawn
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt, UnbookedMoney
from yunqiao.court.fees.period import (
    EXTENDED,
    PREPAYMENT,
    last_day_of,
    not_before_running,
    rest,
    set_period,
)
from yunqiao.court.fees.records import FeeAssessment, ReliefApplication
from yunqiao.court.fees.relief import open_application
from yunqiao.court.fees.states import ReliefState
from yunqiao.court.fees.supplements import unpaid_part, without_increase
from yunqiao.court.fees.tasks import FEE_OWED_AGAIN
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding

AT_ONCE: Final = 200
"""Cases that one run of the job looks at; the next run takes the rest."""


class TooEarlyError(Exception):
    """The law does not propose it yet, as `finding` says; or money is on its way, as the text says."""

    def __init__(self, finding: Finding | None, text: str = "") -> None:
        super().__init__(text)
        self.finding = finding


def propose_withdrawals() -> int:
    """Give clerks the task of deciding on fees that were not paid in time; how many."""
    today = court_date(now())
    ended = Deadline.objects.filter(
        kind=kinds.PAY,
        state=DeadlineState.RUNNING,
        last_day__lt=today,
        case__stage=Stage.REGISTERED,
    )
    whose = {"case": OuterRef("case"), "party": OuterRef("party")}
    given = {**whose, "state": TaskState.OPEN, "kind": kinds.UNPAID}
    asked = {"case": OuterRef("case"), "state": ReliefState.ASKED}
    waiting = ended.exclude(Exists(Task.objects.filter(**given))).exclude(
        Exists(ReliefApplication.objects.filter(**asked))
    )
    owing = waiting.filter(case__in=books.owing(waiting.values_list("case_id", flat=True)))
    proposed = 0
    for deadline in owing.select_related("case__court").order_by("last_day", "id")[:AT_ONCE]:
        with act(by=Actor(person=None)) as writing:
            writing.lock(Stream.CASE, deadline.case_id)
            finding = proposal(Case.objects.select_related("court").get(id=deadline.case_id))
            if finding is not None and finding.is_yes:
                proposed += 1
                open_task(
                    writing,
                    deadline.case,
                    queue=kinds.FEES,
                    kind=kinds.UNPAID,
                    due_on=today,
                    party=deadline.party_id,
                )
    return proposed


def proposal(case: Case) -> Finding | None:
    """What the law proposes for the unpaid fee of a case; None where nothing is asked for in advance."""
    row = last_assessment(case)
    if row is None or case.stage != Stage.REGISTERED or Basis.read(row.basis).claims_wages:
        return None
    outstanding = books.standing(case.id, row.party_id).outstanding
    if not outstanding:
        return None
    clock = last_day_of(case)
    today = court_date(now(), case.court.zone)
    return facts.unpaid_in_time(
        unpaid_part(assessments(row), outstanding),
        ended=clock is not None and today > clock.last_day,
        relief_pending=open_application(case) is not None,
    )


def under_way(case: Case) -> QuerySet[PaymentAttempt]:
    """Payments by which money may still come, transfers announced among them, the newest first."""
    return PaymentAttempt.objects.filter(party__case=case, is_final=False).order_by("-started_at")


def treat_as_withdrawn(
    *, by: Account, case_id: UUID, reason: str, fee: str, key: RequestKey, looked: bool = False
) -> None:
    """Rule that the suit counts as withdrawn because its fee was not paid (Fees 22(4), Int 199, 213).

    `fee` is `kinds.NOTHING` or `kinds.HALF`, of an unpaid top-up `kinds.HALF_BACK`; `looked` says
    that no transfer announced has come to the court's bank account.

    Raises:
        NotPermittedError: the account does not work on fees of this court.
        TooEarlyError: the law proposes it not yet or not at all, or money has come or may be on its way.
        WrongStateError: the case is not before the court any more.
    """

    def write(writing: Act, case: Case) -> None:
        STAGES.move(case.stage, TREATED_AS_WITHDRAWN)
        tops_up = fee == kinds.HALF_BACK
        part = facts.UnpaidPart.TOP_UP if tops_up else facts.UnpaidPart.WHOLE_FEE
        finding, row = _ripe(case, part, looked=looked)
        today = court_date(now(), case.court.zone)
        back = refund_after(case, row, facts.CaseEnding.TOP_UP_NOT_PAID, today)
        standing = books.standing(case.id, row.party_id)
        falls_away = standing.outstanding + (in_fen(back.value["refund"]) if tops_up else 0)
        effect = settle(writing, case, row.party, _left(row, fee, falls_away)).effect
        refund_by = back.date("last_day")
        if effect.gives_back and refund_by is not None:
            run_refund(writing, case, row.party_id, today, refund_by)
        ruled = Withdrawn(reason=reason, fee=fee, refund=effect.words["to_refund"])
        docket.record(
            writing, case, TREATED_AS_WITHDRAWN, ruled.payload(), findings=[as_json(finding)]
        )
        rest(writing, case, row.party_id, DeadlineState.MISSED)
        for kind in (kinds.RULE_ON_WITHDRAWAL, kinds.CLAIM_FELL):
            close_task(writing, case, kind)

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def drop_increase(
    *, by: Account, case_id: UUID, reason: str, key: RequestKey, looked: bool = False
) -> None:
    """Leave a raised claim unheard whose supplement was not paid: the claim as it stood goes on.

    Raises:
        NotPermittedError: the account does not work on fees of this court.
        TooEarlyError: as `treat_as_withdrawn`.
    """

    def write(writing: Act, case: Case) -> None:
        finding, row = _ripe(case, facts.UnpaidPart.INCREASE, looked=looked)
        outstanding = books.standing(case.id, row.party_id).outstanding
        left = without_increase(assessments(row), outstanding)
        settled = settle(writing, case, row.party, left)
        told = settled.told(reason=reason)
        docket.record(writing, case, FEE_CHANGED, told.payload(), findings=[as_json(finding)])
        rest(writing, case, row.party_id, DeadlineState.MISSED)

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def extend(*, by: Account, case_id: UUID, last_day: date, reason: str, key: RequestKey) -> None:
    """Give the party more time to pay, with a reason.

    Raises:
        NotPermittedError: the account does not work on fees of this court.
        TooEarlyError: nothing is to be paid.
    """

    def write(writing: Act, case: Case) -> None:
        row = _owed(case)
        set_period(
            writing,
            case,
            row.party_id,
            not_before_running(case, last_day) or last_day,
            how=EXTENDED,
            citation=PREPAYMENT,
            reason=reason,
        )

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def ask_again(*, by: Account, case_id: UUID, reason: str, key: RequestKey) -> None:
    """Tell the party anew to pay, because a payment was taken back for good; seven days from the letter.

    Raises:
        NotPermittedError: the account does not work on fees of this court.
        TooEarlyError: nothing is to be paid.
    """

    def write(writing: Act, case: Case) -> None:
        row = _owed(case)
        owed = in_yuan(books.standing(case.id, row.party_id).outstanding)
        asked = FeeAskedAgain(
            assessment=str(row.id), party=str(row.party_id), to_pay=owed, reason=reason
        )
        docket.record(writing, case, FEE_ASKED_AGAIN, asked.payload())
        for kind in (kinds.ASK_AGAIN, FEE_OWED_AGAIN):
            close_task(writing, case, kind, row.party_id)

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def _ripe(case: Case, part: facts.UnpaidPart, *, looked: bool) -> tuple[Finding, FeeAssessment]:
    """What the law proposes for this unpaid part, and the assessment that counts.

    Raises:
        TooEarlyError: it does not propose it, or money has come or may be on its way.
    """
    finding, row = proposal(case), last_assessment(case)
    if finding is None or row is None or not finding.is_yes:
        raise TooEarlyError(finding)
    standing = books.standing(case.id, row.party_id)
    if unpaid_part(assessments(row), standing.outstanding) is not part:
        raise TooEarlyError(finding)
    _require_no_money(case, standing, looked=looked)
    return finding, row


def _require_no_money(case: Case, standing: Standing, *, looked: bool) -> None:
    unbooked = UnbookedMoney.objects.filter(attempt__party__case=case, settled_at=None)
    if standing.unassigned or unbooked.exists():
        raise TooEarlyError(
            None,
            _("Money has come that waits for finance staff to say what it is for. Ask them first."),
        )
    coming = under_way(case)
    if coming.exclude(way=BANK).exists():
        raise TooEarlyError(
            None, _("A payment is under way. Wait until the payment firm says how it ended.")
        )
    if coming.exists() and not looked:
        raise TooEarlyError(
            None,
            _(
                "A bank transfer is announced. Look at the court's account, then tick that it has not come."
            ),
        )


def _left(row: FeeAssessment, fee: str, falls_away: int) -> Assessed:
    """The fee after the ruling: half of it, or what of it does not fall away."""
    basis = Basis.read(row.basis)
    halved = HALVING[kinds.WITHDRAWAL]
    if fee == kinds.HALF and halved not in basis.halved_for:
        return assessed_on(kinds.UNPAID, replace(basis, halved_for=(*basis.halved_for, halved)))
    ended = replace(basis, ended_as=kinds.UNPAID)
    finding = facts.acceptance_fee(basis)
    return Assessed(
        ground=kinds.UNPAID,
        provision="fees.unpaid",
        basis=ended,
        finding=finding,
        fee_fen=row.fee_fen - (0 if fee == kinds.HALF else falls_away),
        waived_fen=row.waived_fen,
    )


def _owed(case: Case) -> FeeAssessment:
    """The assessment that counts, of which something is outstanding.

    Raises:
        TooEarlyError: nothing is to be paid.
    """
    row = last_assessment(case)
    if row is None or not books.standing(case.id, row.party_id).outstanding:
        raise TooEarlyError(None)
    return row
