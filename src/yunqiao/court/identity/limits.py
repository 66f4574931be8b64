"""How often one may ask for a code and mistype it: per address and per network, with a sentence."""

from typing import Final

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yunqiao.court.identity.records import Channel

ASK: Final = {Channel.EMAIL: "request_login_code", Channel.SMS: "request_sms_code"}
"""The actions of settings.ACCOUNT_RATE_LIMITS that count what is asked for; texts cost money."""
WRONG: Final = "wrong_code"
WRONG_RECOVERY: Final = "wrong_recovery_code"
"""Counted apart: anybody may type one for any address, and must not lock out its holder."""


class TooOftenError(Exception):
    """Too much was asked or mistyped; the text says how long to wait and what else to do."""


def count_asked(request: HttpRequest, channel: Channel, address: str) -> None:
    """Count one more code to an address.

    Raises:
        TooOftenError: no more for now, whether or not the address has an account.
    """
    if is_locked(request, address):
        raise TooOftenError(locked())
    if not ratelimit.consume(request, action=ASK[channel], key=address.lower()):
        raise TooOftenError(too_often())


def count_wrong(request: HttpRequest, address: str, action: str = WRONG) -> bool:
    """Count one more wrong code for an address; whether it is locked from now on."""
    ratelimit.consume(request, action=action, key=address.lower())
    return is_locked(request, address, action)


def is_locked(request: HttpRequest, address: str, action: str = WRONG) -> bool:
    """Whether too many wrong codes were typed for an address."""
    return not ratelimit.consume(request, action=action, key=address.lower(), dry_run=True)


def too_often() -> str:
    """What somebody hears who asked for too many codes."""
    return str(get_adapter().error_messages["too_many_login_attempts"])


def locked() -> str:
    """What somebody hears who typed too many wrong codes."""
    return _(
        "Too many wrong codes were typed for this address. Wait an hour, sign in another way,"
        " or call 12368."
    )
