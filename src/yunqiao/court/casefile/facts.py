"""Facts of a running deadline, put to the law: does a closure or a new rest day move its last day?"""

from collections.abc import Iterable
from datetime import date

from yunqiao.court.directory.calendars import announced_at, closed_days
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import EXTEND_WHEN_CLOSED, YES, rule
from yunqiao.law.calendar import AnnouncedYear
from yunqiao.law.counting.closure import ClosureFacts, is_extended
from yunqiao.law.counting.last_day import SetDateFacts, set_date_ends_on
from yunqiao.law.findings import Finding, Outcome


def closure_moves(last_day: date, court: Court, closed_on: Iterable[date]) -> Finding:
    """Does the court's being closed on these days move the last day of a party's time?"""
    return is_extended(
        ClosureFacts(
            last_day=last_day,
            closed_on=frozenset(closed_on),
            extension_adopted=rule(court, EXTEND_WHEN_CLOSED, last_day) == YES,
            calendar=announced_at(court),
        )
    )


def rest_days_move(last_day: date, calendar: tuple[AnnouncedYear, ...]) -> Finding:
    """On which day does a period end whose last day the calendar may have made a rest day?"""
    return set_date_ends_on(SetDateFacts(set_for=last_day, calendar=calendar))


def after_closures(found: Finding, court: Court) -> Finding:
    """A deadline of a party, moved where the court is known to be closed on its last day."""
    last_day = found.date("last_day")
    closed = closed_days(court) if last_day else frozenset()
    if last_day is None or last_day not in closed:
        return found
    moved = closure_moves(last_day, court, closed)
    if moved.outcome is not Outcome.YES:
        return found
    return moved._replace(because=(*found.because, *moved.because), code=found.code)
