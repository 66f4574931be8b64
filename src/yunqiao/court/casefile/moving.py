"""Running deadlines that a court's closure, or a new rest day, moves: told before, done after."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from yunqiao.court.casefile import docket, facts
from yunqiao.court.casefile.entries import DEADLINE_MOVED
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState
from yunqiao.court.directory.calendars import announced_at, closed_days
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.law.calendar import AnnouncedYear
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding, Outcome


@dataclass(frozen=True, slots=True)
class Move:
    """A running deadline, and what the law says about its last day; `to` is the same if it stays."""

    deadline: Deadline
    finding: Finding
    to: date

    @property
    def moves(self) -> bool:
        """Whether the last day becomes another."""
        return self.to != self.deadline.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMoved:
    """DEADLINE_MOVED: which deadline, from which court-local last day to which, because of what."""

    deadline: str
    kind: str
    before: str
    after: str
    because_of: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def moved_by_closure(court: Court, closed_on: Iterable[date]) -> Sequence[Move]:
    """The parties' running deadlines that end on one of these days.

    CPL 86 helps a party who could not act; what the court itself must do in time stays.
    """
    closed = frozenset(closed_on)
    ending = _running(court).filter(last_day__in=closed, of_court=False)
    return [
        _move(deadline, facts.closure_moves(deadline.last_day, court, closed))
        for deadline in ending
    ]


def moved_by_calendar(
    court: Court, year: int, calendar: tuple[AnnouncedYear, ...]
) -> Sequence[Move]:
    """The running deadlines whose last day becomes a rest day (CPL 85(3)); none moves earlier."""
    found = [
        _move(deadline, facts.rest_days_move(deadline.last_day, calendar))
        for deadline in _running(court).filter(last_day__year=year)
    ]
    return [move for move in found if move.moves]


def move_deadlines(*, entry: DocketEntry) -> None:
    """Move what a change of the court's calendar moves, case by case; each deadline once an entry."""
    court = Court.objects.get(id=entry.stream_id)
    years = {given["year"] for given in court.announced}
    moves = [
        *moved_by_closure(court, closed_days(court)),
        *(move for year in years for move in moved_by_calendar(court, year, announced_at(court))),
    ]
    for move in moves:
        if move.moves:
            _move_one(entry, move)


def _move_one(entry: DocketEntry, move: Move) -> None:
    deadline = move.deadline
    key = RequestKey.of(THE_COURT, f"{entry.id}.{deadline.id}", None)

    def create() -> dict[str, Any]:
        moved = DeadlineMoved(
            deadline=str(deadline.id),
            kind=deadline.kind,
            before=deadline.last_day.isoformat(),
            after=move.to.isoformat(),
            because_of=str(entry.id),
        )
        with act(by=Actor(person=None)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, deadline.case_id)
            case = Case.objects.select_related("court").get(id=deadline.case_id)
            if _still_runs(deadline.id, deadline.last_day):
                findings = [as_json(move.finding)]
                docket.record(writing, case, DEADLINE_MOVED, moved.payload(), findings=findings)
                writing.execute(_MOVE, (move.to, deadline.id))
        return moved.payload()

    idempotency.once(key, create)


def _running(court: Court) -> QuerySet[Deadline]:
    running = Deadline.objects.filter(case__court=court, state=DeadlineState.RUNNING)
    return running.select_related("case").order_by("case_id", "id")


def _move(deadline: Deadline, finding: Finding) -> Move:
    to = finding.date("last_day") if finding.outcome is Outcome.YES else None
    return Move(deadline, finding, to or deadline.last_day)


def _still_runs(deadline_id: UUID, last_day: date) -> bool:
    return Deadline.objects.filter(
        id=deadline_id, last_day=last_day, state=DeadlineState.RUNNING
    ).exists()


_MOVE: Final = "UPDATE deadline SET last_day = %s WHERE id = %s"
