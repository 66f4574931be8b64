"""A new address for an account: proposed by its holder, proved by the code sent to it."""

import time
from dataclasses import asdict, dataclass
from typing import Final

from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yunqiao.court.identity import limits, messages
from yunqiao.court.identity.channels import set_address
from yunqiao.court.identity.messages import CODE_HOLDS
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.records import Channel
from yunqiao.court.identity.sign_in import SENT

PROPOSED: Final = "proposed_address"
ACCOUNT, WAY_BACK = "account", "way_back"
"""What an address is proved for: whoever may ask for a way back must not change an account by it."""
MOST_WRONG: Final = 5


class WrongCodeError(Exception):
    """The code does not prove the address; the text says what to do."""


@dataclass(slots=True)
class Proposal:
    """An address that waits for its proof, as the session keeps it."""

    channel: Channel
    address: str
    code: str
    at: float
    message: str
    purpose: str = ACCOUNT
    wrong: int = 0


def propose(
    *, request: HttpRequest, channel: Channel, address: str, purpose: str = ACCOUNT
) -> Proposal:
    """Send a code to an address and wait for it in this session."""
    code = limits.new_code(request, address)
    message = messages.send_code(channel=channel, address=address, code=code)
    request.session[SENT] = str(message.id)
    made = Proposal(channel, address, code, time.time(), str(message.id), purpose)
    request.session[PROPOSED] = asdict(made)
    return made


def proposed(request: HttpRequest, purpose: str = ACCOUNT) -> Proposal | None:
    """The address that waits in this session for that; None if there is none, or it is too old."""
    kept = request.session.get(PROPOSED)
    if not kept or kept.get("purpose") != purpose:
        return None
    if time.time() - kept["at"] > CODE_HOLDS.total_seconds():
        return None
    return Proposal(**{**kept, "channel": Channel(kept["channel"])})


def prove(*, request: HttpRequest, code: str, purpose: str = ACCOUNT) -> Proposal:
    """The proposal that this code proves, which waits no longer.

    Raises:
        WrongCodeError: it does not, or too many codes were wrong.
    """
    waiting = proposed(request, purpose)
    if waiting is None:
        raise WrongCodeError(_("That code is no longer good. Ask for a new one."))
    del request.session[PROPOSED]
    if not limits.may_try(request, waiting.address, waiting.code):
        raise WrongCodeError(limits.void())
    if compare_user_code(actual=code, expected=waiting.code):
        return waiting
    waiting.wrong += 1
    if waiting.wrong >= MOST_WRONG:
        raise WrongCodeError(limits.used_up())
    request.session[PROPOSED] = asdict(waiting)
    raise WrongCodeError(_("This is not the code we sent last. Look at the newest message again."))


def confirm(*, request: HttpRequest, by: Account, code: str) -> None:
    """Put the proved address on the account.

    Raises:
        WrongCodeError: the code does not prove it.
        AddressTakenError: another account signs in with it.
    """
    waiting = prove(request=request, code=code)
    set_address(by=by, channel=waiting.channel, address=waiting.address, account=by)
