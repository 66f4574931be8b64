"""What the header and the bottom bar lead to: the places that exist for this reader."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation; `view` is the name of its address."""

    view: str
    title: Promise
    icon: str
    signed_in: bool | None = None
    """True: only for the signed in; False: only for visitors; None: for all."""
    only_if: str = ""
    """The property of an account that opens the place, such as a post it holds."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a page shows it; `current` is "page", "true" (below it) or empty."""

    url: str
    title: str
    icon: str
    current: str


PLACES = [
    Place("web:home", _("Home"), "home"),
    Place("web:matters", _("My matters"), "matter", signed_in=True),
    Place("filing:worklist", _("Worklist"), "inbox", signed_in=True, only_if="is_filing_clerk"),
    Place("registration:worklist", _("Trial"), "matter", signed_in=True, only_if="is_trial_staff"),
    Place("paying:desk", _("Finance"), "inbox", signed_in=True, only_if="is_finance_staff"),
    Place(
        "administration:home",
        _("Administration"),
        "people",
        signed_in=True,
        only_if="is_administrator",
    ),
    Place("web:audit", _("Cases"), "matter", signed_in=True, only_if="is_auditor"),
    Place("web:law", _("Law"), "law"),
    Place("identity:account", _("Account"), "person", signed_in=True),
    Place("account_login", _("Sign in"), "person", signed_in=False),
]


def links(request: HttpRequest | None) -> list[Link]:
    """The places this reader can go to, in order; a place without an address is left out."""
    account = getattr(request, "user", None)
    signed_in = bool(account and account.is_authenticated)
    here = request.path if request else ""
    found = []
    for place in PLACES:
        if not _is_open(place, account, signed_in=signed_in):
            continue
        if url := address(place.view):
            found.append(Link(url, str(place.title), place.icon, _current(url, here)))
    return found


def workplace(account: object) -> str:
    """Where an account's work waits: the first place a post of theirs opens, else their matters."""
    of_posts = (place for place in PLACES if place.only_if)
    found = (address(one.view) for one in of_posts if _is_open(one, account, signed_in=True))
    return next(filter(None, found), address("web:matters"))


def address(view: str, *args: object) -> str:
    """The address of a view, or an empty string where there is none."""
    return _address(view, *args) if args else _fixed_address(view)


@cache
def _fixed_address(view: str) -> str:
    """Looked for once: every page shows some twenty of them."""
    return _address(view)


def _address(view: str, *args: object) -> str:
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""


def _is_open(place: Place, account: object, *, signed_in: bool) -> bool:
    if place.signed_in not in {None, signed_in}:
        return False
    return not place.only_if or bool(getattr(account, place.only_if, False))


def _current(url: str, here: str) -> str:
    if url == here:
        return "page"
    return "true" if url != "/" and here.startswith(url) else ""
