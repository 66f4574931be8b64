"""Notice of the hearing to the parties."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline_before
from yunqiao.law.findings import Finding, reason
from yunqiao.law.instruments import CPL, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, require_length

THREE_DAYS_BEFORE = reason("hearing.three_days_before")
TRAVEL_TIME_ADDED = reason("hearing.travel_time_added")


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingDay:
    """The day of the hearing; days that a party from elsewhere needs to travel, if on site."""

    hearing_on: date
    travel_days: int = 0

    def __post_init__(self) -> None:
        require_length("travel_days", self.travel_days)


@provision(CPL["139"], INT["227"])
def notify_by(day: HearingDay) -> Finding:
    """By when must the parties be told of the hearing?"""
    travel = (TRAVEL_TIME_ADDED(days=day.travel_days),) if day.travel_days else ()
    return deadline_before(
        (CPL["139"], INT["227"]),
        Period(period_of("notify_hearing").n + day.travel_days),
        day.hearing_on,
        THREE_DAYS_BEFORE,
        *travel,
    )
