"""What is typed from each kind of paper, and which arithmetic checks its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.identity.facts import PaperKind
from yunqiao.court.identity.numbers import credit_code, permits, regions, resident
from yunqiao.court.identity.numbers.outcome import Known, Reading, plain

Read = Callable[[str, str, date], Reading]
"""Reads a number: as typed, the State or region it is from, and today's court-local date."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper in words, and how its number is read; `has_zone` if it is machine-readable."""

    name: Promise
    read: Read
    has_zone: bool = False


def _plain(given: str, _place: str, _today: date) -> Reading:
    """A number of which nothing is known beforehand."""
    return Reading(Known(number=plain(given)), ())


def _resident(given: str, _place: str, today: date) -> Reading:
    return resident.read(given, today)


def _region_card(given: str, place: str, _today: date) -> Reading:
    return regions.macao(given) if place == "MO" else regions.hong_kong(given)


def _entity(given: str, place: str, today: date) -> Reading:
    return credit_code.read(given) if place in {"", "CN"} else _plain(given, place, today)


def _any_place(read: Callable[[str], Reading]) -> Read:
    return lambda given, _place, _today: read(given)


KINDS: Final[Mapping[str, Kind]] = {
    PaperKind.PASSPORT.value: Kind(_("Passport"), _plain, has_zone=True),
    PaperKind.OTHER_IDENTITY.value: Kind(_("Another proof of identity"), _plain, has_zone=True),
    PaperKind.HK_MACAO_IDENTITY_CARD.value: Kind(
        _("Hong Kong or Macao identity card"), _region_card
    ),
    PaperKind.HK_MACAO_RESIDENCE_PERMIT.value: Kind(
        _("Residence permit for Hong Kong and Macao residents"), _resident
    ),
    PaperKind.HK_MACAO_TRAVEL_PERMIT.value: Kind(
        _("Mainland travel permit for Hong Kong and Macao residents"),
        _any_place(permits.hk_macao_permit),
        has_zone=True,
    ),
    PaperKind.TAIWAN_IDENTITY_CARD.value: Kind(
        _("Taiwan identity card"), _any_place(regions.taiwan)
    ),
    PaperKind.TAIWAN_RESIDENCE_PERMIT.value: Kind(
        _("Residence permit for Taiwan residents"), _resident
    ),
    PaperKind.TAIWAN_TRAVEL_PERMIT.value: Kind(
        _("Mainland travel permit for Taiwan residents"),
        _any_place(permits.taiwan_permit),
        has_zone=True,
    ),
    PaperKind.PRC_IDENTITY_CARD.value: Kind(_("Chinese resident identity card"), _resident),
    PaperKind.HOUSEHOLD_REGISTER.value: Kind(_("Household register (hukou)"), _resident),
    PaperKind.PRC_PASSPORT.value: Kind(
        _("Chinese passport"), _any_place(permits.prc_passport), has_zone=True
    ),
    PaperKind.PROOF_OF_RESIDENCE_ABROAD.value: Kind(
        _("Proof that you have lived abroad for more than a year"), _plain
    ),
    PaperKind.ENTITY_IDENTITY.value: Kind(_("Proof of identity of the organisation"), _entity),
    PaperKind.REPRESENTATIVE.value: Kind(_("Proof that its representative may act"), _plain),
}


def name_of(kind: str) -> str:
    """A kind of paper in words."""
    return str(KINDS[kind].name)
