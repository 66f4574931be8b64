"""Courts the parties chose, appearance without objection, and objections in time."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Outcome, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CONFERENCE_2021, CPL, INT, MARITIME
from yunqiao.law.jurisdiction.chosen_place import ChosenPlaceFacts, chosen_place
from yunqiao.law.limits.table import period_of


class ChosenCourt(Enum):
    """Whose courts the clause names."""

    CHINESE_COURT = "chinese_court"
    FOREIGN_COURT = "foreign_court"


class ClauseKind(Enum):
    """How the clause is worded."""

    EXCLUSIVE = "exclusive"
    SILENT = "one_states_courts_and_no_word_on_exclusivity"
    NON_EXCLUSIVE = "non_exclusive"
    ASYMMETRIC = "asymmetric"


NOT_IN_WRITING: Final = reason("jurisdiction.clause.not_in_writing")
CHINESE_COURT_CHOSEN: Final = reason("jurisdiction.clause.chinese_court")
LEVEL_STILL_STANDS: Final = reason("jurisdiction.clause.level_still_stands")
CONSUMER_TERM: Final = reason("jurisdiction.clause.consumer_term")
NO_EFFECT_AGAINST_EXCLUSIVE: Final = reason("jurisdiction.clause.against_exclusive")
AGAINST_PUBLIC_INTEREST: Final = reason("jurisdiction.clause.public_interest")
NON_EXCLUSIVE: Final = reason("jurisdiction.clause.non_exclusive")
PRESUMED_EXCLUSIVE: Final = reason("jurisdiction.clause.presumed_exclusive")
ASYMMETRIC_STANDS: Final = reason("jurisdiction.clause.asymmetric")
ASYMMETRIC_FALLS: Final = reason("jurisdiction.clause.asymmetric_weaker_party")
COURT_MAY_DECLINE: Final = reason("jurisdiction.clause.court_may_decline")
CONNECTION_DISPUTED: Final = reason("jurisdiction.clause.connection_disputed")
CONTRACT_OR_PROPERTY_ONLY: Final = reason("jurisdiction.clause.contract_or_property_only")
MARITIME_CHOICE: Final = reason("jurisdiction.clause.maritime_choice")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFacts:
    """A choice of court. `connected` is whether the chosen foreign place has an actual link.

    `place` are the facts of `jurisdiction.chosen_place`, where a Chinese court is chosen.
    """

    chosen: ChosenCourt
    written: bool | None = None
    kind: ClauseKind = ClauseKind.SILENT
    contract_or_property: bool = True
    exclusive_subject: bool = False
    consumer_standard_term_unnoticed: bool = False
    weaker_party_is_consumer_or_worker: bool = False
    against_sovereignty_or_public_interest: bool = False
    connected: bool | None = None
    maritime_all_foreign_parties: bool = False
    place: ChosenPlaceFacts | None = None


@provision(
    CPL["277"],
    CPL["280"],
    INT["30"],
    INT["31"],
    INT["32"],
    INT["529"],
    CONFERENCE_2021["1"],
    CONFERENCE_2021["3"],
    MARITIME["8"],
    name="jurisdiction.clause",
    source="jurisdiction.md 6.3; corrections.md M14",
)
def clause(facts: ClauseFacts) -> Finding:
    """What effect has the parties' choice of court?"""
    if facts.written is None:
        return unknown(CPL["277"], NOT_IN_WRITING, missing="written")
    if not facts.written:
        return no(CPL["277"], NOT_IN_WRITING, code="NO_EFFECT")
    if facts.consumer_standard_term_unnoticed:
        return no((INT["31"], CONFERENCE_2021["3"]), CONSUMER_TERM, code="NO_EFFECT")
    if facts.kind is ClauseKind.ASYMMETRIC and facts.weaker_party_is_consumer_or_worker:
        return no(CONFERENCE_2021["2"], ASYMMETRIC_FALLS, code="NO_EFFECT")
    if facts.chosen is ChosenCourt.CHINESE_COURT:
        return _chinese(facts)
    return _foreign(facts)


def _chinese(facts: ClauseFacts) -> Finding:
    if facts.maritime_all_foreign_parties:
        chosen = yes(MARITIME["8"], MARITIME_CHOICE, code="CHINESE_COURT")
    else:
        chosen = yes(CPL["277"], CHINESE_COURT_CHOSEN, code="CHINESE_COURT", doubts=(LEVEL_STILL_STANDS,))  # fmt: skip
    if facts.place is None:
        return chosen
    named = chosen_place(facts.place)
    if named.missing:
        return named._replace(missing=tuple(f"place.{name}" for name in named.missing))
    if named.outcome is Outcome.NO:
        return named._replace(code="NO_EFFECT")
    return chosen._replace(
        outcome=named.outcome,
        because=(*chosen.because, *named.because),
        citations=(*chosen.citations, *named.citations),
    )


def _foreign(facts: ClauseFacts) -> Finding:
    if facts.exclusive_subject:
        return no((CPL["279"], CPL["34"], INT["529(2)"]), NO_EFFECT_AGAINST_EXCLUSIVE, code="NO_EFFECT")  # fmt: skip
    if facts.against_sovereignty_or_public_interest:
        return no(CPL["280"], AGAINST_PUBLIC_INTEREST, code="NO_EFFECT")
    if not facts.contract_or_property:
        return no(INT["529(1)"], CONTRACT_OR_PROPERTY_ONLY, code="NO_EFFECT")
    if facts.kind is ClauseKind.NON_EXCLUSIVE:
        return no(CPL["280"], NON_EXCLUSIVE, code="NON_EXCLUSIVE")
    because: list[Reason] = [COURT_MAY_DECLINE]
    cited = [CPL["280"], INT["529"]]
    if facts.kind is ClauseKind.SILENT:
        because.append(PRESUMED_EXCLUSIVE)
        cited.append(CONFERENCE_2021["1"])
    if facts.kind is ClauseKind.ASYMMETRIC:
        because.append(ASYMMETRIC_STANDS)
        cited.append(CONFERENCE_2021["2"])
    doubts = () if facts.connected else (CONNECTION_DISPUTED,)
    return for_the_court(tuple(cited), *because, code="MAY_DECLINE", doubts=doubts)


SUBMITTED: Final = reason("jurisdiction.submission.submitted")
OBJECTED: Final = reason("jurisdiction.submission.objected")
SILENT: Final = reason("jurisdiction.submission.silent")
ANSWER_NOT_KNOWN: Final = reason("jurisdiction.submission.answer_not_known")
STATE_DOES_NOT_SUBMIT: Final = reason("jurisdiction.submission.state")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionFacts:
    """What the defendant did within the time to answer."""

    objected: bool | None = None
    answered_on_merits_or_counterclaimed: bool | None = None
    exclusive_elsewhere: bool = False
    defendant_is_foreign_state: bool = False


@provision(CPL["278"], INT["223"], name="jurisdiction.submission")
def submission(facts: SubmissionFacts) -> Finding:
    """Has the defendant submitted to the court's jurisdiction by appearing?"""
    if facts.objected is None or facts.answered_on_merits_or_counterclaimed is None:
        names = ("objected", "answered_on_merits_or_counterclaimed")
        missing = tuple(name for name in names if getattr(facts, name) is None)
        return unknown((CPL["278"], INT["223"]), ANSWER_NOT_KNOWN, missing=missing)
    if facts.objected:
        why = STATE_DOES_NOT_SUBMIT if facts.defendant_is_foreign_state else OBJECTED
        return no(INT["223(1)"], why, code="OBJECTED")
    if not facts.answered_on_merits_or_counterclaimed:
        return no(INT["223(2)"], SILENT, code="NOT_SUBMITTED")
    if facts.exclusive_elsewhere:
        return no(CPL["279"], NO_EFFECT_AGAINST_EXCLUSIVE, code="EXCLUSIVE")
    return yes((CPL["278"], INT["223(2)"]), SUBMITTED, code="SUBMITTED")


OBJECT_IN_ANSWER_PERIOD: Final = reason("jurisdiction.objection.in_answer_period")
TOO_LATE: Final = reason("jurisdiction.objection.too_late")
IN_TIME: Final = reason("jurisdiction.objection.in_time")
NO_INDEPENDENT_CLAIM: Final = reason("jurisdiction.objection.third_party")
_AT_HOME: Final = period_of("objection_home")
_ABROAD: Final = period_of("objection_abroad")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFacts:
    """When the complaint was served and the objection came, as court-local dates."""

    served_on: date
    domiciled_in_china: bool
    objected_on: date | None = None
    third_party_without_independent_claim: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_order(self, "served_on", "objected_on")


@provision(CPL["130"], CPL["285"], INT["82"], name="jurisdiction.objection")
def objection(facts: ObjectionFacts) -> Finding:
    """Until when may jurisdiction be objected to, and was it in time?"""
    if facts.third_party_without_independent_claim:
        return no(INT["82"], NO_INDEPENDENT_CLAIM, code="MAY_NOT_OBJECT")
    period = _AT_HOME if facts.domiciled_in_china else _ABROAD
    cited = (CPL["130"], CPL["128" if facts.domiciled_in_china else "285"])
    calendar = china_with(facts.calendar)
    clock = deadline(cited, period, facts.served_on, OBJECT_IN_ANSWER_PERIOD(days=period.n), calendar=calendar, code="MAY_OBJECT")  # fmt: skip
    until = clock.date("last_day")
    if until is None or facts.objected_on is None:
        return clock
    if facts.objected_on > until:
        return no(cited, TOO_LATE(until=until), code="TOO_LATE", last_day=until)
    return yes(cited, IN_TIME(until=until), code="IN_TIME", last_day=until)
