"""Facts of a registered case, put to the law: by when the claim goes to the other side."""

from datetime import date

from yunqiao.court.directory.calendars import announced_at
from yunqiao.court.directory.models import Court
from yunqiao.law.findings import Finding
from yunqiao.law.limits.facts import Event, EventFacts, Who
from yunqiao.law.limits.for_event import for_event


def complaint_deadline(registered_on: date, court: Court) -> Finding:
    """By when does the court send the claim to the defendant (CPL 128)?"""
    return for_event(
        EventFacts(
            event=Event.CASE_REGISTERED,
            who=Who.COURT,
            on=registered_on,
            calendar=announced_at(court),
        )
    )
