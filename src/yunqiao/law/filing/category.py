"""Who is a cross-border litigant, and of which category; which matters they may file online."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import INT, XB
from yunqiao.law.states import MAINLAND, REGIONS, is_foreign_state, require_place


class LitigantCategory(Enum):
    """The categories of article 1, a natural person and an entity apart."""

    FOREIGNER = "foreigner"
    HK_MACAO_RESIDENT = "hong_kong_or_macao_resident"
    TAIWAN_RESIDENT = "taiwan_resident"
    MAINLAND_CITIZEN_ABROAD = "mainland_citizen_abroad"
    FOREIGN_ENTITY = "foreign_entity"
    HK_MACAO_ENTITY = "hong_kong_or_macao_entity"
    TAIWAN_ENTITY = "taiwan_entity"
    NOT_CROSS_BORDER = "not_cross_border"


ENTITIES: Final = frozenset(
    {
        LitigantCategory.FOREIGN_ENTITY,
        LitigantCategory.HK_MACAO_ENTITY,
        LitigantCategory.TAIWAN_ENTITY,
    }
)

FOREIGNER: Final = reason("filing.category.foreigner")
STATELESS: Final = reason("filing.category.stateless")
REGION_RESIDENT: Final = reason("filing.category.region_resident")
CITIZEN_ABROAD: Final = reason("filing.category.citizen_abroad")
CITIZEN_AT_HOME: Final = reason("filing.category.citizen_at_home")
FOREIGN_ENTITY: Final = reason("filing.category.foreign_entity")
REGION_ENTITY: Final = reason("filing.category.region_entity")
MAINLAND_ENTITY: Final = reason("filing.category.mainland_entity")
NATIONALITY_NOT_KNOWN: Final = reason("filing.category.nationality_not_known")
RESIDENCE_NOT_KNOWN: Final = reason("filing.category.residence_not_known")
REGISTRATION_NOT_KNOWN: Final = reason("filing.category.registration_not_known")


@dataclass(frozen=True, slots=True, kw_only=True)
class LitigantFacts:
    """A natural person or an entity; places are ISO 3166 codes.

    `region` is Hong Kong, Macao or Taiwan for a resident of it. `habitual_residence` is where a
    person has lived for the last continuous year, a stay in hospital aside (Int 4).
    """

    natural_person: bool
    nationality: str | None = None
    stateless: bool = False
    region: str | None = None
    habitual_residence: str | None = None
    registered_in: str | None = None

    def __post_init__(self) -> None:
        for field in ("nationality", "habitual_residence", "registered_in"):
            require_place(field, getattr(self, field))
        if self.nationality in REGIONS:
            raise FactsError("nationality", "name a State; say Hong Kong, Macao or Taiwan as region")  # fmt: skip
        if self.region is not None and self.region not in REGIONS:
            raise FactsError("region", "is HK, MO or TW")
        self._require_one_kind()

    def _require_one_kind(self) -> None:
        if self.natural_person and self.registered_in:
            raise ContradictionError("natural_person", "registered_in", "a person is not registered like an entity")  # fmt: skip
        if not self.natural_person:
            for field in ("nationality", "region", "habitual_residence"):
                if getattr(self, field):
                    raise ContradictionError("natural_person", field, "only a natural person has this")  # fmt: skip
            if self.stateless:
                raise ContradictionError("natural_person", "stateless", "only a natural person can be")  # fmt: skip
        if self.stateless and self.nationality:
            raise ContradictionError("stateless", "nationality", "a stateless person has none")


class Category(NamedTuple):
    """The category, and the State or region it follows from."""

    category: LitigantCategory
    place: str


@provision(XB["1"], INT["3"], INT["4"], INT["520"], name="filing.category")
def category(facts: LitigantFacts) -> Finding:
    """Is this a cross-border litigant, and of which category?"""
    return _person(facts) if facts.natural_person else _entity(facts)


def _person(facts: LitigantFacts) -> Finding:
    if facts.stateless:
        return _is(LitigantCategory.FOREIGNER, "", STATELESS)
    if facts.nationality is not None and is_foreign_state(facts.nationality):
        return _is(LitigantCategory.FOREIGNER, facts.nationality, FOREIGNER)
    if facts.region is not None:
        taiwan = facts.region == "TW"
        known = LitigantCategory.TAIWAN_RESIDENT if taiwan else LitigantCategory.HK_MACAO_RESIDENT
        return _is(known, facts.region, REGION_RESIDENT)
    if facts.nationality is None:
        return unknown(XB["1"], NATIONALITY_NOT_KNOWN, missing="nationality")
    if facts.habitual_residence is None:
        return unknown((XB["1"], INT["4"]), RESIDENCE_NOT_KNOWN, missing="habitual_residence")
    if facts.habitual_residence == MAINLAND:
        code = LitigantCategory.NOT_CROSS_BORDER.name
        return no((XB["1"], INT["4"]), CITIZEN_AT_HOME, code=code)
    return _is(LitigantCategory.MAINLAND_CITIZEN_ABROAD, facts.habitual_residence, CITIZEN_ABROAD)


def _entity(facts: LitigantFacts) -> Finding:
    if facts.registered_in is None:
        return unknown(XB["1"], REGISTRATION_NOT_KNOWN, missing="registered_in")
    if facts.registered_in == MAINLAND:
        return no(XB["1"], MAINLAND_ENTITY, code=LitigantCategory.NOT_CROSS_BORDER.name)
    if facts.registered_in == "TW":
        return _is(LitigantCategory.TAIWAN_ENTITY, "TW", REGION_ENTITY)
    if facts.registered_in in REGIONS:
        return _is(LitigantCategory.HK_MACAO_ENTITY, facts.registered_in, REGION_ENTITY)
    return _is(LitigantCategory.FOREIGN_ENTITY, facts.registered_in, FOREIGN_ENTITY)


def _is(category: LitigantCategory, place: str, why: Reason) -> Finding:
    return yes(XB["1"], why, code=category.name, value=Category(category, place))


class FilingMatter(Enum):
    """What is to be filed."""

    FIRST_INSTANCE_CIVIL = "first_instance_civil_or_commercial"
    APPEAL = "appeal"
    RETRIAL = "retrial"
    ENFORCEMENT = "enforcement"
    PRESERVATION = "preservation"
    ADMINISTRATIVE = "administrative"


SCOPE: Final = reason("filing.scope.first_instance_civil")
OUT_OF_SCOPE: Final = reason("filing.scope.other_matter")
GENERAL_RULES: Final = reason("filing.scope.general_rules")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingScopeFacts:
    """The matter."""

    matter: FilingMatter


@provision(XB["2"], XB["11"], name="filing.scope")
def scope(facts: FilingScopeFacts) -> Finding:
    """May this matter be filed through the service for cross-border litigants?"""
    if facts.matter is FilingMatter.FIRST_INSTANCE_CIVIL:
        return yes(XB["2"], SCOPE, code="AVAILABLE")
    return no((XB["2"], XB["11"]), OUT_OF_SCOPE, code="GENERAL_RULES", try_next=(GENERAL_RULES,))
