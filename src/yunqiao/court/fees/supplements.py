"""Which part of a fee is unpaid: all of it, a top-up, or the supplement for a raised claim."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from yunqiao.court.fees import facts, kinds
from yunqiao.court.fees.assessing import Assessed, assessed_on
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.changing import HALVING
from yunqiao.court.fees.records import FeeAssessment

_Step = tuple[FeeAssessment, FeeAssessment]


def unpaid_part(rows: Sequence[FeeAssessment], outstanding: int) -> facts.UnpaidPart:
    """What is unpaid after these assessments of a party, in their order; the latest supplement first.

    A supplement is what is unpaid only where all that was due before it is paid; a top-up where any
    of it is, or nothing was due (Int 199 gives back half of what was paid).
    """
    halved = HALVING[kinds.SUMMARY_PROCEDURE] in Basis.read(rows[-1].basis).halved_for
    unpaid = list(_unpaid_increases(rows, outstanding))
    for step in _latest_first(rows):
        if step in unpaid:
            return facts.UnpaidPart.INCREASE
        begun = _paid(rows, outstanding) > 0 or not step[0].due_fen
        if step[1].ground == kinds.ORDINARY_PROCEDURE and begun and not halved:
            return facts.UnpaidPart.TOP_UP
    return facts.UnpaidPart.WHOLE_FEE


def without_increase(rows: Sequence[FeeAssessment], outstanding: int) -> Assessed:
    """The fee of the claim before it was raised to what is not paid; all else is as it is now."""
    before, _after = next(_unpaid_increases(rows, outstanding))
    basis = replace(Basis.read(rows[-1].basis), claims=Basis.read(before.basis).claims)
    return replace(assessed_on(kinds.INCREASE_DROPPED, basis), provision="fees.unpaid")


def _unpaid_increases(rows: Sequence[FeeAssessment], outstanding: int) -> Iterator[_Step]:
    paid = _paid(rows, outstanding)
    for before, after in _latest_first(rows):
        if after.ground == kinds.CLAIM_CHANGED and before.due_fen <= paid < after.due_fen:
            yield before, after


def _paid(rows: Sequence[FeeAssessment], outstanding: int) -> int:
    return rows[-1].due_fen - outstanding


def _latest_first(rows: Sequence[FeeAssessment]) -> list[_Step]:
    return list(reversed(list(pairwise(rows))))
