"""Reaching a party whom a notice did not reach: how it was done, and the address that now counts."""

from collections.abc import Iterable
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import NOTICE_SENT, PARTY_REACHED
from yunqiao.court.casefile.filer import filer_of
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, Party
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
        others = [one for one in missed(case) if not _is_for(one, reached.party)]
        docket.record(writing, case, PARTY_REACHED, reached.payload())
        if not others:
            close_task(writing, case, REACH_PARTY)

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def missed(case: Case) -> list[DocketEntry]:
    """The notices that did not arrive since the party was last reached, oldest first."""
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=[NOTICE_SENT, PARTY_REACHED])
    return _missed(told.order_by("seq"))


def sides_missed(case: Case) -> list[Party]:
    """The parties whose notices did not arrive; whoever filed where a notice names no party."""
    named = {one.payload.get("side") or "" for one in missed(case)}
    parties = Party.objects.filter(case=case).order_by("position")
    filer = filer_of(case)
    return [
        one
        for one in parties
        if str(one.id) in named or ("" in named and one.person_id == filer is not None)
    ]


def missed_before(reached: DocketEntry) -> list[DocketEntry]:
    """The notices that had not arrived when the party was reached as this entry says."""
    kinds = [NOTICE_SENT, PARTY_REACHED]
    told = DocketEntry.objects.filter(
        stream_id=reached.stream_id, kind__in=kinds, seq__lt=reached.seq
    )
    return _missed(told.order_by("seq"))


def address_of(case: Case, party: Party | None) -> str:
    """The e-mail address at which the court reached a party last; empty if there is none.

    An entry that names no party is about whoever filed, as None is.
    """
    is_filer = party is None or party.person_id == filer_of(case)
    theirs = {str(party.id) if party else "", "" if is_filer else None}
    reached = DocketEntry.objects.filter(stream_id=case.id, kind=PARTY_REACHED).order_by("-seq")
    said = [one.payload for one in reached if one.payload.get("party", "") in theirs]
    return next((one["email"] for one in said if one["email"]), "")


def _missed(told: Iterable[DocketEntry]) -> list[DocketEntry]:
    missed: list[DocketEntry] = []
    sent_again: dict[str, list[DocketEntry]] = {}
    for entry in told:
        if entry.kind == PARTY_REACHED:
            sent_again[str(entry.id)] = theirs = [
                one for one in missed if _is_for(one, entry.payload.get("party", ""))
            ]
            missed = [one for one in missed if one not in theirs]
        elif entry.payload["answer"] != ARRIVED:
            # What was sent again to the new address and bounced there, too, is still missing.
            lost = sent_again.get(entry.payload["about"]) or [entry]
            missed += [one for one in lost if one not in missed]
    return missed


def _is_for(notice: DocketEntry, party: str) -> bool:
    """Whether a notice was for a party, by id; without one it is about whoever is asked for."""
    return not party or notice.payload.get("side", "") in ("", party)
