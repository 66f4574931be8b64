"""Which papers each category of litigant files, each with the formality it needs."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.filing.category import ENTITIES, LitigantCategory
from yunqiao.law.findings import Citation, Finding, Reason, reason, unknown, yes
from yunqiao.law.formality.document import DocumentFacts, ForeignPaper, Formality, document
from yunqiao.law.instruments import INT, XB
from yunqiao.law.states import require_place


class PaperKind(Enum):
    """A paper of a filing."""

    PASSPORT = "passport"
    OTHER_IDENTITY = "other_proof_of_identity"
    HK_MACAO_IDENTITY_CARD = "hong_kong_or_macao_identity_card"
    HK_MACAO_RESIDENCE_PERMIT = "residence_permit_for_hong_kong_and_macao_residents"
    HK_MACAO_TRAVEL_PERMIT = "mainland_travel_permit_for_hong_kong_and_macao_residents"
    TAIWAN_IDENTITY_CARD = "taiwan_identity_card"
    TAIWAN_RESIDENCE_PERMIT = "residence_permit_for_taiwan_residents"
    TAIWAN_TRAVEL_PERMIT = "mainland_travel_permit_for_taiwan_residents"
    PRC_IDENTITY_CARD = "prc_identity_card"
    HOUSEHOLD_REGISTER = "household_register"
    PRC_PASSPORT = "prc_passport"
    PROOF_OF_RESIDENCE_ABROAD = "proof_of_lawful_residence_abroad_over_one_year"
    ENTITY_IDENTITY = "proof_of_identity_of_entity"
    REPRESENTATIVE = "proof_that_representative_may_act"
    COMPLAINT = "complaint"
    EVIDENCE = "evidence"
    TRANSLATION = "translation"
    POWER_OF_ATTORNEY = "power_of_attorney"


FOREIGN_PERSON: Final = reason("filing.papers.foreign_person")
REGION_PERSON: Final = reason("filing.papers.region_person")
CITIZEN_ABROAD: Final = reason("filing.papers.citizen_abroad")
RESIDENCE_ABROAD: Final = reason("filing.papers.residence_abroad")
ENTITY: Final = reason("filing.papers.entity")
REPRESENTATIVE: Final = reason("filing.papers.representative")
FILING: Final = reason("filing.papers.filing")
TRANSLATION: Final = reason("filing.papers.translation")
AUTHORITY: Final = reason("filing.papers.authority")
HOME_PERSON: Final = reason("filing.papers.home")
MANUAL_CHECK: Final = reason("filing.papers.manual_check")
STATE_NOT_KNOWN: Final = reason("filing.papers.state_not_known")


class Paper(NamedTuple):
    """One paper: any of `one_of` will do; `formality` is None while it cannot be said."""

    one_of: tuple[PaperKind, ...]
    formality: Formality | None
    why: Reason
    cited: Citation


_NONE: Final = Formality.NONE
_IDENTITY: Final[dict[LitigantCategory, tuple[Paper, ...]]] = {
    LitigantCategory.FOREIGNER: (
        Paper((PaperKind.PASSPORT, PaperKind.OTHER_IDENTITY), _NONE, FOREIGN_PERSON, INT["521(1)"]),
    ),
    LitigantCategory.HK_MACAO_RESIDENT: (
        Paper(
            (
                PaperKind.HK_MACAO_IDENTITY_CARD,
                PaperKind.HK_MACAO_RESIDENCE_PERMIT,
                PaperKind.HK_MACAO_TRAVEL_PERMIT,
            ),
            _NONE,
            REGION_PERSON,
            XB["5"],
        ),
    ),
    LitigantCategory.TAIWAN_RESIDENT: (
        Paper(
            (
                PaperKind.TAIWAN_IDENTITY_CARD,
                PaperKind.TAIWAN_RESIDENCE_PERMIT,
                PaperKind.TAIWAN_TRAVEL_PERMIT,
            ),
            _NONE,
            REGION_PERSON,
            XB["5"],
        ),
    ),
    LitigantCategory.MAINLAND_CITIZEN_ABROAD: (
        Paper(
            (PaperKind.PRC_IDENTITY_CARD, PaperKind.HOUSEHOLD_REGISTER, PaperKind.PRC_PASSPORT),
            _NONE,
            CITIZEN_ABROAD,
            XB["5"],
        ),
        Paper((PaperKind.PROOF_OF_RESIDENCE_ABROAD,), _NONE, RESIDENCE_ABROAD, XB["5"]),
    ),
    LitigantCategory.NOT_CROSS_BORDER: (
        Paper(
            (PaperKind.PRC_IDENTITY_CARD, PaperKind.OTHER_IDENTITY, PaperKind.ENTITY_IDENTITY),
            _NONE,
            HOME_PERSON,
            XB["11"],
        ),
    ),
}
_REGION_OF: Final = {LitigantCategory.TAIWAN_ENTITY: "TW"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFacts:
    """The category, and for an entity the State or region where it is registered.

    `on` is the court-local date of filing. `identity_checked_online` says whether the National
    Immigration Administration's platform could confirm the person.
    """

    category: LitigantCategory
    on: date
    place: str | None = None
    identity_checked_online: bool | None = None
    has_agent: bool = False
    all_in_chinese: bool = False
    apostille_confirmed_since: date | None = None

    def __post_init__(self) -> None:
        require_place("place", self.place)
        regions = {
            LitigantCategory.TAIWAN_ENTITY: {"TW"},
            LitigantCategory.HK_MACAO_ENTITY: {"HK", "MO"},
        }.get(self.category)
        if regions and self.place and self.place not in regions:
            raise ContradictionError("category", "place", "the entity is registered elsewhere")


@provision(XB["4"], XB["5"], XB["7"], INT["521"], name="filing.papers")
def papers(facts: PapersFacts) -> Finding:
    """Which papers does this litigant file, and with which formality?"""
    place = facts.place or _REGION_OF.get(facts.category)
    if facts.category in ENTITIES and place is None:
        return unknown(XB["5"], STATE_NOT_KNOWN, missing="place")
    identity = _of_entity(facts, place) if place and facts.category in ENTITIES else _IDENTITY[facts.category]  # fmt: skip
    needed = (*identity, *_filing(facts))
    cited = tuple(dict.fromkeys(paper.cited for paper in needed))
    because = tuple(dict.fromkeys(paper.why for paper in needed))
    doubts = (MANUAL_CHECK,) if facts.identity_checked_online is False else ()
    if any(paper.formality is None for paper in needed):
        return unknown(
            cited,
            *because,
            missing="apostille_confirmed_since",
            code="PAPERS",
            value=needed,
            doubts=doubts,
        )
    return yes(cited, *because, code="PAPERS", value=needed, doubts=doubts)


def _of_entity(facts: PapersFacts, place: str) -> tuple[Paper, ...]:
    return (
        Paper(
            (PaperKind.ENTITY_IDENTITY,),
            _formality(facts, ForeignPaper.ENTITY_IDENTITY, place),
            ENTITY,
            XB["5"],
        ),
        Paper(
            (PaperKind.REPRESENTATIVE,),
            _formality(facts, ForeignPaper.REPRESENTATIVE, place),
            REPRESENTATIVE,
            XB["5"],
        ),
    )


def _formality(facts: PapersFacts, paper: ForeignPaper, place: str) -> Formality | None:
    finding = document(
        DocumentFacts(
            paper=paper,
            on=facts.on,
            made_in=place,
            apostille_confirmed_since=facts.apostille_confirmed_since,
        )
    )
    return finding.value.formality if finding.value else None


def _filing(facts: PapersFacts) -> tuple[Paper, ...]:
    needed = [
        Paper((PaperKind.COMPLAINT,), _NONE, FILING, XB["7"]),
        Paper((PaperKind.EVIDENCE,), _NONE, FILING, XB["7"]),
    ]
    if not facts.all_in_chinese:
        needed.append(Paper((PaperKind.TRANSLATION,), _NONE, TRANSLATION, XB["7"]))
    if facts.has_agent:
        needed.append(Paper((PaperKind.POWER_OF_ATTORNEY,), _NONE, AUTHORITY, XB["8"]))
    return tuple(needed)
