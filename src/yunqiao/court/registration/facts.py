"""Facts of a registered case, put to the law: when the claim goes out, and who leaves the case to others."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.directory.calendars import announced_at
from yunqiao.court.directory.models import Court
from yunqiao.court.identity.models import Account
from yunqiao.law.findings import Finding, Outcome
from yunqiao.law.hearing.withdrawal import CourtStaff, must_withdraw
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


def withdrawn(people: Iterable[Account], case: Case) -> dict[UUID, Finding]:
    """Which of these members of staff must leave the case to others, by what the file shows (CPL 47)."""
    parties = set(_persons(Party.objects.filter(case=case), "person"))
    agents = set(_persons(Representation.objects.filter(case=case), "agent"))
    found = {
        one.id: must_withdraw(
            CourtStaff(is_party=one.person_id in parties, has_been_agent=one.person_id in agents)
        )
        for one in people
        if one.person_id
    }
    return {person: one for person, one in found.items() if one.outcome is Outcome.YES}


def _persons(rows: QuerySet[Any], whose: str) -> QuerySet[Any, UUID | None]:
    return rows.order_by("id").values_list(whose, flat=True)
