"""Withdrawing a registered suit: every claimant asks, a judge rules, the fee is halved after it (CPL 148)."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import (
    WITHDRAWAL_ALLOWED,
    WITHDRAWAL_ASKED,
    WITHDRAWAL_REFUSED,
)
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, Party, Role, Task, TaskState
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees import access, kinds
from yunqiao.court.fees.assessing import last_assessment
from yunqiao.court.fees.changing import ChangeGiven, Foreseen, foresee
from yunqiao.court.fees.entries import WithdrawalAsked, WithdrawalRuled
from yunqiao.court.fees.relief import OFFICE
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import Account


def ask(*, by: Account, case_id: UUID, reason: str, key: RequestKey) -> None:
    """Ask to withdraw the suit before the judgment (CPL 148); a judge allows it once all claimants ask.

    Raises:
        NotPermittedError: the account is no claimant, nor an agent with the power to give up claims.
        WrongStateError: the case is not before the court, the fee is not set, or it was asked already.
    """

    def write(writing: Act, case: Case) -> None:
        parties = may_be_asked_for(by, case)
        if not parties:
            raise WrongStateError("the withdrawal cannot be asked for now")
        for party in parties:
            asked = WithdrawalAsked(party=str(party.id), reason=reason)
            docket.record(writing, case, WITHDRAWAL_ASKED, asked.payload())
        due_on = court_date(now(), case.court.zone) + OFFICE
        kind = kinds.RULE_ON_WITHDRAWAL
        open_task(writing, case, queue=kinds.FEES, kind=kind, due_on=due_on)

    act_on(case_id, by=by, may=access.may_ask_to_withdraw, key=key, write=write)


def rule(
    *,
    by: Account,
    case_id: UUID,
    allowed: bool,
    reason: str,
    key: RequestKey,
    others_agree: bool = False,
) -> None:
    """Rule on the withdrawal that the claimants ask for (CPL 148); the fee follows the ruling.

    `others_agree` says that claimants who have no account here ask for it in another way. The time
    to pay what stays due of the fee runs on.

    Raises:
        NotPermittedError: the account is no judge of this court.
        WrongStateError: nobody asks, not every claimant of a suit that is to end does, or the case is
            not before the court any more.
    """

    def write(writing: Act, case: Case) -> None:
        if not may_be_ruled_on(case):
            raise WrongStateError("nobody asks to withdraw a suit that is before the court")
        if allowed and (awaited(case) or (still_to_ask(case) and not others_agree)):
            raise WrongStateError("not every claimant asks to withdraw the suit")
        kind = WITHDRAWAL_ALLOWED if allowed else WITHDRAWAL_REFUSED
        docket.record(writing, case, kind, WithdrawalRuled(reason=reason).payload())
        close_task(writing, case, kinds.RULE_ON_WITHDRAWAL)
        row = last_assessment(case)
        if allowed and row is not None:
            close_task(writing, case, kinds.UNPAID, row.party_id)

    act_on(case_id, by=by, may=access.may_rule_on_withdrawal, key=key, write=write)


def may_be_asked_for(account: Account, case: Case) -> Sequence[Party]:
    """The claimants for whom an account can ask now; none before the fee is set, or where it is asked."""
    if not STAGES.allows(case.stage, WITHDRAWAL_ALLOWED) or last_assessment(case) is None:
        return []
    asked = _asked(case)
    return [one for one in access.claimants_withdrawing(account, case) if str(one.id) not in asked]


def still_to_ask(case: Case) -> Sequence[Party]:
    """The claimants who do not ask to withdraw the suit, since the last ruling on it."""
    asked = _asked(case)
    claimants = Party.objects.filter(case=case, role=Role.CLAIMANT).order_by("position")
    return [one for one in claimants if str(one.id) not in asked]


def awaited(case: Case) -> Sequence[Party]:
    """Of these the ones who have an account here: they ask themselves."""
    return [one for one in still_to_ask(case) if one.person_id]


def may_be_ruled_on(case: Case) -> bool:
    """Whether a claimant asks to withdraw a suit that is before the court."""
    return STAGES.allows(case.stage, WITHDRAWAL_ALLOWED) and bool(_asked(case))


def applications(case: Case) -> Mapping[str, str]:
    """Who asks to withdraw the suit and why, by the claimant's name, since the last ruling on it."""
    asked = _asked(case)
    parties = Party.objects.filter(id__in=map(UUID, asked)).order_by("position")
    return {party.name: asked[str(party.id)] for party in parties}


def to_rule_on(cases: Iterable[Case]) -> set[UUID]:
    """Of these cases those in which a judge is asked to rule on the withdrawal."""
    of_cases = {"case__in": [case.id for case in cases], "kind": kinds.RULE_ON_WITHDRAWAL}
    waiting = Task.objects.filter(**of_cases, state=TaskState.OPEN)
    return set(waiting.order_by("case").values_list("case", flat=True))


def foreseen(case: Case) -> Foreseen | None:
    """What a ruling of today would do to the fee; None where it was halved already."""
    today = court_date(now(), case.court.zone)
    given = ChangeGiven(ground=kinds.WITHDRAWAL, reason="", effective_on=today)
    try:
        return foresee(case, given)
    except WrongStateError:
        return None


def _asked(case: Case) -> dict[str, str]:
    told = DocketEntry.objects.filter(
        stream_id=case.id, kind__in=(WITHDRAWAL_ASKED, WITHDRAWAL_REFUSED)
    )
    asked: dict[str, str] = {}
    for entry in told.order_by("seq"):
        if entry.kind == WITHDRAWAL_REFUSED:
            asked.clear()
        else:
            asked[entry.payload["party"]] = entry.payload["reason"]
    return asked
