"""Choosing a division and a judge: who may be chosen, and the choice when nobody makes it by hand."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.models import Court, Division, DivisionKind
from yunqiao.court.directory.settings import ASSIGNMENT, FEWEST, RANDOM, rule
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import posts_on
from yunqiao.court.registration import facts
from yunqiao.court.registration.models import Assignment

One = TypeVar("One", Division, Account)
BY_HAND: Final = "by_hand"


@dataclass(frozen=True, slots=True)
class Choice(Generic[One]):
    """Who was chosen, how, and among whom; nobody where there was nobody to choose."""

    chosen: One | None
    how: str
    among: tuple[One, ...]


def trial_divisions(court: Court) -> list[Division]:
    """The divisions of the court that hear cases today."""
    open_ones = Q(until=None) | Q(until__gte=_today(court))
    divisions = Division.objects.filter(open_ones, court=court, kind=DivisionKind.TRIAL)
    return list(divisions.order_by("id"))


def judges(court: Court, division: UUID | None) -> list[Account]:
    """The judges of the division today; of the whole court where the case has no division.

    Whoever was invited and has not signed in yet is not chosen: nobody acts as them.
    """
    held = posts_on(_today(court)).filter(court=court, role=StaffRole.JUDGE)
    if division is not None:
        held = held.filter(division=division)
    sitting = Account.objects.filter(is_active=True, id__in=held.values("account"))
    return list(sitting.exclude(person=None).order_by("id"))


def judges_free_of(case: Case, division: UUID | None) -> list[Account]:
    """The judges who may hear the case: not those who must withdraw from it (CPL 47)."""
    among = judges(case.court, division)
    withdrawn = facts.withdrawn(among, case)
    return [one for one in among if one.id not in withdrawn]


def choose_division(court: Court) -> Choice[Division]:
    """A trial division for a new case, by the court's rule."""
    among = trial_divisions(court)
    counted = Assignment.objects.filter(division__in=among)
    return _choose(court, among, _load(counted, "division"))


def choose_judge(case: Case, division: UUID | None) -> Choice[Account]:
    """A judge for a case of the division, by the court's rule."""
    among = judges_free_of(case, division)
    counted = Assignment.objects.filter(judge__in=among)
    return _choose(case.court, among, _load(counted, "judge"))


def _choose(court: Court, among: Sequence[One], load: dict[UUID, int]) -> Choice[One]:
    how = rule(court, ASSIGNMENT, _today(court))
    left = list(among)
    if how == FEWEST and left:
        fewest = min(load.get(one.id, 0) for one in left)
        left = [one for one in left if load.get(one.id, 0) == fewest]
    return Choice(secrets.choice(left) if left else None, how or RANDOM, tuple(among))


def _load(counted: QuerySet[Assignment], whose: str) -> dict[UUID, int]:
    rows = counted.values(whose).annotate(cases=Count("case")).values_list(whose, "cases")
    return dict(rows.order_by(whose))


def _today(court: Court) -> date:
    return court_date(now(), court.zone)
