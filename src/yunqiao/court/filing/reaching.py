"""Reaching a party whom a notice did not reach: how it was done, and the address that now counts."""

from collections.abc import Iterable
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import NOTICE_SENT, PARTY_REACHED
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.tasks import close_task
from yunqiao.court.filing import access
from yunqiao.court.filing.entries import PartyReached
from yunqiao.court.filing.kinds import REACH_PARTY
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.told import ARRIVED


def reach_party(*, by: Account, case_id: UUID, reached: PartyReached, key: RequestKey) -> None:
    """Record how the party was reached; to a new address the missed letters go out again.

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        WrongStateError: nobody waits to be reached.
    """

    def write(writing: Act, case: Case) -> None:
        waits = "SELECT 1 FROM task WHERE case_id = %s AND kind = %s AND state = 'open'"
        if writing.fetch(waits, (case.id, REACH_PARTY)) is None:
            raise WrongStateError("nobody waits to be reached")
        docket.record(writing, case, PARTY_REACHED, reached.payload())
        close_task(writing, case, REACH_PARTY)

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def missed(case: Case) -> list[DocketEntry]:
    """The notices that did not arrive since the party was last reached, oldest first."""
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=[NOTICE_SENT, PARTY_REACHED])
    return _missed(told.order_by("seq"))


def missed_before(reached: DocketEntry) -> list[DocketEntry]:
    """The notices that had not arrived when the party was reached as this entry says."""
    kinds = [NOTICE_SENT, PARTY_REACHED]
    told = DocketEntry.objects.filter(
        stream_id=reached.stream_id, kind__in=kinds, seq__lt=reached.seq
    )
    return _missed(told.order_by("seq"))


def address_of(case: Case) -> str:
    """The e-mail address at which the court reached the party last; empty if there is none."""
    reached = DocketEntry.objects.filter(stream_id=case.id, kind=PARTY_REACHED).order_by("-seq")
    return next((entry.payload["email"] for entry in reached if entry.payload["email"]), "")


def _missed(told: Iterable[DocketEntry]) -> list[DocketEntry]:
    missed: list[DocketEntry] = []
    sent_again: dict[str, list[DocketEntry]] = {}
    for entry in told:
        if entry.kind == PARTY_REACHED:
            sent_again[str(entry.id)] = list(missed)
            missed.clear()
        elif entry.payload["answer"] != ARRIVED:
            # What was sent again to the new address and bounced there, too, is still missing.
            lost = sent_again.get(entry.payload["about"]) or [entry]
            missed += [one for one in lost if one not in missed]
    return missed
