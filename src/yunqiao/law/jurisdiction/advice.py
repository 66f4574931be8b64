"""Which courts a claimant may turn to: every rule of jurisdiction asked in the order of examination."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, no, reason, unknown
from yunqiao.law.instruments import CPL, INT, LEVELS_2022
from yunqiao.law.jurisdiction.agreement import ClauseFacts, clause
from yunqiao.law.jurisdiction.connection import (
    Candidate,
    ConnectingPoint,
    ConnectionFacts,
    CourtAt,
    Dispute,
    connection,
)
from yunqiao.law.jurisdiction.exclusive import ExclusiveFacts, ExclusiveSubject, exclusive
from yunqiao.law.jurisdiction.level import (
    CaseGroup,
    CourtLevel,
    LevelFacts,
    StateDefendantFacts,
    level,
    state_defendant,
)

ARBITRATE: Final = reason("jurisdiction.advice.arbitrate")
ARBITRATION_NOT_KNOWN: Final = reason("jurisdiction.advice.arbitration_not_known")
CHOSEN_COURT: Final = reason("jurisdiction.advice.chosen_court")
FOREIGN_CHOICE: Final = reason("jurisdiction.advice.foreign_choice")
NO_COURT: Final = reason("jurisdiction.advice.no_court")
SUBMISSION_STILL_POSSIBLE: Final = reason("jurisdiction.advice.submission_still_possible")
PLAINTIFF_PICKS: Final = reason("jurisdiction.advice.plaintiff_picks")
LEVEL_NOT_KNOWN: Final = reason("jurisdiction.advice.level_not_known")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceFacts:
    """A claim before it is filed, in a case that is foreign-related (`jurisdiction.foreign_related`)."""

    on: date
    dispute: Dispute
    arbitration_agreement: bool | None = None
    subject: ExclusiveSubject = ExclusiveSubject.ANY_OTHER
    choice: ClauseFacts | None = None
    defendant_domiciled_in_china: bool | None = None
    plaintiff_lives_in_china: bool | None = None
    points: frozenset[ConnectingPoint] = frozenset()
    foreign_state_is_defendant: bool = False
    immunity_exception_named: bool | None = None
    group: CaseGroup = CaseGroup.CIVIL_COMMERCIAL
    region: str | None = None
    amount: Decimal | None = None

    def __post_init__(self) -> None:
        self.as_connection()
        self.as_level()

    def as_connection(self) -> ConnectionFacts:
        """The facts of `jurisdiction.connection`."""
        return ConnectionFacts(
            on=self.on,
            dispute=self.dispute,
            defendant_domiciled_in_china=self.defendant_domiciled_in_china,
            plaintiff_lives_in_china=self.plaintiff_lives_in_china,
            points=self.points,
        )

    def as_level(self) -> LevelFacts:
        """The facts of `jurisdiction.level`."""
        return LevelFacts(on=self.on, region=self.region, amount=self.amount, group=self.group)


class Advice(NamedTuple):
    """The candidate courts, and their level as far as it is known."""

    courts: tuple[Candidate, ...]
    level: CourtLevel | None


@provision(
    CPL["22"],
    CPL["127(2)"],
    CPL["276"],
    CPL["277"],
    CPL["279"],
    CPL["280"],
    LEVELS_2022["2"],
    name="jurisdiction.advice",
    source="jurisdiction.md 6.2; corrections.md E46, M4, M14",
)
def advice(facts: AdviceFacts) -> Finding:
    """Which Chinese courts may hear this claim?"""
    if facts.foreign_state_is_defendant:
        named = StateDefendantFacts(immunity_exception_named=facts.immunity_exception_named)
        sued = state_defendant(named)
        return sued._replace(value=Advice(sued.value, None)) if sued.value else sued
    if facts.arbitration_agreement is None:
        return unknown(CPL["127(2)"], ARBITRATION_NOT_KNOWN, missing="arbitration_agreement")
    if facts.arbitration_agreement:
        return no((CPL["127(2)"], CPL["288"]), ARBITRATE, code="ARBITRATION")
    reserved = exclusive(ExclusiveFacts(on=facts.on, subject=facts.subject))
    if reserved.is_yes:
        return _with_level(facts, reserved)
    chosen = clause(facts.choice) if facts.choice else None
    if chosen and chosen.code == "CHINESE_COURT":
        court = Candidate(CourtAt.CHOSEN, CHOSEN_COURT, chosen.citations[0])
        return _with_level(facts, chosen._replace(value=(court,)))
    return _by_connection(facts, chosen)


def _by_connection(facts: AdviceFacts, chosen: Finding | None) -> Finding:
    found = connection(facts.as_connection())
    if found.code == "NO_JURISDICTION":
        cited = (*found.citations, CPL["278"])
        return no(cited, NO_COURT, code="NO_JURISDICTION", try_next=(SUBMISSION_STILL_POSSIBLE,))
    if chosen and chosen.code == "MAY_DECLINE" and found.value:
        found = chosen._replace(
            because=(FOREIGN_CHOICE, *chosen.because, *found.because),
            citations=(*chosen.citations, *found.citations),
            value=found.value,
        )
    return _with_level(facts, found)


def _with_level(facts: AdviceFacts, found: Finding) -> Finding:
    """Add the level; a level that cannot be said leaves the courts standing, with a doubt."""
    if not found.value:
        return found
    courts: tuple[Candidate, ...] = found.value
    at = level(facts.as_level())
    known = at.value["level"] if at.value else None
    doubts = (*found.doubts, *(at.doubts if at.code else (LEVEL_NOT_KNOWN,)))
    steps = (PLAINTIFF_PICKS,) if len(courts) > 1 else ()
    cited = (*found.citations, *at.citations, *((INT["36"],) if steps else ()))
    return found._replace(
        because=(*found.because, *at.because),
        citations=tuple(dict.fromkeys(cited)),
        value=Advice(courts, known),
        try_next=(*found.try_next, *steps),
        doubts=tuple(dict.fromkeys(doubts)),
    )
