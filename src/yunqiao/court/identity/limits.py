"""How often one may ask for a code and try one: nobody guesses it, and nobody is locked out.

A code dies with its fifth wrong try. Whoever asks or tries is counted by address and network, so
that one stranger does not use up what its holder needs; all networks together have a limit far
above it. Six digits may be tried ten times in 24 hours for an address, however many browsers try:
one chance in 100,000 a day. After that its codes are long (20^8 of them, about 2.6e10), so whoever
reads what is sent there gets in with the next code, and guessing goes nowhere.
"""

from typing import Final

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import generate_user_code
from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yunqiao.court.identity.records import Channel

ASK: Final = {Channel.EMAIL: "request_login_code", Channel.SMS: "request_sms_code"}
"""The actions of settings.ACCOUNT_RATE_LIMITS that count what is asked for; texts cost money."""
SHORT: Final = 6
"""Digits of a short code."""


class TooOftenError(Exception):
    """Too much was asked or mistyped; the text says how long to wait and what else to do."""


def count_asked(request: HttpRequest, channel: Channel, address: str) -> None:
    """Count one more code to an address.

    Raises:
        TooOftenError: no more for now, whether or not the address has an account.
    """
    if not _count(request, ASK[channel], address):
        raise TooOftenError(str(get_adapter().error_messages["too_many_login_attempts"]))


def count_recovery(request: HttpRequest, address: str) -> None:
    """Count one more recovery code typed for an address.

    Raises:
        TooOftenError: too many were typed today.
    """
    if not _count(request, "recovery_code", address):
        raise TooOftenError(
            _(
                "Too many recovery codes were typed for this address. Try again tomorrow, sign in"
                " another way, or ask an officer of the court."
            )
        )


def new_code(request: HttpRequest, address: str) -> str:
    """A code to send: six digits, long where too many of these were tried."""
    if _short_is_good(request, address, dry_run=True):
        return str(generate_user_code(numeric=True, length=SHORT, dashed=False))
    return str(generate_user_code())


def may_try(request: HttpRequest, address: str, sent: str) -> bool:
    """Count one more try, right or wrong, of the code that was sent; whether it is good still."""
    return len(sent) > SHORT or _short_is_good(request, address)


def void() -> str:
    """What somebody hears whose six digits are good no more."""
    return _("This code is void, for too many were tried. Ask for another one: it is longer.")


def used_up() -> str:
    """What somebody hears who mistyped a code too often."""
    return _("Too many wrong codes were typed. Ask for a new one.")


def _count(request: HttpRequest, action: str, address: str) -> bool:
    address = address.lower()
    here = ratelimit.consume(request, action=action, key=f"{address} {get_ip(request)}")
    return bool(here and ratelimit.consume(request, action=f"{action}_anywhere", key=address))


def _short_is_good(request: HttpRequest, address: str, *, dry_run: bool = False) -> bool:
    key = address.lower()
    return bool(ratelimit.consume(request, action="short_code", key=key, dry_run=dry_run))
