"""Our books beside a payment firm's statement of a day: pure, and every difference has a name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yunqiao.court.fees.models import PostingKind
from yunqiao.gateways.payment.port import Amount, LineKind, StatementLine

BOOKED_AS: Final[Mapping[LineKind, PostingKind]] = {
    LineKind.PAYMENT: PostingKind.RECEIVED,
    LineKind.REFUND: PostingKind.REFUNDED,
    LineKind.DISPUTE: PostingKind.DISPUTED,
    LineKind.DISPUTE_RETURNED: PostingKind.DISPUTE_WON,
}
"""What each line of a statement is in our books; a firm's own fee is booked from the statement."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement through a firm as we booked it: `name` is the firm's money id, of a refund our key."""

    kind: PostingKind
    name: str
    amount: Amount


class DifferenceKind(StrEnum):
    """What differs."""

    NOT_BOOKED = "not_booked"  # the firm has it, we do not
    NOT_STATED = "not_stated"  # we have it, the firm does not
    OTHER_AMOUNT = "other_amount"
    NOT_OBTAINED = "not_obtained"  # a whole day: the firm's statement never came


@dataclass(frozen=True, slots=True)
class Difference:
    """One movement on which the two disagree; a task for a person.

    `what` is a PostingKind, empty where a whole statement is missing.
    """

    kind: DifferenceKind
    what: str
    name: str
    ours: Amount | None
    theirs: Amount | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The outcome of a day: what differs, and the firm's own fees, to be booked."""

    differences: Sequence[Difference]
    fees: Sequence[StatementLine]

    @property
    def agrees(self) -> bool:
        """Whether the books are the firm's."""
        return not self.differences


def reconcile(ours: Iterable[Moved], theirs: Iterable[StatementLine]) -> Reconciliation:
    """Compare line by line; a line that stands there twice must be booked twice."""
    stated = list(theirs)
    booked, told = Counter(ours), Counter(movements_in(stated))
    return Reconciliation(
        differences=_differences(booked - told, told - booked),
        fees=[line for line in stated if line.kind is LineKind.FEE],
    )


def movements_in(stated: Iterable[StatementLine]) -> Iterator[Moved]:
    """What a statement moved, as the books would have it; fees and payouts are no movement of ours."""
    return (_moved(line) for line in stated if line.kind in BOOKED_AS)


def _moved(line: StatementLine) -> Moved:
    name = line.key if line.kind is LineKind.REFUND else line.money_id
    return Moved(BOOKED_AS[line.kind], name, line.amount)


def _differences(only_ours: Counter[Moved], only_theirs: Counter[Moved]) -> list[Difference]:
    """Pair what bears one name on both sides; what is left over stands on one side alone."""
    found = []
    theirs = sorted(only_theirs.elements(), key=_order)
    for mine in sorted(only_ours.elements(), key=_order):
        other = next((t for t in theirs if (t.kind, t.name) == (mine.kind, mine.name)), None)
        if other:
            theirs.remove(other)
        found.append(
            Difference(
                DifferenceKind.OTHER_AMOUNT if other else DifferenceKind.NOT_STATED,
                mine.kind,
                mine.name,
                mine.amount,
                other.amount if other else None,
            )
        )
    found += [Difference(DifferenceKind.NOT_BOOKED, t.kind, t.name, None, t.amount) for t in theirs]
    return found


def _order(moved: Moved) -> tuple[str, str, str, int]:
    return moved.kind, moved.name, moved.amount.currency, moved.amount.minor
