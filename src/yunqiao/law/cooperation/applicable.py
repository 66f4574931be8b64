"""What applies between two States on a date: treaties, conventions, arrangements, and what is not known."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, Instrument, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, HEC, HSC, NEW_YORK
from yunqiao.law.registers import hague_parties, treaties
from yunqiao.law.registers.contradictions import Doubts, about_hague, about_treaty
from yunqiao.law.registers.standing import Standing
from yunqiao.law.registers.treaties import CooperationSubject
from yunqiao.law.rows import rows
from yunqiao.law.states import MAINLAND, REGIONS, require_place

APPLIES = reason("cooperation.applicable.applies")
NOTHING_APPLIES = reason("cooperation.applicable.nothing_applies")
REGISTER_CANNOT_SAY = reason("cooperation.applicable.register_cannot_say")
REGISTER_OF_CHINA_ONLY = reason("cooperation.applicable.register_of_china_only")
MORE_MAY_APPLY = reason("cooperation.applicable.more_may_apply")
ASK_WHICH_TEXT = reason("cooperation.next.which_text")
ASK_FOR_RECIPROCITY = reason("cooperation.next.reciprocity")


class Source(Enum):
    """Where a rule between two States stands."""

    BILATERAL_TREATY = "bilateral_treaty"
    CONVENTION = "convention"
    ARRANGEMENT = "arrangement"


class Applying(NamedTuple):
    """One instrument that applies, since when, and how sure that is."""

    source: Source
    name: str
    since: date
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two places, a subject and a date; the last three are the officer's own check, where made."""

    other: str
    subject: CooperationSubject
    on: date
    one: str = MAINLAND
    bilateral_treaty: bool | None = None
    convention: bool | None = None

    def __post_init__(self) -> None:
        """Refuse unknown places and a place asked against itself."""
        require_place("one", self.one)
        require_place("other", self.other)
        if self.one == self.other:
            raise ContradictionError("one", "other", "name two different places")


@provision(
    CPL["293"],
    HSC["1"],
    HEC["39"],
    NEW_YORK["1"],
    confidence=Confidence.KNOWN,
    source="bilateral_treaties.csv; hague_service_parties.csv; regional_arrangements.csv",
)
def what_applies(facts: Between) -> Finding:
    """Which treaties, conventions or arrangements apply between two places on a date?"""
    pair = {facts.one, facts.other}
    if MAINLAND not in pair:
        return _between_others(facts)
    (other,) = pair - {MAINLAND}
    if other in REGIONS:
        held = _arrangements(other, facts)
        found = _answer(held, () if held else ("register",))
        is_one_of_several = facts.subject is CooperationSubject.JUDGMENTS and len(held) > 1
        return found._replace(try_next=(ASK_WHICH_TEXT,)) if is_one_of_several else found
    applying, open_questions = _treaty(other, facts)
    convention, open_convention = _convention(other, facts)
    found = _answer(applying + convention, open_questions + open_convention)
    return found._replace(doubts=(*found.doubts, *_contradicted(other, facts)))


def _answer(applying: tuple[Applying, ...], missing: tuple[str, ...]) -> Finding:
    if applying:
        doubts = (MORE_MAY_APPLY,) if missing else ()
        return yes(CPL["293"], APPLIES, value={"applies": applying}, doubts=doubts)
    if missing:
        return unknown(CPL["293"], REGISTER_CANNOT_SAY, missing=missing, value={"applies": ()})
    return no(CPL["293"], NOTHING_APPLIES, value={"applies": ()}, try_next=(ASK_FOR_RECIPROCITY,))


def _between_others(facts: Between) -> Finding:
    """Two places outside the mainland: only the Service Convention is held for them."""
    held = [hague_parties.parties().get(code) for code in (facts.one, facts.other)]
    if facts.subject is CooperationSubject.SERVICE and all(held):
        since = max(party.applies_from for party in held if party)
        if since <= facts.on:
            return _answer((Applying(Source.CONVENTION, HSC.en, since, "known"),), ("register",))
    return unknown(CPL["293"], REGISTER_OF_CHINA_ONLY, missing="register", value={"applies": ()})


def _treaty(state: str, facts: Between) -> tuple[tuple[Applying, ...], tuple[str, ...]]:
    if facts.subject is CooperationSubject.AWARDS:
        return (), ()
    found, held = treaties.standing(state, facts.subject, facts.on)
    if facts.bilateral_treaty is False:
        return (), ()
    if found is Standing.YES:
        return tuple(_applying(treaty) for treaty in held), ()
    if facts.bilateral_treaty:
        return (_confirmed(Source.BILATERAL_TREATY, "bilateral treaty", facts),), ()
    return (), ("bilateral_treaty",) if found is Standing.UNKNOWN else ()


def _applying(treaty: treaties.Treaty) -> Applying:
    name = f"{treaty.kind.value.replace('_', ' ')} treaty with {treaty.name}"
    return Applying(
        Source.BILATERAL_TREATY, name, treaty.in_force or treaty.signed, treaty.confidence
    )


def _convention(state: str, facts: Between) -> tuple[tuple[Applying, ...], tuple[str, ...]]:
    """The convention on the subject; a State's membership is taken from nothing but a source."""
    instrument = _CONVENTIONS.get(facts.subject)
    if instrument is None:
        return (), _conventions_not_held(facts)
    if facts.on < instrument.in_force_from:
        return (), ()
    found = _membership(state, facts)
    if found is Standing.UNKNOWN:
        return (), ("convention",)
    if found is Standing.NO:
        return (), ()
    party = hague_parties.parties().get(state) if instrument is HSC else None
    since = max(party.applies_from, HSC.in_force_from) if party else instrument.in_force_from
    return (Applying(Source.CONVENTION, instrument.en, since, "known"),), ()


_CONVENTIONS: Final[dict[CooperationSubject, Instrument]] = {
    CooperationSubject.SERVICE: HSC,
    CooperationSubject.EVIDENCE: HEC,
    CooperationSubject.AWARDS: NEW_YORK,
}
_CRIMINAL: Final = frozenset(
    {CooperationSubject.CRIMINAL, CooperationSubject.EXTRADITION, CooperationSubject.TRANSFER}
)


def _conventions_not_held(facts: Between) -> tuple[str, ...]:
    """China's conventions on crime are not in the register; on judgments it has ratified none."""
    if facts.subject in _CRIMINAL and facts.convention is None:
        return ("convention",)
    return ()


def _membership(state: str, facts: Between) -> Standing:
    if facts.subject is CooperationSubject.SERVICE:
        return hague_parties.standing(state, facts.on, facts.convention)
    return Standing.UNKNOWN if facts.convention is None else Standing.of(facts.convention)


def _contradicted(state: str, facts: Between) -> Doubts:
    """What the registers say against the facts given, which are followed."""
    if facts.subject is CooperationSubject.AWARDS:
        return ()
    against = about_treaty(state, facts.subject, facts.on, facts.bilateral_treaty)
    if facts.subject is CooperationSubject.SERVICE:
        against += about_hague(state, facts.on, facts.convention)
    return against


def _confirmed(source: Source, name: str, facts: Between) -> Applying:
    return Applying(source, name, facts.on, "confirmed by an officer")


def _arrangements(region: str, facts: Between) -> tuple[Applying, ...]:
    return tuple(
        applying
        for applying in arrangements().get((region, facts.subject), ())
        if applying.since <= facts.on
    )


@cache
def arrangements() -> dict[tuple[str, CooperationSubject], tuple[Applying, ...]]:
    """The arrangements with Hong Kong, Macao and Taiwan, by region and subject."""
    found: dict[tuple[str, CooperationSubject], tuple[Applying, ...]] = {}
    for row in rows("regional_arrangements.csv"):
        key = (row["region"], CooperationSubject(row["subject"]))
        since = date.fromisoformat(row["from"])
        name = f"{row['instrument']} {row['number']}"
        applying = Applying(Source.ARRANGEMENT, name, since, row["confidence"])
        found[key] = (*found.get(key, ()), applying)
    return found
