"""What becomes of messages, and the ways in, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.identity.models import Script
from yunqiao.court.identity.records import Channel, Message, MessageState


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of a message, as its reader sees it; final if it will not change any more."""

    text: str
    is_final: bool
    is_bad: bool


_STATES: Final[Mapping[str, tuple[Promise, bool]]] = {
    MessageState.WAITING: (_("We are sending it now."), False),
    MessageState.HANDED_OVER: (_("It is on its way."), False),
    MessageState.DELIVERED: (_("It has arrived on your phone."), False),
    MessageState.REFUSED: (
        _("It was not accepted there. Check every character, or use another way."),
        True,
    ),
    MessageState.UNDELIVERED: (
        _("The network could not deliver it. Check the number and the signal, or use e-mail."),
        True,
    ),
    MessageState.GIVEN_UP: (
        _("We could not send it just now. Wait a minute and ask for another code."),
        True,
    ),
}
_SCRIPTS: Final[Mapping[str, Promise]] = {
    Script.CHINESE: _("Chinese name"),
    Script.PASSPORT: _("Name as in the passport"),
    Script.FORMER: _("Former name"),
    Script.OTHER: _("Other name or spelling"),
}


def state_of_message(message: Message | None) -> Shown:
    """A message's state; of one that is not known, nothing."""
    if message is None:
        return Shown("", is_final=True, is_bad=False)
    text, is_bad = _STATES[message.state]
    may_change = message.state == MessageState.WAITING or (
        message.state == MessageState.HANDED_OVER and message.channel == Channel.SMS
    )
    return Shown(str(text), is_final=not may_change, is_bad=is_bad)


def script_name(script: str) -> str:
    """Which name of a person it is."""
    return str(_SCRIPTS[script])
