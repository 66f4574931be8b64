"""Withdrawing a registered suit: claimants ask, a judge rules, the fee follows the ruling (CPL 148)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.at_counter import person_served_by
from yunqiao.court.casefile.entries import (
    CLAIMANT_LEFT,
    WITHDRAWAL_ALLOWED,
    WITHDRAWAL_ASKED,
    WITHDRAWAL_REFUSED,
)
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, Party, PartyStanding, Role, Task, TaskState
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees import access, facts, kinds
from yunqiao.court.fees.assessing import last_assessment
from yunqiao.court.fees.changing import ChangeGiven, Foreseen, LastDayMissingError, foresee
from yunqiao.court.fees.entries import WithdrawalAsked, WithdrawalRuled
from yunqiao.court.fees.relief import OFFICE
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act, Actor, OutdatedError
from yunqiao.court.identity.models import Account
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCounter:
    """How a person for whom a clerk asks was there, and how and with which name they signed."""

    presence: str
    signed: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the judge found: what the law asks before a suit, or one claimant's part in it, is withdrawn.

    `debate_closed` and `defendant_agrees` are about the close of court debate; the last three are
    asked where some claimants alone withdraw.
    """

    unlawful_act: bool = False
    debate_closed: bool = False
    defendant_agrees: bool | None = None
    joinder: str = ""
    gives_up_right: bool | None = None
    claim_falls: bool | None = None

    def findings(self, *, alone: bool) -> list[Finding]:
        """What the law proposes: for the suit; for some claimants alone, for them and their fee too."""
        suit = facts.suit_may_be_withdrawn(
            unlawful_act=self.unlawful_act,
            debate_closed=self.debate_closed,
            defendant_agrees=self.defendant_agrees,
        )
        if not alone:
            return [suit]
        leaves = facts.claimant_may_leave(self.joinder, gives_up_right=self.gives_up_right)
        return [suit, leaves, facts.fee_when_one_leaves(claim_falls=self.claim_falls)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The judge's ruling with its reasons, and what the judge found.

    `alone` lets those who ask leave while the suit goes on for the others; `still_owe` says that they
    owe the fee with them. `others_agree` says that claimants who have no account here ask for the end
    of the suit in another way. `pay_by` is the last day for a fee that was not asked for before.
    """

    allowed: bool
    reason: str
    alone: bool = False
    others_agree: bool = False
    still_owe: bool = True
    pay_by: date | None = None
    weighed: Weighed = Weighed()

    @property
    def kind(self) -> str:
        """The docket entry it becomes."""
        if not self.allowed:
            return WITHDRAWAL_REFUSED
        return CLAIMANT_LEFT if self.alone else WITHDRAWAL_ALLOWED

    def findings(self) -> list[Finding]:
        """What the law proposes; a refusal is weighed as the withdrawal it refuses."""
        return self.weighed.findings(alone=self.alone)


def ask(
    *,
    by: Account,
    case_id: UUID,
    reason: str,
    key: RequestKey,
    claimants: Collection[UUID] = (),
    at_counter: AtCounter | None = None,
) -> None:
    """Ask to withdraw the suit before the judgment, for oneself or as an agent (CPL 148).

    `claimants` are those meant, by id; of several for whom the account can ask they are named. A clerk
    who asks for a person at the counter says how they were there and signed.

    Raises:
        NotPermittedError: the account is no claimant, nor an agent with the power to give up claims.
        WrongStateError: the case is not before the court, the fee is not set, it was asked already, or
            for which of several claimants it is was not said.
    """

    def write(writing: Act, case: Case) -> None:
        open_to_ask = may_be_asked_for(by, case)
        if open_to_ask[1:] and not claimants:
            raise WrongStateError("for which of several claimants it is was not said")
        parties = [one for one in open_to_ask if one.id in claimants or not claimants]
        served = person_served_by(by, case)
        if not parties or set(claimants) - {one.id for one in parties}:
            raise WrongStateError("the withdrawal cannot be asked for now")
        for party in parties:
            is_own = party.person_id == by.person_id
            stands_in = not is_own and party.person_id == served
            if stands_in and at_counter is None:
                raise WrongStateError("how the person was at the counter was not said")
            writing.by = Actor(
                person=by.person_id, on_behalf_of=None if is_own else party.person_id
            )
            signed = asdict(at_counter) if stands_in and at_counter else {}
            asked = WithdrawalAsked(party=str(party.id), reason=reason, **signed)
            docket.record(writing, case, WITHDRAWAL_ASKED, asked.payload())
        due_on = court_date(now(), case.court.zone) + OFFICE
        kind = kinds.RULE_ON_WITHDRAWAL
        open_task(writing, case, queue=kinds.FEES, kind=kind, due_on=due_on)

    act_on(case_id, by=by, may=access.may_ask_to_withdraw, key=key, write=write)


def rule(
    *, by: Account, case_id: UUID, ruling: Ruling, seen: Collection[str], key: RequestKey
) -> None:
    """Rule on the withdrawal that claimants ask for (CPL 148); the fee follows the ruling.

    `seen` are the claimants whom the page showed asking, by id: nobody is ruled on unread. The
    time to pay what stays due of the fee runs on. Where some claimants alone leave, the suit and
    its fee go on; a clerk works the fee out anew if less is claimed.

    Raises:
        LastDayMissingError: a fee that was not asked for before is due, and no last day lies ahead.
        NotPermittedError: the account is no judge of this court.
        OutdatedError: another claimant asked in the meantime.
        WrongStateError: nobody asks, not every claimant of a suit that is to end does, every claimant
            of one that is to go on does, or the case is not before the court any more.
    """

    def write(writing: Act, case: Case) -> None:
        _require_fits(case, ruling)
        asked = list(_asked(case))
        if set(asked) != set(seen):
            raise OutdatedError("another claimant asks to withdraw")
        payload = WithdrawalRuled(
            reason=ruling.reason,
            asked_by=asked,
            pay_by=ruling.pay_by.isoformat() if ruling.pay_by else "",
            still_owes=ruling.still_owe,
            claim_falls=bool(ruling.weighed.claim_falls),
        ).payload()
        if ruling.kind == CLAIMANT_LEFT:
            _let_leave(writing, case, ruling)
        findings = [as_json(one) for one in ruling.findings()]
        docket.record(writing, case, ruling.kind, payload, findings=findings)
        close_task(writing, case, kinds.RULE_ON_WITHDRAWAL)
        row = last_assessment(case)
        if ruling.kind == WITHDRAWAL_ALLOWED and row is not None:
            close_task(writing, case, kinds.UNPAID, row.party_id)
            close_task(writing, case, kinds.CLAIM_FELL)

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
    in_suit = Party.objects.filter(
        case=case, role=Role.CLAIMANT, standing=PartyStanding.IN_SUIT
    ).order_by("position")
    return [one for one in in_suit if str(one.id) not in asked]


def awaited(case: Case) -> Sequence[Party]:
    """Of these the ones who have an account here: they ask themselves."""
    return [one for one in still_to_ask(case) if one.person_id]


def may_be_ruled_on(case: Case) -> bool:
    """Whether a claimant asks to withdraw a suit that is before the court."""
    return STAGES.allows(case.stage, WITHDRAWAL_ALLOWED) and bool(_asked(case))


def applications(case: Case) -> Mapping[Party, str]:
    """Which claimants ask to withdraw the suit and why, since the last ruling on it."""
    asked = _asked(case)
    parties = Party.objects.filter(id__in=map(UUID, asked)).order_by("position")
    return {party: asked[str(party.id)] for party in parties}


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


def _require_fits(case: Case, ruling: Ruling) -> None:
    if not may_be_ruled_on(case):
        raise WrongStateError("nobody asks to withdraw a suit that is before the court")
    missing = still_to_ask(case)
    if ruling.kind == CLAIMANT_LEFT and not missing:
        raise WrongStateError("no claimant is left for whom the suit could go on")
    if ruling.kind != WITHDRAWAL_ALLOWED:
        return
    if awaited(case) or (missing and not ruling.others_agree):
        raise WrongStateError("not every claimant asks to withdraw the suit")
    effect = foreseen(case)
    today = court_date(now(), case.court.zone)
    if effect and effect.lacks_day and (ruling.pay_by is None or ruling.pay_by <= today):
        raise LastDayMissingError


def _let_leave(writing: Act, case: Case, ruling: Ruling) -> None:
    standing = PartyStanding.LEFT_OWING if ruling.still_owe else PartyStanding.LEFT
    leaving = list(map(UUID, _asked(case)))
    writing.execute(_LEAVE, (standing.value, case.id, leaving))
    if ruling.weighed.claim_falls:
        due_on = court_date(now(), case.court.zone) + OFFICE
        open_task(writing, case, queue=kinds.FEES, kind=kinds.CLAIM_FELL, due_on=due_on)


def _asked(case: Case) -> dict[str, str]:
    ruled = (WITHDRAWAL_REFUSED, CLAIMANT_LEFT)
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=(WITHDRAWAL_ASKED, *ruled))
    asked: dict[str, str] = {}
    for entry in told.order_by("seq"):
        if entry.kind in ruled:
            asked.clear()
        else:
            asked[entry.payload["party"]] = entry.payload["reason"]
    return asked


_LEAVE: Final = "UPDATE party SET standing = %s WHERE case_id = %s AND id = ANY(%s)"
