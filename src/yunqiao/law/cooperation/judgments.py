"""Foreign judgments before a Chinese court: treaty or reciprocity, grounds of refusal, clocks."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown
from yunqiao.law.instruments import (
    CONFERENCE_2021,
    CONFERENCE_FROM_MEMORY,
    CPL,
    HK_JUDGMENTS,
    INT,
    MACAO_JUDGMENTS,
    TAIWAN_JUDGMENTS,
)
from yunqiao.law.limits.table import period_of
from yunqiao.law.registers.standing import Standing
from yunqiao.law.registers.treaties import CooperationSubject, standing
from yunqiao.law.states import HONG_KONG, MAINLAND, REGIONS, require_place

NO_GROUND_OF_REFUSAL = reason("cooperation.judgment.no_ground_of_refusal")
NOT_FINAL = reason("cooperation.judgment.not_final")
NO_BASIS = reason("cooperation.judgment.no_basis")
BASIS_NOT_KNOWN = reason("cooperation.judgment.basis_not_known")
DIVORCE_NEEDS_NO_BASIS = reason("cooperation.judgment.divorce_needs_no_basis")
NO_JURISDICTION = reason("cooperation.judgment.no_jurisdiction")
NO_LAWFUL_SUMMONS = reason("cooperation.judgment.no_lawful_summons")
FRAUD = reason("cooperation.judgment.fraud")
CONFLICTING = reason("cooperation.judgment.conflicting")
PUBLIC_ORDER = reason("cooperation.judgment.public_order")
FACTS_MISSING = reason("cooperation.judgment.facts_missing")
DEFAULT_WITHOUT_PROOF = reason("cooperation.judgment.default_without_proof")
TWO_YEARS = reason("cooperation.judgment.two_years")
RESTARTS_WITH_RULING = reason("cooperation.judgment.restarts_with_ruling")
RECONSIDERATION = reason("cooperation.judgment.reconsideration")
EFFECTIVE_ON_SERVICE = reason("cooperation.judgment.effective_on_service")
REMEDY_NOT_HELD = reason("cooperation.judgment.remedy_not_held")
OPINION = reason("cooperation.judgment.opinion")
SUE_ANEW = reason("cooperation.next.sue_anew")
SHOW_RECIPROCITY = reason("cooperation.next.show_reciprocity")
SHOW_SUMMONS = reason("cooperation.next.show_summons")

_GROUNDS: Final[tuple[tuple[str, Reason], ...]] = (
    ("foreign_court_lacked_jurisdiction", NO_JURISDICTION),
    ("obtained_by_fraud", FRAUD),
    ("conflicting_judgment", CONFLICTING),
    ("against_public_order", PUBLIC_ORDER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignJudgment:
    """A judgment of a foreign State's court whose recognition is asked on the court-local date `on`."""

    on: date
    state: str
    final: bool | None = None
    divorce_status_only: bool = False
    treaty: bool | None = None
    reciprocity: bool | None = None
    default_judgment: bool | None = None
    lawful_summons_shown: bool | None = None
    foreign_court_lacked_jurisdiction: bool | None = None
    obtained_by_fraud: bool | None = None
    conflicting_judgment: bool | None = None
    against_public_order: bool | None = None

    def __post_init__(self) -> None:
        """Refuse places that are not foreign States, and dates before CPL 300."""
        require_place("state", self.state)
        if self.state == HONG_KONG:
            raise FactsError(
                "state", "is not a foreign State; ask cooperation.regional.text_for_hong_kong"
            )
        if self.state == MAINLAND or self.state in REGIONS:
            raise FactsError(
                "state", "is not a foreign State; ask cooperation.applicable.what_applies"
            )
        if self.on < CPL.in_force_from:
            raise FactsError("on", "the grounds of CPL 300 apply from 2024-01-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentToApply:
    """A foreign judgment's last day of performance, or the effect of a ruling that only recognised it."""

    performance_until: date
    recognition_only_effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionRuling:
    """A ruling on recognition, the place the decision came from, and the day it was served."""

    origin: str
    award: bool
    served_on: date

    def __post_init__(self) -> None:
        """Refuse a code that names no place, and the mainland."""
        require_place("origin", self.origin)
        if self.origin == MAINLAND:
            raise FactsError("origin", "a mainland decision needs no recognition here")


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentNotified:
    """A respondent to whom an application for recognition was served."""

    served_on: date
    domiciled_in_mainland: bool


@provision(
    CPL["298"],
    CPL["299"],
    CPL["300"],
    CPL["301"],
    INT["541"],
    INT["542"],
    source="cross_border_service.md 2.7; corrections.md M20",
)
def may_be_recognised(facts: ForeignJudgment) -> Finding:
    """May this foreign judgment be recognised and enforced?"""
    if facts.final is False:
        return no(CPL["298"], NOT_FINAL)
    if lacks := _ground_shown(facts):
        return no((CPL["300"], CPL["301"]), lacks)
    if facts.default_judgment and facts.lawful_summons_shown is False:
        return no((CPL["300(2)"], INT["541"]), DEFAULT_WITHOUT_PROOF, try_next=(SHOW_SUMMONS,))
    basis = _basis(facts)
    if basis is Standing.NO:
        return no((CPL["299"], INT["542"]), NO_BASIS, code="DISMISSED", try_next=(SUE_ANEW,))
    missing = _missing(facts, basis)
    if missing:
        because = BASIS_NOT_KNOWN if basis is Standing.UNKNOWN else FACTS_MISSING
        steps = (SHOW_RECIPROCITY,) if basis is Standing.UNKNOWN else ()
        return unknown((CPL["299"], CPL["300"]), because, missing=missing, try_next=steps)
    if facts.divorce_status_only:
        return for_the_court((INT["542"], CPL["300"]), DIVORCE_NEEDS_NO_BASIS, NO_GROUND_OF_REFUSAL)
    return for_the_court((CPL["299"], CPL["300"]), NO_GROUND_OF_REFUSAL)


@provision(CPL["250"], INT["545"])
def time_to_apply(facts: JudgmentToApply) -> Finding:
    """Until when may recognition and enforcement of a foreign judgment be applied for?"""
    if facts.recognition_only_effective_on:
        return deadline(
            (CPL["250"], INT["545"]),
            period_of("apply_for_enforcement"),
            facts.recognition_only_effective_on,
            RESTARTS_WITH_RULING,
        )
    return deadline(
        (CPL["250"], INT["545"]),
        period_of("apply_for_enforcement"),
        facts.performance_until,
        TWO_YEARS,
    )


@provision(
    CPL["303"],
    CPL["304"],
    INT["546"],
    HK_JUDGMENTS["26"],
    TAIWAN_JUDGMENTS["19"],
    confidence=Confidence.KNOWN,
    source="corrections.md E24",
)
def time_for_reconsideration(facts: RecognitionRuling) -> Finding:
    """Until when may reconsideration of a ruling on recognition be asked for, if at all?"""
    if facts.award and facts.origin not in REGIONS:
        return no((CPL["304"], INT["546"]), EFFECTIVE_ON_SERVICE, effective_on=facts.served_on)
    if facts.award or facts.origin == "MO":
        cited_of_region = CPL["304"] if facts.award else MACAO_JUDGMENTS["12"]
        return unknown(cited_of_region, REMEDY_NOT_HELD, missing="remedy_in_the_arrangement")
    cited = {"HK": HK_JUDGMENTS["26"], "TW": TAIWAN_JUDGMENTS["19"]}.get(facts.origin, CPL["303"])
    return deadline(
        cited, period_of("reconsider_foreign_judgment"), facts.served_on, RECONSIDERATION
    )


@provision(CONFERENCE_2021["37"], confidence=Confidence.KNOWN, source="corrections.md M20")
def time_for_opinion(facts: RespondentNotified) -> Finding:
    """Until when may the respondent give an opinion on an application for recognition?"""
    where = "home" if facts.domiciled_in_mainland else "abroad"
    days = period_of(f"oppose_recognition_{where}")
    return deadline(
        CONFERENCE_2021["37"], days, facts.served_on, OPINION, doubts=(CONFERENCE_FROM_MEMORY,)
    )


def _ground_shown(facts: ForeignJudgment) -> Reason | None:
    for name, ground in _GROUNDS:
        if getattr(facts, name):
            return ground
    if facts.default_judgment is False and facts.lawful_summons_shown is False:
        return NO_LAWFUL_SUMMONS
    return None


def _basis(facts: ForeignJudgment) -> Standing:
    """A treaty on judgments or reciprocity; a divorce needs neither (Int 542)."""
    if facts.divorce_status_only or facts.treaty or facts.reciprocity:
        return Standing.YES
    found, _ = standing(facts.state, CooperationSubject.JUDGMENTS, facts.on)
    if found is Standing.YES:
        return found
    if facts.reciprocity is None:
        return Standing.UNKNOWN
    settled = facts.treaty is False or found is Standing.NO
    return Standing.NO if settled else Standing.UNKNOWN


def _missing(facts: ForeignJudgment, basis: Standing) -> tuple[str, ...]:
    wanted = ["final", "default_judgment", "lawful_summons_shown", *(name for name, _ in _GROUNDS)]
    missing = [name for name in wanted if getattr(facts, name) is None]
    if basis is Standing.UNKNOWN:
        missing += [name for name in ("treaty", "reciprocity") if getattr(facts, name) is None]
    return tuple(missing)
