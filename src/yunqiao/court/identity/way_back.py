"""The way back into an account whose every way in is lost: asked for, checked, told, and waited for.

Nobody takes an account silently: an officer checks who asks, every address of the account is told,
and the new address signs in only when the waiting time is over and nobody stopped it.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity import factors, sessions
from yunqiao.court.identity.channels import (
    AddressTakenError,
    address_of,
    remove_address,
    set_address,
)
from yunqiao.court.identity.entries import (
    WAY_BACK_GRANTED,
    WAY_BACK_STOPPED,
    WAY_BACK_TAKEN,
    WayBackDecision,
)
from yunqiao.court.identity.messages import tell, tell_address
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.phones import masked
from yunqiao.court.identity.records import Channel, WayBack
from yunqiao.court.identity.staff import posts_of, posts_on
from yunqiao.court.identity.states import WAY_BACK_REFUSED, WAYS_BACK, WayBackState

DECIDED_WITHIN: Final = timedelta(days=3)
MOST_SHOWN: Final = 500
WAITING_TIME: Final = timedelta(hours=72)
"""How long the holder has to stop what somebody else asked for."""


@transaction.atomic
def ask(
    *, court_id: UUID, lost: str, offered: tuple[Channel, str], name: str, explanation: str
) -> WayBack:
    """Ask an officer of a court for a way back; whether there is such an account is not said.

    `offered` was proved by a code just now. Whoever asks again says it anew, due when it was.
    """
    at, (channel, address) = now(), offered
    said = {
        "court_id": court_id,
        "offered_channel": channel,
        "name": name,
        "explanation": explanation,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
    first = {"asked_at": at, "due_on": court_date(at) + DECIDED_WITHIN}
    made, _new = WayBack.objects.update_or_create(
        lost=lost,
        offered=address,
        state=WayBackState.OPEN,
        defaults=said,
        create_defaults=said | first,
    )
    return made


def may_decide(account: Account, request: WayBack) -> Permit:
    """The filing clerks of the court that was asked; for staff an administrator of their court."""
    if _decided_by(account).filter(id=request.id).exists():
        return ALLOWED
    lost = account_lost(request)
    if lost is not None and lost.holds_post:
        return denied(_("This is an account of staff: an administrator of their court decides."))
    return denied(_("Only a filing clerk of the court that was asked can decide this."))


def may_see(account: Account) -> Permit:
    """Filing clerks see what waits at their courts, administrators what concerns their staff."""
    if account.is_filing_clerk or account.is_administrator:
        return ALLOWED
    return denied(_("This page is for filing clerks, who check who asks for a way back."))


def waiting_at(account: Account) -> list[WayBack]:
    """The open requests an officer may decide, the most urgent first."""
    found = _decided_by(account).filter(state=WayBackState.OPEN).select_related("court")
    return list(found.order_by("due_on", "id")[:MOST_SHOWN])


def running_for(account: Account) -> Sequence[WayBack]:
    """The granted requests that the account's holder can still stop."""
    addresses = [one for one in (account.email, account.phone) if one]
    found = WayBack.objects.filter(lost__in=addresses, state=WayBackState.WAITING)
    return list(found.order_by("effective_at"))


def account_lost(request: WayBack) -> Account | None:
    """The account whose way in was lost, if there is one that somebody proved to be theirs."""
    return holder_of(request.lost)


def holder_of(address: str) -> Account | None:
    """The open account that signs in with an address somebody proved to be theirs."""
    found = Account.objects.filter(Q(email=address) | Q(phone=address), is_active=True)
    return found.exclude(person=None).first()


def may_grant(request: WayBack) -> Permit:
    """There must be an account to grant a way into."""
    if account_lost(request) is None:
        return denied(_("Nobody signs in with this address. Refuse, and say that it is unknown."))
    return ALLOWED


@transaction.atomic
def grant(*, by: Account, request_id: UUID, identity_check: str) -> None:
    """Grant a request after the identity check; the waiting time begins, and the holder is told.

    Raises:
        NotPermittedError: not this officer's to decide, or not to be granted.
        WrongStateError: it was decided before.
    """
    found = _locked(by, request_id)
    may_grant(found).require()
    found.state = WAYS_BACK.move(found.state, WAY_BACK_GRANTED)
    found.decided_by, found.decided_at, found.identity_check = by, now(), identity_check
    found.effective_at = now() + WAITING_TIME
    found.save()
    account = account_lost(found)
    assert account is not None
    _record(found, account, WAY_BACK_GRANTED, by)
    with translation.override(account.language):
        sentence = _(
            "A court granted %(address)s a way into your account in 72 hours, because somebody"
            " said that every way in was lost. Your account page can stop it."
        ) % {"address": masked(found.offered)}
    tell(account=account, sentence=sentence)
    with translation.override(found.language):
        sentence = _("Your request was granted. In 72 hours you can sign in with this address.")
    _tell_asker(found, sentence)


@transaction.atomic
def refuse(*, by: Account, request_id: UUID, reason: str) -> None:
    """Refuse a request with its reason, which is told to whoever asked.

    Raises:
        NotPermittedError: not this officer's to decide.
        WrongStateError: it was decided before.
    """
    found = _locked(by, request_id)
    _refuse(found, reason, by)


@transaction.atomic
def stop(*, by: Account, request_id: UUID) -> None:
    """Stop a granted request, as the account's holder; one that is not theirs stays as it is."""
    found = WayBack.objects.select_for_update().filter(id=request_id).first()
    if found is None or found.id not in {one.id for one in running_for(by)}:
        return
    found.state = WAYS_BACK.move(found.state, WAY_BACK_STOPPED)
    found.save(update_fields=["state"])
    _record(found, by, WAY_BACK_STOPPED, by)
    with translation.override(found.language):
        _tell_asker(found, _("The account's holder stopped your request. Call 12368."))


def take_effect() -> None:
    """Open every way back whose waiting time is over."""
    due = WayBack.objects.filter(state=WayBackState.WAITING, effective_at__lte=now())
    for request_id in due.order_by("effective_at").values_list("id", flat=True):
        _take(request_id)


@transaction.atomic
def _take(request_id: UUID) -> None:
    found = WayBack.objects.select_for_update().get(id=request_id)
    account = account_lost(found)
    if found.state != WayBackState.WAITING or found.decided_by is None:
        return
    with translation.override(found.language):
        if account is None:
            _refuse(found, _("The account was closed."), None)
            return
        try:
            _exchange(found, account, found.decided_by)
        except AddressTakenError as error:
            _refuse(found, str(error), None)
            return
    found.state = WAYS_BACK.move(found.state, WAY_BACK_TAKEN)
    found.save(update_fields=["state"])
    _record(found, account, WAY_BACK_TAKEN, found.decided_by)


def _exchange(found: WayBack, account: Account, by: Account) -> None:
    """The new address for the lost one; what was on the lost device opens nothing any more."""
    offered = Channel(found.offered_channel)
    set_address(by=by, channel=offered, address=found.offered, account=account)
    for channel in Channel:
        if channel is not offered and address_of(account, channel) == found.lost:
            remove_address(by=account, channel=channel)
    factors.remove_all(account=account)
    sessions.end_all(account=account)
    account.tokens.filter(revoked_at=None).update(revoked_at=now())


def _refuse(found: WayBack, reason: str, by: Account | None) -> None:
    found.state = WAYS_BACK.move(found.state, WAY_BACK_REFUSED)
    found.reason = reason
    found.decided_by, found.decided_at = by or found.decided_by, now()
    found.save()
    with translation.override(found.language):
        sentence = _("Your request for a way back was not granted: %(reason)s")
    _tell_asker(found, sentence % {"reason": reason})


def _locked(by: Account, request_id: UUID) -> WayBack:
    found = WayBack.objects.select_for_update().get(id=request_id)
    may_decide(by, found).require()
    return found


def _decided_by(account: Account) -> QuerySet[WayBack]:
    """The requests an officer decides, now or before: never on a way into their own account."""
    if not account.is_active:
        return WayBack.objects.none()
    staff = posts_on(court_date(now())).filter(
        Q(account__email=OuterRef("lost")) | Q(account__phone=OuterRef("lost")),
        account__is_active=True,
        account__person__isnull=False,
    )
    mine = posts_of(account)
    clerk_at = mine.filter(role=StaffRole.FILING_CLERK).values("court")
    administers = mine.filter(role=StaffRole.ADMINISTRATOR).values("court")
    theirs = staff.filter(court__in=administers).exclude(account=account)
    return WayBack.objects.filter(Exists(theirs) | ~Exists(staff) & Q(court__in=clerk_at))


def _tell_asker(found: WayBack, sentence: str) -> None:
    channel = Channel(found.offered_channel)
    tell_address(channel=channel, address=found.offered, sentence=sentence, language=found.language)


def _record(found: WayBack, account: Account, kind: str, by: Account) -> None:
    assert account.person_id is not None
    assert found.effective_at is not None
    decision = WayBackDecision(
        request=str(found.id),
        lost=masked(found.lost),
        offered=masked(found.offered),
        identity_check=found.identity_check,
        effective_at=found.effective_at.isoformat(),
    )
    with act(by=Actor(person=by.person_id)) as writing:
        writing.lock(Stream.PERSON, account.person_id)
        writing.record(Stream.PERSON, account.person_id, kind, decision.payload(), advance=False)
