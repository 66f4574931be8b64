"""Whether an act was in time, and what if not: post, arrival online, restoration, more time."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import ContradictionError, FactsError, require_order
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CIVIL_CODE, CPL, INT, XB
from yunqiao.law.limits.table import period_of
from yunqiao.law.venue import BEIJING

POSTED_BEFORE_EXPIRY: Final = reason("periods.posted_before_expiry")
RECEIVED_BEFORE_EXPIRY: Final = reason("periods.received_before_expiry")
POSTED_TOO_LATE: Final = reason("periods.posted_too_late")
ARRIVED_IN_TIME: Final = reason("periods.arrived_in_time")
ARRIVED_AFTER_HOURS: Final = reason("periods.arrived_after_hours")
ARRIVED_TOO_LATE: Final = reason("periods.arrived_too_late")
UNTIL_MIDNIGHT_UNSETTLED: Final = reason("periods.until_midnight_unsettled")
POSTMARK_DECIDES: Final = reason("periods.postmark_decides")
ASK_FOR_RESTORATION: Final = reason("periods.ask_for_restoration")
NOT_FOR_FIXED_PERIODS: Final = reason("periods.not_for_fixed_periods")
OBSTACLE_MUST_HAVE_ENDED: Final = reason("periods.obstacle_must_have_ended")
RESTORATION_MAY_BE_ASKED: Final = reason("periods.restoration_may_be_asked")
RESTORATION_ASKED_IN_TIME: Final = reason("periods.restoration_asked_in_time")
RESTORATION_ASKED_TOO_LATE: Final = reason("periods.restoration_asked_too_late")
COURT_WEIGHS_THE_CAUSE: Final = reason("periods.court_weighs_the_cause")
MAY_ASK_FOR_MORE_TIME: Final = reason("periods.may_ask_for_more_time")
NO_RIGHT_TO_MORE_TIME: Final = reason("periods.no_right_to_more_time")
COURT_SET_THE_PERIOD: Final = reason("periods.court_set_the_period")
CORRECTION_UP_TO_THIRTY: Final = reason("periods.correction_up_to_thirty")
REQUEST_AFTER_EXPIRY: Final = reason("periods.request_after_expiry")


class FilingMeans(Enum):
    """How a paper came to the court."""

    POST = "post"
    ONLINE = "online"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """A paper sent to the court and the last day of its period.

    `posted_on` is the day of the postmark; `arrived_at` the instant of arrival, in any zone.
    `closes_at` is a setting of the court: the end of its business hours in Beijing, as "17:30".
    """

    last_day: date
    means: FilingMeans
    posted_on: date | None = None
    arrived_at: datetime | None = None
    closes_at: str | None = None

    def __post_init__(self) -> None:
        """Refuse a paper that arrives before it is posted, and a postmark on what was not posted."""
        self._closing_time()
        if self.posted_on is None:
            return
        if self.means is not FilingMeans.POST:
            raise ContradictionError("posted_on", "means", "only what goes by post has a postmark")
        require_order(self, "posted_on", "arrived_at")

    def after_hours(self, arrived: datetime) -> bool:
        """Whether a Beijing instant lies after business hours, where the court has set them."""
        closing = self._closing_time()
        return closing is not None and arrived.time() > closing

    def _closing_time(self) -> time | None:
        if self.closes_at is None:
            return None
        try:
            return time.fromisoformat(self.closes_at)
        except ValueError:
            raise FactsError("closes_at", "write the end of business hours as 17:30") from None


@provision(CPL["85(4)"], CIVIL_CODE["203"], name="periods.in_time")
def was_in_time(facts: ActFacts) -> Finding:
    """Was a paper posted, handed in or filed online before its period expired?"""
    if facts.means is FilingMeans.POST:
        return _posted_in_time(facts)
    if facts.arrived_at is None:
        return unknown(CIVIL_CODE["203"], missing="arrived_at")
    arrived = facts.arrived_at.astimezone(BEIJING)
    if arrived.date() > facts.last_day:
        late = ARRIVED_TOO_LATE(arrived=arrived, last_day=facts.last_day)
        return no(CIVIL_CODE["203"], late, try_next=(ASK_FOR_RESTORATION,))
    doubts = [UNTIL_MIDNIGHT_UNSETTLED] if facts.means is FilingMeans.ONLINE else []
    if arrived.date() == facts.last_day and facts.after_hours(arrived):
        doubts.append(ARRIVED_AFTER_HOURS)
    in_time = ARRIVED_IN_TIME(arrived=arrived, last_day=facts.last_day)
    return yes(CIVIL_CODE["203(2)"], in_time, doubts=tuple(doubts))


def _posted_in_time(facts: ActFacts) -> Finding:
    cited, end = CPL["85(4)"], facts.last_day
    if facts.posted_on is not None:
        if facts.posted_on <= end:
            return yes(cited, POSTED_BEFORE_EXPIRY(posted=facts.posted_on, last_day=end))
        late = POSTED_TOO_LATE(posted=facts.posted_on, last_day=end)
        return no(cited, late, try_next=(ASK_FOR_RESTORATION,))
    if facts.arrived_at and (day := facts.arrived_at.astimezone(BEIJING).date()) <= end:
        return yes(cited, RECEIVED_BEFORE_EXPIRY(arrived=day, last_day=end))
    return unknown(cited, POSTMARK_DECIDES, missing="posted_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorationFacts:
    """A missed period and the obstacle; a fixed period is one that no court can lengthen.

    Fixed are the six months for retrial and for third-party revocation (Int 127).
    """

    fixed_period: bool | None = None
    obstacle_ended_on: date | None = None
    asked_on: date | None = None
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a request that comes before the obstacle's end."""
        require_order(self, "obstacle_ended_on", "asked_on")


@provision(
    CPL["86"],
    CPL["234"],
    INT["127"],
    name="periods.restoration",
    source="Int 127 text verified; that it shuts out art. 86 is known, not written",
)
def may_be_restored(facts: RestorationFacts) -> Finding:
    """Until when may a party who missed a period ask for it to be restored?"""
    if facts.fixed_period is None:
        return unknown(INT["127"], NOT_FOR_FIXED_PERIODS, missing="fixed_period")
    if facts.fixed_period:
        return no((INT["127"], CPL["234"]), NOT_FOR_FIXED_PERIODS)
    if facts.obstacle_ended_on is None:
        return unknown(CPL["86"], OBSTACLE_MUST_HAVE_ENDED, missing="obstacle_ended_on")
    found = deadline(
        CPL["86"],
        period_of("ask_restoration"),
        facts.obstacle_ended_on,
        RESTORATION_MAY_BE_ASKED,
        calendar=china_with(facts.calendar),
    )
    end = found.date("last_day")
    if facts.asked_on is None or end is None:
        return found
    if facts.asked_on > end:
        return no(CPL["86"], RESTORATION_ASKED_TOO_LATE(asked=facts.asked_on), last_day=end)
    return for_the_court(CPL["86"], RESTORATION_ASKED_IN_TIME, COURT_WEIGHS_THE_CAUSE, last_day=end)


class TimedStep(Enum):
    """What the period is given for."""

    ANSWER = "answer"
    APPEAL = "appeal"
    ANSWER_TO_APPEAL = "answer_to_appeal"
    CORRECTION_OF_FILING = "correction_of_filing"
    SET_BY_COURT = "set_by_court"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts:
    """A request for more time; `domicile_in_china` is the asking party's."""

    step: TimedStep
    domicile_in_china: bool | None = None
    last_day: date | None = None
    asked_on: date | None = None


OF_PARTIES_ABROAD: Final = {
    TimedStep.ANSWER: CPL["285"],
    TimedStep.APPEAL: CPL["286"],
    TimedStep.ANSWER_TO_APPEAL: CPL["286"],
}


@provision(
    CPL["285"],
    CPL["286"],
    XB["9"],
    name="periods.extension",
    source="CPL 285-286 verified; the thirty days of XB 9 known",
)
def may_be_extended(facts: ExtensionFacts) -> Finding:
    """May a party ask the court for more time before the period ends?"""
    if facts.asked_on and facts.last_day and facts.asked_on > facts.last_day:
        late = REQUEST_AFTER_EXPIRY(last_day=facts.last_day)
        return no(CPL["86"], late, try_next=(ASK_FOR_RESTORATION,))
    if facts.step is TimedStep.CORRECTION_OF_FILING:
        return for_the_court(XB["9"], CORRECTION_UP_TO_THIRTY)
    if facts.step is TimedStep.SET_BY_COURT:
        return for_the_court(CPL["85(1)"], COURT_SET_THE_PERIOD)
    cited = OF_PARTIES_ABROAD.get(facts.step)
    if cited is None:
        return no(CPL["85"], NO_RIGHT_TO_MORE_TIME)
    if facts.domicile_in_china is None:
        return unknown(cited, missing="domicile_in_china")
    if facts.domicile_in_china:
        return no(CPL["85"], NO_RIGHT_TO_MORE_TIME)
    return for_the_court(cited, MAY_ASK_FOR_MORE_TIME)
