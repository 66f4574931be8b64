"""Second factors: passkeys, an authenticator app and recovery codes, and who must have one."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.messages import tell
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of

STRONG: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""The kinds that ask at every sign-in; recovery codes stand in for them."""
FRESH: Final = 15 * 60
"""Seconds for which one need not show a second factor again before a change of the account."""
View = Callable[..., HttpResponseBase]


def has_factor(account: Account) -> bool:
    """Whether signing in asks the account for more than a code."""
    return owned(account).exists()


def has_passkey(account: Account) -> bool:
    """Whether the account can sign in with a passkey alone."""
    return owned(account).filter(type=Authenticator.Type.WEBAUTHN).exists()


def is_proved(request: HttpRequest) -> bool:
    """Whether a second factor was shown in this session."""
    return bool(_shown(request))


def factors_of(account: Account) -> list[Authenticator]:
    """The account's passkeys and its app, oldest first."""
    return list(owned(account).order_by("created_at", "id"))


def owned(account: Account) -> QuerySet[Authenticator]:
    """The factors from which the account's holder may choose one."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=account, type__in=STRONG)
    return found


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes were not used yet."""
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return sum(len(one.wrap().get_unused_codes()) for one in found)


def add_app(*, by: Account, request: HttpRequest, secret: str) -> None:
    """Take an authenticator app, whose code was just checked, as a second factor."""
    _added(by, request, TOTP.activate(by, secret).instance)


def add_passkey(*, by: Account, request: HttpRequest, name: str, credential: Any) -> None:
    """Take a passkey, whose answer was just checked, as a second factor and a way in."""
    _added(by, request, WebAuthn.add(by, name, credential).instance)


def may_remove(account: Account, factor: Authenticator) -> Permit:
    """Staff keep at least one; everybody else may do without."""
    others = [one for one in factors_of(account) if one.pk != factor.pk]
    if account.holds_post and not others:
        return denied(
            _("Staff of a court need a second factor. Set up another one before you remove this.")
        )
    return ALLOWED


def remove(*, by: Account, factor: Authenticator) -> None:
    """Take a factor away.

    Raises:
        NotPermittedError: it is the last one of a member of staff.
    """
    may_remove(by, factor).require()
    Authenticator.objects.filter(user=by, pk=factor.pk).delete()
    with translation.override(by.language):
        sentence = _("A passkey or authenticator app was removed from your account.")
    tell(account=by, sentence=sentence)


def remove_all(*, account: Account) -> None:
    """Take every factor away, because the device that held them is lost."""
    Authenticator.objects.filter(user=account).delete()


@transaction.atomic
def new_recovery_codes(*, by: Account) -> list[str]:
    """Ten new codes, to be shown once; those before are void."""
    Account.objects.select_for_update().get(id=by.id)
    Authenticator.objects.filter(user=by, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(by).generate_codes()
    with translation.override(by.language):
        tell(account=by, sentence=_("New recovery codes were made for your account."))
    return codes


def use_recovery_code(*, account: Account, code: str) -> bool:
    """Use a recovery code up; whether it was one."""
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return any(one.wrap().validate_code(code) for one in found)


def before_second_factor(view: View) -> View:
    """Open a view to staff who have no second factor yet: it leads to one, or out."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def freshly_proved(view: View) -> View:
    """Ask whoever has a second factor for it again before a change of the account."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if has_factor(account_of(request)) and not is_fresh(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    return asked


def is_fresh(request: HttpRequest) -> bool:
    """Whether a second factor was shown a few minutes ago."""
    return any(time.time() - record["at"] < FRESH for record in _shown(request))


def ask_again(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the page that asks for the second factor, and back."""
    there = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{there}")


def _added(by: Account, request: HttpRequest, factor: Authenticator) -> None:
    record_authentication(request, by, "mfa", id=factor.pk, type=factor.type)
    with translation.override(by.language):
        sentence = _("A passkey or authenticator app was added to your account.")
    tell(account=by, sentence=sentence)


def _shown(request: HttpRequest) -> list[dict[str, Any]]:
    records = get_authentication_records(request, request.user)
    return [record for record in records if record.get("method") == "mfa"]
