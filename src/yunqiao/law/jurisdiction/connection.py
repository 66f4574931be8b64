"""Whether a case is foreign-related, and the points that connect it with a Chinese court."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, CPL_2021, INT


class ForeignElement(Enum):
    """What makes a civil case foreign-related (Int 520)."""

    FOREIGN_PARTY = "foreign_party"
    HABITUAL_RESIDENCE_ABROAD = "habitual_residence_abroad"
    OBJECT_ABROAD = "object_abroad"
    FACT_ABROAD = "fact_creating_changing_or_ending_the_relation_abroad"
    OTHER = "other_circumstance"
    HK_MACAO_TAIWAN = "hong_kong_macao_or_taiwan_element"


FOREIGN_ELEMENT: Final = reason("jurisdiction.foreign_element")
BY_REFERENCE: Final = reason("jurisdiction.by_reference")
OTHER_CIRCUMSTANCE: Final = reason("jurisdiction.other_circumstance")
NO_FOREIGN_ELEMENT: Final = reason("jurisdiction.no_foreign_element")

_PLAIN: Final = frozenset(ForeignElement) - {ForeignElement.OTHER, ForeignElement.HK_MACAO_TAIWAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignElementFacts:
    """What is foreign. A wholly foreign-owned enterprise in China is a Chinese party."""

    elements: frozenset[ForeignElement] = frozenset()


@provision(CPL["270"], INT["520"], INT["549"], name="jurisdiction.foreign_related")
def foreign_related(facts: ForeignElementFacts) -> Finding:
    """Is the case foreign-related?"""
    if facts.elements & _PLAIN:
        return yes((CPL["270"], INT["520"]), FOREIGN_ELEMENT, code="FOREIGN_RELATED")
    if ForeignElement.HK_MACAO_TAIWAN in facts.elements:
        return yes(INT["549"], BY_REFERENCE, code="BY_REFERENCE")
    if ForeignElement.OTHER in facts.elements:
        return for_the_court(INT["520(5)"], OTHER_CIRCUMSTANCE)
    return no(INT["520"], NO_FOREIGN_ELEMENT, code="DOMESTIC")


class Dispute(Enum):
    """What the suit is about, as far as jurisdiction depends on it."""

    CONTRACT = "contract"
    PROPERTY = "property"
    TORT = "tort"
    OTHER_CIVIL = "other_civil"
    PERSONAL_STATUS = "personal_status"


class CourtAt(Enum):
    """A court, by what lies in its district."""

    DEFENDANTS_DOMICILE = "defendants_domicile"
    PLACE_OF_SIGNING = "place_of_signing"
    PLACE_OF_PERFORMANCE = "place_of_performance"
    PLACE_OF_OBJECT = "place_of_the_object"
    SEIZABLE_PROPERTY = "property_available_for_seizure"
    PLACE_OF_TORT = "place_of_the_tort"
    REPRESENTATIVE_OFFICE = "representative_office"
    OTHER_CONNECTION = "other_appropriate_connection"
    PLAINTIFFS_DOMICILE = "plaintiffs_domicile"
    CHOSEN = "chosen_by_the_parties"
    IMMOVABLE = "immovable"
    PORT = "port"
    DECEASED_OR_MAIN_ESTATE = "last_domicile_of_the_deceased_or_main_estate"
    PLACE_OF_MARRIAGE = "place_of_marriage"
    LAST_RESIDENCE = "last_residence_of_a_spouse_in_china"
    FORMER_DOMICILE = "former_domicile_of_a_spouse"
    SPOUSE_AT_HOME = "domicile_of_the_spouse_in_china"
    MAIN_PROPERTY = "place_of_the_main_property"
    CHINA = "china_alone"
    MARITIME = "maritime_court"
    INTERNATIONAL_COMMERCIAL = "international_commercial_court"
    LISTED_FOR_STATES = "court_listed_for_suits_against_states"


class ConnectingPoint(Enum):
    """What in China connects a case with a court although the defendant lives abroad (CPL 276)."""

    PLACE_OF_SIGNING = CourtAt.PLACE_OF_SIGNING.value
    PLACE_OF_PERFORMANCE = CourtAt.PLACE_OF_PERFORMANCE.value
    PLACE_OF_OBJECT = CourtAt.PLACE_OF_OBJECT.value
    SEIZABLE_PROPERTY = CourtAt.SEIZABLE_PROPERTY.value
    PLACE_OF_TORT = CourtAt.PLACE_OF_TORT.value
    REPRESENTATIVE_OFFICE = CourtAt.REPRESENTATIVE_OFFICE.value
    OTHER_CONNECTION = CourtAt.OTHER_CONNECTION.value

    @property
    def court(self) -> CourtAt:
        """The court in whose district it lies."""
        return CourtAt(self.value)


class Candidate(NamedTuple):
    """A court that may hear the case, why, and whether the court weighs it."""

    court: CourtAt
    why: Reason
    cited: Citation
    for_the_court: bool = False


DEFENDANT_AT_HOME: Final = reason("jurisdiction.point.defendants_domicile")
SIGNED_HERE: Final = reason("jurisdiction.point.signing")
PERFORMED_HERE: Final = reason("jurisdiction.point.performance")
OBJECT_HERE: Final = reason("jurisdiction.point.object")
PROPERTY_HERE: Final = reason("jurisdiction.point.seizable_property")
TORT_HERE: Final = reason("jurisdiction.point.tort")
OFFICE_HERE: Final = reason("jurisdiction.point.representative_office")
OTHER_CONNECTION: Final = reason("jurisdiction.point.other_connection")
STATUS_PLAINTIFF: Final = reason("jurisdiction.point.status_plaintiff")
DOMICILE_NOT_KNOWN: Final = reason("jurisdiction.domicile_not_known")
NO_POINT: Final = reason("jurisdiction.no_point")
TEXT_OF_2021: Final = reason("jurisdiction.text_of_2021")

_POINTS: Final[dict[ConnectingPoint, tuple[Reason, frozenset[Dispute] | None]]] = {
    ConnectingPoint.PLACE_OF_SIGNING: (SIGNED_HERE, frozenset({Dispute.CONTRACT})),
    ConnectingPoint.PLACE_OF_PERFORMANCE: (PERFORMED_HERE, frozenset({Dispute.CONTRACT})),
    ConnectingPoint.PLACE_OF_OBJECT: (OBJECT_HERE, frozenset({Dispute.CONTRACT, Dispute.PROPERTY})),
    ConnectingPoint.SEIZABLE_PROPERTY: (PROPERTY_HERE, None),
    ConnectingPoint.PLACE_OF_TORT: (TORT_HERE, frozenset({Dispute.TORT})),
    ConnectingPoint.REPRESENTATIVE_OFFICE: (OFFICE_HERE, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionFacts:
    """Where the defendant is domiciled, and what else lies in China, on the day of the suit.

    Domicile is not nationality: a citizen's household registration, or a year's habitual residence
    (Int 3, 4).
    """

    on: date
    dispute: Dispute
    defendant_domiciled_in_china: bool | None = None
    plaintiff_lives_in_china: bool | None = None
    points: frozenset[ConnectingPoint] = frozenset()


@provision(
    CPL["22"],
    CPL["23(1)"],
    CPL["276"],
    CPL_2021["272"],
    INT["18"],
    INT["24"],
    name="jurisdiction.connection",
    source="jurisdiction_connecting_points.csv",
)
def connection(facts: ConnectionFacts) -> Finding:
    """Which Chinese courts does something connect with this dispute?"""
    if facts.defendant_domiciled_in_china is None:
        return unknown(CPL["22"], DOMICILE_NOT_KNOWN, missing="defendant_domiciled_in_china")
    if facts.defendant_domiciled_in_china:
        home = Candidate(CourtAt.DEFENDANTS_DOMICILE, DEFENDANT_AT_HOME, CPL["22"])
        return _found((home,))
    if facts.dispute is Dispute.PERSONAL_STATUS:
        return _status(facts)
    found = tuple(_points(facts))
    if not found:
        return no(_article(facts.on), NO_POINT, code="NO_JURISDICTION")
    if all(candidate.for_the_court for candidate in found):
        return for_the_court(CPL["276(2)"], OTHER_CONNECTION, code="OTHER_CONNECTION", value=found)
    doubts = () if CPL.in_force(facts.on) else (TEXT_OF_2021,)
    return _found(found)._replace(doubts=doubts)


def _points(facts: ConnectionFacts) -> list[Candidate]:
    article = _article(facts.on)
    if not CPL.in_force(facts.on) and facts.dispute not in (Dispute.CONTRACT, Dispute.PROPERTY):
        return []
    found = [
        Candidate(point.court, why, article)
        for point, (why, disputes) in _POINTS.items()
        if point in facts.points and (disputes is None or facts.dispute in disputes)
    ]
    if CPL.in_force(facts.on) and ConnectingPoint.OTHER_CONNECTION in facts.points:
        found.append(
            Candidate(CourtAt.OTHER_CONNECTION, OTHER_CONNECTION, CPL["276(2)"], for_the_court=True)
        )
    return found


def _status(facts: ConnectionFacts) -> Finding:
    if facts.plaintiff_lives_in_china is None:
        return unknown(CPL["23(1)"], STATUS_PLAINTIFF, missing="plaintiff_lives_in_china")
    if not facts.plaintiff_lives_in_china:
        return no(CPL["23(1)"], NO_POINT, code="NO_JURISDICTION")
    return _found((Candidate(CourtAt.PLAINTIFFS_DOMICILE, STATUS_PLAINTIFF, CPL["23(1)"]),))


def _found(candidates: tuple[Candidate, ...]) -> Finding:
    cited = tuple(dict.fromkeys(candidate.cited for candidate in candidates))
    because = tuple(candidate.why for candidate in candidates)
    return yes(cited, *because, code="JURISDICTION", value=candidates)


def _article(on: date) -> Citation:
    return CPL["276(1)"] if CPL.in_force(on) else CPL_2021["272"]
