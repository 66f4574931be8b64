"""The level of the court by province and amount, the International Commercial Court, and States."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.characters import in_traditional
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CICC, IMMUNITY, INT, LEVELS_2022, STATE_DEFENDANTS
from yunqiao.law.jurisdiction.connection import Candidate, CourtAt
from yunqiao.law.money import require_amount
from yunqiao.law.rows import rows


class CourtLevel(Enum):
    """The level of first instance."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    HIGH = "high"
    SUPREME = "supreme"


BY_AMOUNT_HIGH: Final = reason("jurisdiction.level.high")
BY_AMOUNT_INTERMEDIATE: Final = reason("jurisdiction.level.intermediate")
BASIC_BY_DEFAULT: Final = reason("jurisdiction.level.basic")
INFLUENCE: Final = reason("jurisdiction.level.influence")
SPECIAL_COURTS: Final = reason("jurisdiction.level.special_courts")
MARITIME_COURTS_HEAR: Final = reason("jurisdiction.level.maritime_courts")
PATENT_COURTS: Final = reason("jurisdiction.level.patent_courts")
IPC_ALWAYS: Final = reason("jurisdiction.level.intermediate_always")
AMOUNT_NOT_KNOWN: Final = reason("jurisdiction.level.amount_not_known")
REGION_NOT_KNOWN: Final = reason("jurisdiction.level.region_not_known")
BEFORE_2023: Final = reason("jurisdiction.level.before_2023")
MAY_BE_CONCENTRATED: Final = reason("jurisdiction.level.may_be_concentrated")


class CaseGroup(Enum):
    """Groups of cases that follow the table, or rules of their own (art. 6)."""

    CIVIL_COMMERCIAL = "foreign_related_civil_or_commercial"
    MARITIME = "maritime"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    ENVIRONMENT_OR_PUBLIC_INTEREST = "environment_or_public_interest"
    FOREIGN_JUDGMENT_OR_AWARD = "recognition_or_enforcement_of_foreign_judgment_or_award"
    ARBITRATION_PRESERVATION = "preservation_in_foreign_related_arbitration"


class _Threshold(NamedTuple):
    region: str
    intermediate_from: Decimal
    high_from: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFacts:
    """The province (in English, or in Chinese with what follows it in an address), the amount in yuan, the day of filing.

    An amount in another currency is converted on that day. A claim raised later does not move the
    case unless the rules of level or exclusive jurisdiction are broken (Int 39).
    """

    on: date
    region: str | None = None
    amount: Decimal | None = None
    group: CaseGroup = CaseGroup.CIVIL_COMMERCIAL
    complex_or_of_great_influence: bool = False

    def __post_init__(self) -> None:
        require_amount("amount", self.amount)
        if self.region is not None and held_for(self.region) is None:
            raise FactsError("region", f"“{self.region}” is not one of {', '.join(thresholds())}")


@provision(
    LEVELS_2022["1"],
    LEVELS_2022["2"],
    LEVELS_2022["3"],
    LEVELS_2022["4"],
    LEVELS_2022["6"],
    LEVELS_2022["7"],
    INT["1"],
    INT["2"],
    name="jurisdiction.level",
    source="jurisdiction_thresholds.csv; jurisdiction.md 6.3 (Int 2, maritime); Int 1 and patents in Int 2 seen in a reprint",
)
def level(facts: LevelFacts) -> Finding:
    """Which level of court hears this case at first instance?"""
    if facts.group in (CaseGroup.FOREIGN_JUDGMENT_OR_AWARD, CaseGroup.ARBITRATION_PRESERVATION):
        return _at(CourtLevel.INTERMEDIATE, "2", IPC_ALWAYS)
    if facts.group is not CaseGroup.CIVIL_COMMERCIAL:
        return _special_court(facts.group)
    if not LEVELS_2022.in_force(facts.on):
        return unknown(LEVELS_2022["9"], BEFORE_2023, missing="on")
    held = held_for(facts.region or "")
    if held is None:
        return unknown(LEVELS_2022["2"], REGION_NOT_KNOWN, missing="region")
    if facts.amount is None:
        return unknown(LEVELS_2022["2"], AMOUNT_NOT_KNOWN, missing="amount")
    if facts.complex_or_of_great_influence:
        return for_the_court((LEVELS_2022["2"], LEVELS_2022["3"], INT["1"]), INFLUENCE, code="WEIGH_LEVEL")  # fmt: skip
    return _by_amount(held, facts.amount)


def _special_court(group: CaseGroup) -> Finding:
    if group is CaseGroup.MARITIME:
        return yes((INT["2(2)"], LEVELS_2022["6"]), MARITIME_COURTS_HEAR, code="MARITIME_COURT")
    if group is CaseGroup.INTELLECTUAL_PROPERTY:
        return for_the_court((INT["2(1)"], LEVELS_2022["6"]), SPECIAL_COURTS, PATENT_COURTS, code="SPECIAL_COURT")  # fmt: skip
    return for_the_court(LEVELS_2022["6"], SPECIAL_COURTS, code="SPECIAL_COURT")


def _by_amount(held: _Threshold, amount: Decimal) -> Finding:
    if held.high_from is not None and amount >= held.high_from:
        return _at(CourtLevel.HIGH, "3", BY_AMOUNT_HIGH(amount=held.high_from))
    if amount >= held.intermediate_from:
        why = BY_AMOUNT_INTERMEDIATE(region=held.region, amount=held.intermediate_from)
        return _at(CourtLevel.INTERMEDIATE, "2", why)
    why = BASIC_BY_DEFAULT(region=held.region, amount=held.intermediate_from)
    return _at(CourtLevel.BASIC, "1", why)


def _at(level: CourtLevel, article: str, why: Reason) -> Finding:
    return yes(LEVELS_2022[article], why, code=level.name, value={"level": level}, doubts=(MAY_BE_CONCENTRATED,))  # fmt: skip


@cache
def thresholds() -> dict[str, _Threshold]:
    """The thresholds in force since 2023-01-01 by the English name of the region; they include the figure."""
    return {
        row["region_en"]: _Threshold(
            row["region_en"],
            Decimal(row["ipc_from_cny_inclusive"]),
            Decimal(row["hpc_from_cny_inclusive"]) if row["hpc_from_cny_inclusive"] else None,
        )
        for row in rows("jurisdiction_thresholds.csv")
    }


def held_for(region: str) -> _Threshold | None:
    """The thresholds of a region, by its English name or by a Chinese one that begins with it."""
    named = thresholds().get(region)
    return named or next((held for zh, held in _in_chinese() if region.startswith(zh)), None)


CITIES_OF_THE_STATE_PLAN: Final = {
    "大连": "Liaoning",
    "宁波": "Zhejiang",
    "厦门": "Fujian",
    "青岛": "Shandong",
    "深圳": "Guangdong",
}
"""Cities that are named beside the provinces (计划单列市), each with the province it lies in."""


@cache
def _in_chinese() -> tuple[tuple[str, _Threshold], ...]:
    """By Chinese name in either script, those first that begin as another does."""
    named = {row["region"]: row["region_en"] for row in rows("jurisdiction_thresholds.csv")}
    scripts = {
        written: thresholds()[en]
        for zh, en in (named | CITIES_OF_THE_STATE_PLAN).items()
        for written in (zh, in_traditional(zh))
    }
    return tuple(sorted(scripts.items(), reverse=True))


CICC_OPEN: Final = reason("jurisdiction.cicc.open")
CICC_AMOUNT: Final = reason("jurisdiction.cicc.amount")
CICC_NO_CHOICE: Final = reason("jurisdiction.cicc.no_choice")
CICC_OTHER_WAYS: Final = reason("jurisdiction.cicc.other_ways")
CICC_FROM: Final = Decimal(300_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class CiccFacts:
    """A written choice of the Supreme People's Court, and the amount in yuan."""

    spc_chosen_in_writing: bool | None = None
    amount: Decimal | None = None

    def __post_init__(self) -> None:
        require_amount("amount", self.amount)


@provision(CICC["2(1)"], name="jurisdiction.cicc")
def cicc(facts: CiccFacts) -> Finding:
    """May the International Commercial Court take the case on the parties' choice?"""
    for name in ("spc_chosen_in_writing", "amount"):
        if getattr(facts, name) is None:
            return unknown(CICC["2(1)"], CICC_AMOUNT(amount=CICC_FROM), missing=name)
    if not facts.spc_chosen_in_writing:
        return no(CICC["2(1)"], CICC_NO_CHOICE, code="NOT_CICC", try_next=(CICC_OTHER_WAYS,))
    if facts.amount is not None and facts.amount < CICC_FROM:
        return no(CICC["2(1)"], CICC_AMOUNT(amount=CICC_FROM), code="NOT_CICC", try_next=(CICC_OTHER_WAYS,))  # fmt: skip
    candidate = Candidate(CourtAt.INTERNATIONAL_COMMERCIAL, CICC_OPEN, CICC["2(1)"])
    return yes(CICC["2(1)"], CICC_OPEN, code="CICC", value=(candidate,))


STATE_NEEDS_EXCEPTION: Final = reason("jurisdiction.state.needs_exception")
EXCEPTION_NOT_KNOWN: Final = reason("jurisdiction.state.exception_not_known")
LISTED_COURTS: Final = reason("jurisdiction.state.listed_courts")
ARGUING_IS_NOT_SUBMITTING: Final = reason("jurisdiction.state.arguing_is_not_submitting")
EXAMINED_OF_OWN_MOTION: Final = reason("jurisdiction.state.own_motion")
TRANSFER: Final = reason("jurisdiction.state.transfer")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDefendantFacts:
    """A suit with a foreign State as defendant or third party."""

    immunity_exception_named: bool | None = None
    seised_court_is_listed: bool | None = None


@provision(
    IMMUNITY["17"],
    STATE_DEFENDANTS["1"],
    STATE_DEFENDANTS["2"],
    name="jurisdiction.state_defendant",
    confidence=Confidence.VERIFIED,
    source="corrections.md M4; the numbering of the notice's items is ours",
)
def state_defendant(facts: StateDefendantFacts) -> Finding:
    """Which courts may take a suit against a foreign State?"""
    if facts.immunity_exception_named is None:
        return unknown(STATE_DEFENDANTS["1"], EXCEPTION_NOT_KNOWN, missing="immunity_exception_named")  # fmt: skip
    if not facts.immunity_exception_named:
        return no(STATE_DEFENDANTS["1"], STATE_NEEDS_EXCEPTION, code="INADMISSIBLE")
    candidate = Candidate(CourtAt.LISTED_FOR_STATES, LISTED_COURTS, STATE_DEFENDANTS["2"])
    because = (LISTED_COURTS, ARGUING_IS_NOT_SUBMITTING, EXAMINED_OF_OWN_MOTION)
    steps = (TRANSFER,) if facts.seised_court_is_listed is False else ()
    return yes(STATE_DEFENDANTS["2"], *because, code="LISTED_COURT", value=(candidate,), try_next=steps)  # fmt: skip
