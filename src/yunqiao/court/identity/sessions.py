"""The sessions an account has open: noted when it signs in, ended by its holder."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.records import OpenSession


def note_opened(*, request: HttpRequest, account: Account) -> None:
    """Note the session that has just signed in, and from where."""
    key = request.session.session_key
    if key is None:
        return
    row = {
        "account": account,
        "device": request.headers.get("User-Agent", "")[:300],
        "network_address": network_address(request),
        "began_at": now(),
    }
    OpenSession.objects.update_or_create(session_key=key, defaults=row)


def sessions_of(account: Account) -> list[OpenSession]:
    """The sessions that are still open, newest first."""
    open_keys = Session.objects.filter(expire_date__gt=now()).values("session_key")
    found = OpenSession.objects.filter(account=account, session_key__in=open_keys)
    return list(found.order_by("-began_at"))


def end_session(*, by: Account, session_id: UUID) -> None:
    """End one session of one's own; one that has ended stays so."""
    for found in OpenSession.objects.filter(account=by, id=session_id):
        Session.objects.filter(session_key=found.session_key).delete()
        found.delete()


def end_all_others(*, by: Account, request: HttpRequest) -> None:
    """Sign the account out everywhere but here."""
    end_all(account=by)
    update_session_auth_hash(request, by)
    note_opened(request=request, account=by)


def end_all(*, account: Account) -> None:
    """Sign the account out everywhere: no session made before is believed any more."""
    account.set_unusable_password()  # every session carries a digest of it
    account.save(update_fields=["password"])
    OpenSession.objects.filter(account=account).delete()


def forget_ended() -> None:
    """Forget sessions that have ended by themselves, ours and Django's alike."""
    Session.objects.filter(expire_date__lt=now()).delete()
    OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def network_address(request: HttpRequest) -> str | None:
    """Where a request came from; None where our proxies do not say."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None
