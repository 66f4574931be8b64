"""What the pages of this room read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yunqiao.court.identity import factors, sessions, tokens, way_back
from yunqiao.court.identity.models import Account, PersonName
from yunqiao.court.identity.names import names_of
from yunqiao.court.identity.phones import written_number
from yunqiao.court.identity.records import Message
from yunqiao.court.identity.words import script_name


@dataclass(frozen=True, slots=True)
class NameShown:
    """A name as the pages list it."""

    id: UUID
    text: str
    script: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the account page: what it is about, what there is, where it is changed."""

    title: str
    values: Sequence[str]
    view: str
    action: str


@dataclass(frozen=True, slots=True)
class Part:
    """A card of the account page."""

    id: str
    title: str
    lines: Sequence[Line]


def message_named(name: str | None) -> Message | None:
    """The message a session knows by its id."""
    return Message.objects.filter(id=UUID(name)).first() if name else None


def names_shown(account: Account) -> list[NameShown]:
    """The account's names, the one it is called by first."""
    return [_shown(name) for name in names_of(account)]


def account_page(account: Account) -> dict[str, Any]:
    """Everything the account page says."""
    return {
        "names": names_shown(account),
        "parts": [
            Part("ways", _("How you sign in"), _ways_in(account)),
            Part("reading", _("How you read"), _reading(account)),
            Part("programs", _("Programs and sessions"), _programs(account)),
        ],
        "ways_back": way_back.running_for(account),
    }


def _ways_in(account: Account) -> list[Line]:
    phone = [written_number(account.phone)] if account.phone else []
    strong = [_factor(one) for one in factors.factors_of(account)]
    left = factors.recovery_codes_left(account)
    unused = ngettext("%(left)s recovery code left", "%(left)s recovery codes left", left)
    codes = [unused % {"left": left}] if left else []
    return [
        Line(
            _("E-mail"),
            [account.email] if account.email else [],
            "identity:email",
            _change(account.email),
        ),
        Line(_("Mobile phone"), phone, "identity:phone", _change(account.phone)),
        Line(_("Second factor"), [*strong, *codes], "identity:factors", _change(strong)),
    ]


def _reading(account: Account) -> list[Line]:
    language = dict(settings.LANGUAGES)[account.language]
    zone = account.time_zone if account.keeps_time_zone else _("Time zone of the device in hand")
    return [
        Line(_("Language and time zone"), [language, zone], "identity:preferences", _("Change"))
    ]


def _programs(account: Account) -> list[Line]:
    keys = [token.name for token in tokens.tokens_of(account)]
    count = len(sessions.sessions_of(account))
    places = ngettext("Signed in at %(count)s place", "Signed in at %(count)s places", count)
    signed_in = [places % {"count": count}] if count else []
    return [
        Line(_("Keys for programs"), keys, "identity:tokens", _("Look")),
        Line(_("Open sessions"), signed_in, "identity:sessions", _("Look")),
    ]


def _change(given: object) -> str:
    return _("Change") if given else _("Add")


def _factor(factor: Authenticator) -> str:
    return _("Authenticator app") if factor.type == "totp" else str(factor)


def _shown(name: PersonName) -> NameShown:
    return NameShown(name.id, name.text, script_name(name.script), name.is_shown)
