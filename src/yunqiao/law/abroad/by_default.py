"""A defendant abroad who stayed away: the judgment after public notice, and relief when the time has run."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown
from yunqiao.law.instruments import CPL, CPL_2021, HSC, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, Unit, last_day

EARLIER_NOTICE_NOT_KNOWN = reason("abroad.default.earlier_notice_not_known")
OPEN_WAYS_FIRST = reason("abroad.default.open_ways_first")
JUDGMENT_BY_NOTICE = reason("abroad.default.judgment_by_notice")
THIRTY_DAYS_TO_APPEAL = reason("abroad.default.thirty_days_to_appeal")
THREE_MONTHS_OUTDATED = reason("abroad.default.three_months_outdated")
CONVENTION_NOT_KNOWN = reason("abroad.default.convention_not_known")
OUTSIDE_CONVENTION = reason("abroad.default.outside_convention")
STATUS_EXCLUDED = reason("abroad.default.status_excluded")
MORE_THAN_A_YEAR = reason("abroad.default.more_than_a_year")
KNEW_IN_TIME = reason("abroad.default.knew_in_time")
OWN_FAULT = reason("abroad.default.own_fault")
NO_DEFENCE = reason("abroad.default.no_defence")
NOT_PROMPT = reason("abroad.default.not_prompt")
RELIEF_FACTS_MISSING = reason("abroad.default.relief_facts_missing")
MAY_BE_RELIEVED = reason("abroad.default.may_be_relieved")
ASK_FOR_RETRIAL = reason("abroad.default.ask_for_retrial")

A_YEAR: Final = Period(1, Unit.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentByNotice:
    """A default judgment published for a party abroad; `issued_on` is the court-local day of issue.

    Hong Kong, Macao and Taiwan have lengths of their own: ask `limits.for_event`.
    """

    issued_on: date
    served_by_notice_before: bool | None = None
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(CPL["283(2)"], CPL["286"], INT["532"], CPL_2021["274(8)"], source="cross_border_service.md 2.1: the text of Int 532 was read; that sixty days replace its three months is a conclusion")  # fmt: skip
def judgment_by_notice(facts: JudgmentByNotice) -> Finding:
    """When is a default judgment served on a party abroad by public notice, and until when may it appeal?"""
    if facts.served_by_notice_before is None:
        return unknown(INT["532"], EARLIER_NOTICE_NOT_KNOWN, missing="served_by_notice_before")
    if not facts.served_by_notice_before:
        return no(INT["532"], OPEN_WAYS_FIRST, code="OTHER_WAYS_FIRST")
    new = CPL.in_force(facts.issued_on)
    length = period_of("notice_abroad" if new else "notice_abroad_before_2024")
    served = last_day(length, facts.issued_on, roll=False)
    clock = deadline(
        (CPL["283(2)"] if new else CPL_2021["274(8)"], CPL["286"], INT["532"]),
        period_of("appeal_judgment_abroad"),
        served,
        JUDGMENT_BY_NOTICE(served=served),
        THIRTY_DAYS_TO_APPEAL,
        calendar=china_with(facts.calendar),
        code="SERVED",
        doubts=(THREE_MONTHS_OUTDATED,) if new else (),
        date_of_service=served,
    )
    end = clock.date("last_day")
    return clock._replace(dates=(*clock.dates, ("final_on", end + timedelta(days=1)))) if end else clock  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefFromDefault:
    """A defendant abroad, judged in default, who asks to appeal after the time; court-local dates.

    `sent_under_convention`: the papers that began the suit had to go abroad by the Convention.
    """

    judgment_on: date
    asked_on: date
    sent_under_convention: bool | None = None
    status_or_capacity: bool = False
    knew_in_time: bool | None = None
    at_fault: bool | None = None
    defence_shown: bool | None = None
    asked_promptly: bool | None = None
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_order(self, "judgment_on", "asked_on")


_FAILING: Final[tuple[tuple[str, bool, Reason], ...]] = (
    ("knew_in_time", True, KNEW_IN_TIME),
    ("at_fault", True, OWN_FAULT),
    ("defence_shown", False, NO_DEFENCE),
    ("asked_promptly", False, NOT_PROMPT),
)


@provision(HSC["16"], confidence=Confidence.KNOWN, source="cross_border_service.md 2.2: China's declaration under article 16(3)")  # fmt: skip
def relief_from_default(facts: ReliefFromDefault) -> Finding:
    """May a defendant abroad who learnt too late of a default judgment be relieved from the lapse of time?"""
    if facts.sent_under_convention is None:
        return unknown(HSC["16"], CONVENTION_NOT_KNOWN, missing="sent_under_convention")
    if not facts.sent_under_convention:
        return no(HSC["16"], OUTSIDE_CONVENTION, code="NO_RELIEF", try_next=(ASK_FOR_RETRIAL,))
    if facts.status_or_capacity:
        return no(HSC["16"], STATUS_EXCLUDED, code="NO_RELIEF", try_next=(ASK_FOR_RETRIAL,))
    year = deadline(HSC["16"], A_YEAR, facts.judgment_on, calendar=china_with(facts.calendar))
    end = year.date("last_day")
    if end is None:
        return year
    if facts.asked_on > end:
        return no(HSC["16"], MORE_THAN_A_YEAR(end=end), code="NO_RELIEF", try_next=(ASK_FOR_RETRIAL,), last_day=end)  # fmt: skip
    return _weighed(facts, end)


def _weighed(facts: ReliefFromDefault, end: date) -> Finding:
    failing = [why for name, bad, why in _FAILING if getattr(facts, name) is bad]
    if failing:
        return no(HSC["16"], *failing, code="NO_RELIEF", try_next=(ASK_FOR_RETRIAL,), last_day=end)
    missing = tuple(name for name, _, _ in _FAILING if getattr(facts, name) is None)
    if missing:
        return unknown(HSC["16"], RELIEF_FACTS_MISSING, missing=missing, last_day=end)
    return for_the_court(HSC["16"], MAY_BE_RELIEVED, code="MAY_BE_RELIEVED", last_day=end)
