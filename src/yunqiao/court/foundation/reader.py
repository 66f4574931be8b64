"""The person who reads a page: their time zone, and how dates and times are written for them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_timezone_location
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yunqiao.court.foundation.clock import COURT_ZONE

ZONE_COOKIE = "tz"
_LOCALES = {"zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_HK", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Face:
    """An instant as one clock shows it: whose clock, its day, its time, how far it is from UTC.

    `whose` stands over a clock of its own, the shorter `where` in a line of text.
    """

    whose: str
    where: str
    day: str
    time: str
    offset: str
    iso: str


def reader_zone(request: HttpRequest) -> ZoneInfo:
    """The zone of the device the reader holds, else of their account, else of the court.

    The device tells it in a cookie (frontend/js/clock.js); one that names no zone is ignored.
    A zone that the account's holder chose for good comes before the device's.
    """
    account = getattr(request, "user", None)
    kept = zone_named(getattr(account, "time_zone", ""))
    if kept and getattr(account, "keeps_time_zone", False):
        return kept
    return device_zone(request) or kept or COURT_ZONE


def device_zone(request: HttpRequest) -> ZoneInfo | None:
    """The zone the device named; None if it named none that exists."""
    return zone_named(unquote(request.COOKIES.get(ZONE_COOKIE, "")))


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name; None if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, OSError, ValueError):  # unknown, a folder, or outside the zone files
        return None


def faces(instant: datetime, reader: ZoneInfo, court: ZoneInfo = COURT_ZONE) -> list[Face]:
    """The reader's clock and the court's; one face where both show the same time."""
    court_face = _face(instant, court, _("Court time · Beijing"), _("Beijing, the court"))
    if instant.astimezone(reader).utcoffset() == instant.astimezone(court).utcoffset():
        return [court_face]
    words = {"place": _city(reader, locale_name())}
    yours = _("Your time · %(place)s") % words, _("%(place)s, you") % words
    return [_face(instant, reader, *yours), court_face]


def written_date(day: date) -> str:
    """A legal date, which is the same everywhere, with its day of the week."""
    return _written(day, locale_name())


def written_amount(amount: Decimal, currency: str) -> str:
    """An amount with its currency's code, such as 12,500.00 CNY: the code is clear everywhere."""
    return f"{amount:,.2f} {currency}"


def html_language() -> str:
    """The language of the page as HTML and BCP 47 name it: zh-Hans, zh-Hant or en."""
    language = get_language() or "en"
    return {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(language, language)


def locale_name() -> str:
    """The reader's language as CLDR names it, for names of places, currencies and languages."""
    return _LOCALES.get(get_language() or "", "en_GB")


@lru_cache(maxsize=256)
def _city(zone: ZoneInfo, locale: str) -> str:
    return str(get_timezone_location(zone, locale=locale, return_city=True))


@lru_cache(maxsize=4096)  # a page shows the same few days again and again
def _written(day: date, locale: str) -> str:
    return str(format_skeleton("yMMMEd", day, locale=locale))


def _face(instant: datetime, zone: ZoneInfo, whose: str, where: str) -> Face:
    local = instant.astimezone(zone)
    return Face(
        whose=whose,
        where=where,
        day=written_date(local.date()),
        time=f"{local:%H:%M}",
        offset=_offset(local),
        iso=local.isoformat(timespec="minutes"),
    )


def _offset(local: datetime) -> str:
    """UTC+8, UTC−3:30: hours and, where there are any, minutes."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
