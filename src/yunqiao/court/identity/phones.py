"""Mobile numbers of every country: read as people write them, kept in E.164, shown readably."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.core import get_global
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from yunqiao.court.foundation.legal_words import place_name
from yunqiao.court.foundation.reader import locale_name
from yunqiao.law.states import places

NEAR: Final = ("CN", "HK", "MO", "TW", "US", "CA", "AU", "NZ", "JP", "KR", "SG", "MY", "TH", "PH")
NEAR_IN_EUROPE: Final = ("GB", "IE", "FR", "DE", "IT", "ES", "NL")
"""Where most people who ask us live; they stand first in the list."""
_FIXED: Final = {PhoneNumberType.FIXED_LINE, PhoneNumberType.VOIP, PhoneNumberType.PAGER}
Choices = list[tuple[str, str]]


class NotAMobileNumberError(Exception):
    """What was given is no mobile number; the text says what to do."""


def read_number(written: str, country: str) -> str:
    """The number in E.164. One that begins with + or 00 is whole; else `country` completes it.

    Raises:
        NotAMobileNumberError: it is no number of a mobile phone.
    """
    text = written.strip()
    if text.startswith("00"):
        text = f"+{text[2:]}"
    try:
        number = phonenumbers.parse(text, None if text.startswith(("+", "＋")) else country)
    except NumberParseException:
        raise NotAMobileNumberError(
            _("Write the number with its country code, for example +1 626 555 0134.")
        ) from None
    if not phonenumbers.is_valid_number(number):
        raise NotAMobileNumberError(
            _("There is no such number in this country. Look at the country and every digit.")
        )
    if phonenumbers.number_type(number) in _FIXED:
        raise NotAMobileNumberError(
            _("Text messages do not reach this number. Give a mobile number, or use e-mail.")
        )
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def written_number(number: str) -> str:
    """A number in E.164 as people read it: +1 626-555-0134."""
    parsed = phonenumbers.parse(number)
    return str(phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL))


def masked(address: str) -> str:
    """An address or number of which only enough is shown to know it by."""
    name, at, host = address.partition("@")
    if not address:
        return ""
    if at:
        return f"{name[:1]}…@{host}"
    return f"{address[:3]}…{address[-2:]}"


def countries() -> list[tuple[str, Choices]]:
    """Countries and regions with their calling codes, in the reader's language, those near first."""
    near = [*NEAR, *NEAR_IN_EUROPE]
    rest = sorted(set(phonenumbers.SUPPORTED_REGIONS) - set(near), key=_name)
    return [(_("Chosen most often"), _choices(near)), (_("All others"), _choices(rest))]


def country_of(zone: ZoneInfo | None, otherwise: str = "US") -> str:
    """The country to which the clock of a device points."""
    country = str(get_global("zone_territories").get(zone.key, "")) if zone else ""
    return country if country in phonenumbers.SUPPORTED_REGIONS else otherwise


def _choices(codes: Sequence[str]) -> Choices:
    return [
        (code, f"{_name(code)} +{phonenumbers.country_code_for_region(code)}") for code in codes
    ]


def _name(code: str) -> str:
    if code in places():
        return place_name(code)
    return str(Locale.parse(locale_name()).territories.get(code, code))
