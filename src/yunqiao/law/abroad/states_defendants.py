"""A foreign State as defendant: who may try it, how it is served, and its long clocks."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.abroad.answers import FACT_MISSING
from yunqiao.law.abroad.codes import NEEDS_FACTS, NEEDS_REVIEW, NOT_SERVED, OPEN, PENDING, SERVED
from yunqiao.law.calendar import UnknownYearError
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import YEAR_UNKNOWN, deadline
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, IMMUNITY, STATE_DEFENDANTS
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import last_day
from yunqiao.law.states import require_place

TREATY_OR_ACCEPTED_WAY = reason("abroad.state.treaty_or_accepted_way")
NOTE_OPEN = reason("abroad.state.note_open")
WAY_PROHIBITED = reason("abroad.state.way_prohibited")
SERVED_BY_NOTE = reason("abroad.state.served_by_note")
SERVED_OTHERWISE = reason("abroad.state.served_otherwise")
ANSWERED_ON_THE_MERITS = reason("abroad.state.answered_on_the_merits")
NOT_SERVED_YET = reason("abroad.state.not_served_yet")
TOO_EARLY_FOR_DEFAULT = reason("abroad.state.too_early_for_default")
SIX_MONTHS_RUN = reason("abroad.state.six_months_run")
COURT_EXAMINES_IMMUNITY = reason("abroad.state.court_examines_immunity")
LISTED_COURT = reason("abroad.state.listed_court")
OTHER_COURT_TRANSFERS = reason("abroad.state.other_court_transfers")
EXCEPTION_NAMED = reason("abroad.state.exception_named")
EXCEPTION_NOT_NAMED = reason("abroad.state.exception_not_named")
APPEAL_SIX_MONTHS = reason("abroad.state.appeal_six_months")
LANGUAGE_OF_THE_STATE = reason("abroad.state.language_of_the_state")

ANSWER: Final = period_of("state_answers")
DEFAULT_JUDGMENT: Final = period_of("state_default")
APPEAL: Final = period_of("state_appeals")


class StateSuitCourt(Enum):
    """Courts as the notice on State defendants sorts them."""

    CAPITAL_INTERMEDIATE = "intermediate_court_of_a_provincial_capital"
    MARITIME = "maritime_court"
    FINANCIAL = "financial_court"
    INTELLECTUAL_PROPERTY = "intellectual_property_court"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDefendant:
    """A suit against a foreign State, on the court-local date `on`."""

    on: date
    state: str
    court: StateSuitCourt | None = None
    immunity_exception_named: bool | None = None
    treaty_way: bool | None = None
    accepted_way: bool | None = None
    accepted_way_prohibited_here: bool | None = None
    both_ways_failed: bool | None = None
    note_sent_on: date | None = None
    otherwise_served_on: date | None = None
    answered_on_the_merits: bool | None = None
    default_judgment_served_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse regions, the PRC itself, and dates out of order."""
        require_place("state", self.state)
        if self.state in ("CN", "HK", "MO", "TW"):
            raise FactsError("state", "is not a foreign State")
        if self.on < IMMUNITY.in_force_from:
            raise FactsError("on", "the Foreign State Immunity Law applies from 2024-01-01")
        if self.both_ways_failed and self.otherwise_served_on:
            raise ContradictionError("both_ways_failed", "otherwise_served_on", "a way that served has not failed")  # fmt: skip
        served = self.served_on
        if served and self.default_judgment_served_on and self.default_judgment_served_on < served:
            raise ContradictionError(
                "note_sent_on",
                "default_judgment_served_on",
                "a default judgment cannot be served before the complaint",
            )

    @property
    def served_on(self) -> date | None:
        """The day of service: of the note's sending, or of another way, whichever came first."""
        return min(
            (day for day in (self.note_sent_on, self.otherwise_served_on) if day), default=None
        )


@provision(STATE_DEFENDANTS["2"], source="corrections.md M4")
def court_may_take_the_case(facts: StateDefendant) -> Finding:
    """May this court take a suit against a foreign State, and does the complaint name the exception?"""
    cited = (STATE_DEFENDANTS["1"], STATE_DEFENDANTS["2"])
    missing = [
        name for name in ("court", "immunity_exception_named") if getattr(facts, name) is None
    ]
    if missing:
        return unknown(cited, FACT_MISSING, missing=tuple(missing), code=NEEDS_FACTS)
    if facts.court is StateSuitCourt.OTHER:
        return no(cited, OTHER_COURT_TRANSFERS)
    if not facts.immunity_exception_named:
        return no(cited, EXCEPTION_NOT_NAMED)
    return yes(cited, LISTED_COURT, EXCEPTION_NAMED)


@provision(IMMUNITY["17"], STATE_DEFENDANTS["3"], CPL["305"])
def way_to_serve(facts: StateDefendant) -> Finding:
    """By which way is a foreign State served: treaty, a way it accepts, or a diplomatic note?"""
    cited = (IMMUNITY["17"], STATE_DEFENDANTS["3"])
    accepted = _accepted_way(facts)
    if facts.both_ways_failed:
        return yes(cited, NOTE_OPEN, LANGUAGE_OF_THE_STATE, code=OPEN, value="diplomatic_note")
    if facts.treaty_way or accepted:
        return yes(cited, TREATY_OR_ACCEPTED_WAY, code=OPEN, value="treaty_or_accepted_way")
    if facts.treaty_way is None or accepted is None:
        return unknown(cited, FACT_MISSING, missing=_unknown_ways(facts), code=NEEDS_FACTS)
    prohibited = (WAY_PROHIBITED,) if facts.accepted_way else ()
    return yes(
        cited, *prohibited, NOTE_OPEN, LANGUAGE_OF_THE_STATE, code=OPEN, value="diplomatic_note"
    )


@provision(IMMUNITY["17"], IMMUNITY["18"])
def date_of_service(facts: StateDefendant) -> Finding:
    """When was the foreign State served, and until when may it answer?"""
    served = facts.served_on
    if served is None or served > facts.on:
        if facts.answered_on_the_merits:
            return for_the_court(IMMUNITY["17(5)"], ANSWERED_ON_THE_MERITS, code=NEEDS_REVIEW)
        return no(IMMUNITY["17"], NOT_SERVED_YET, code=NOT_SERVED)
    because = SERVED_BY_NOTE if served == facts.note_sent_on else SERVED_OTHERWISE
    cited = (IMMUNITY["17"], IMMUNITY["18"])
    earliest = last_day(DEFAULT_JUDGMENT, served, roll=False)
    try:
        answer_by = last_day(ANSWER, served)
    except UnknownYearError as error:
        doubt = YEAR_UNKNOWN(year=error.year)
        return yes(cited, because, code=SERVED, doubts=(doubt,), date_of_service=served, default_judgment_from=earliest)  # fmt: skip
    return yes(cited, because, code=SERVED, date_of_service=served, default_judgment_from=earliest, answer_by=answer_by)  # fmt: skip


@provision(IMMUNITY["18"], STATE_DEFENDANTS["4"])
def default_judgment(facts: StateDefendant) -> Finding:
    """May a default judgment be given against a foreign State on this date?"""
    served = facts.served_on
    if served is None or served > facts.on:
        return no(IMMUNITY["18"], NOT_SERVED_YET, code=NOT_SERVED)
    earliest = last_day(DEFAULT_JUDGMENT, served, roll=False)
    if facts.on < earliest:
        return no(IMMUNITY["18"], TOO_EARLY_FOR_DEFAULT, code=PENDING, first_day=earliest)
    if facts.default_judgment_served_on is None:
        return for_the_court(
            (IMMUNITY["18"], STATE_DEFENDANTS["4"]), SIX_MONTHS_RUN, COURT_EXAMINES_IMMUNITY
        )
    return deadline(IMMUNITY["18"], APPEAL, facts.default_judgment_served_on, APPEAL_SIX_MONTHS)


def _accepted_way(facts: StateDefendant) -> bool | None:
    """Whether there is a way the State accepts and PRC law does not prohibit."""
    if not facts.accepted_way or facts.accepted_way_prohibited_here:
        return False if facts.accepted_way is not None else None
    return None if facts.accepted_way_prohibited_here is None else True


def _unknown_ways(facts: StateDefendant) -> tuple[str, ...]:
    names = ["treaty_way", "accepted_way"]
    if facts.accepted_way is not False:
        names.append("accepted_way_prohibited_here")
    return tuple(name for name in names if getattr(facts, name) is None)
