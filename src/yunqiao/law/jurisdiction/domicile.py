"""Whether a person or entity has its domicile in China, on which every longer period turns (Int 3, 4)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT

REGISTER_NOT_KNOWN: Final = reason("jurisdiction.domicile.register_not_known")
RESIDENCE_NOT_KNOWN: Final = reason("jurisdiction.domicile.residence_not_known")
REGISTERED_AND_HERE: Final = reason("jurisdiction.domicile.registered_and_here")
REGISTERED_BUT_ABROAD: Final = reason("jurisdiction.domicile.registered_but_abroad")
HERE_BUT_NOT_REGISTERED: Final = reason("jurisdiction.domicile.here_but_not_registered")
NEITHER: Final = reason("jurisdiction.domicile.neither")
GIVE_THE_LONGER_PERIOD: Final = reason("jurisdiction.domicile.give_the_longer_period")
OFFICE_NOT_KNOWN: Final = reason("jurisdiction.domicile.office_not_known")
OFFICE_HERE: Final = reason("jurisdiction.domicile.office_here")
OFFICE_ABROAD: Final = reason("jurisdiction.domicile.office_abroad")
BY_REGISTRATION: Final = reason("jurisdiction.domicile.by_registration")


class MainOffice(Enum):
    """Where an entity's main office is."""

    IN_CHINA = "in_china"
    ABROAD = "abroad"
    CANNOT_BE_DETERMINED = "cannot_be_determined"


@dataclass(frozen=True, slots=True, kw_only=True)
class DomicileFacts:
    """A natural person or an entity, when suit is brought.

    `lives_in_china`: its last year before suit was continuously in China, stays in hospital aside.
    `registered_in_china`: household registration of a person, registration of an entity.
    """

    natural_person: bool
    registered_in_china: bool | None = None
    lives_in_china: bool | None = None
    main_office: MainOffice | None = None

    def __post_init__(self) -> None:
        if self.natural_person and self.main_office:
            raise ContradictionError("natural_person", "main_office", "only an entity has a main office")  # fmt: skip
        if not self.natural_person and self.lives_in_china is not None:
            raise ContradictionError("natural_person", "lives_in_china", "only a natural person lives somewhere")  # fmt: skip


@provision(
    CPL["22"], INT["3"], INT["4"], name="jurisdiction.domicile", source="jurisdiction.md 6.1"
)
def domicile(facts: DomicileFacts) -> Finding:
    """Has this person or entity its domicile in China?"""
    return _person(facts) if facts.natural_person else _entity(facts)


def _person(facts: DomicileFacts) -> Finding:
    if facts.registered_in_china is None:
        return unknown(INT["3"], REGISTER_NOT_KNOWN, missing="registered_in_china")
    if facts.lives_in_china is None:
        return unknown(INT["4"], RESIDENCE_NOT_KNOWN, missing="lives_in_china")
    cited = (CPL["22"], INT["3"], INT["4"])
    if facts.registered_in_china and facts.lives_in_china:
        return yes(cited, REGISTERED_AND_HERE, code="IN_CHINA")
    if not facts.registered_in_china and not facts.lives_in_china:
        return no(cited, NEITHER, code="ABROAD")
    why = REGISTERED_BUT_ABROAD if facts.registered_in_china else HERE_BUT_NOT_REGISTERED
    return for_the_court(cited, why, try_next=(GIVE_THE_LONGER_PERIOD,))


def _entity(facts: DomicileFacts) -> Finding:
    if facts.main_office is None:
        return unknown(INT["3"], OFFICE_NOT_KNOWN, missing="main_office")
    if facts.main_office is MainOffice.IN_CHINA:
        return yes(INT["3"], OFFICE_HERE, code="IN_CHINA")
    if facts.main_office is MainOffice.ABROAD:
        return no(INT["3"], OFFICE_ABROAD, code="ABROAD")
    if facts.registered_in_china is None:
        return unknown(INT["3"], BY_REGISTRATION, missing="registered_in_china")
    if facts.registered_in_china:
        return yes(INT["3"], BY_REGISTRATION, code="IN_CHINA")
    return no(INT["3"], BY_REGISTRATION, code="ABROAD")
