"""Which part of a fee is unpaid: all of it, a top-up, or the supplement for a raised claim."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yunqiao.court.fees import facts, kinds
from yunqiao.court.fees.assessing import Assessed, assessed_on
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.changing import HALVING
from yunqiao.court.fees.records import FeeAssessment


def unpaid_part(rows: Sequence[FeeAssessment], outstanding: int) -> facts.UnpaidPart:
    """What is unpaid after these assessments of a party, in their order; the latest supplement first.

    A supplement is what is unpaid only where all that was due before it is paid.
    """
    paid = rows[-1].due_fen - outstanding
    halved = HALVING[kinds.SUMMARY_PROCEDURE] in Basis.read(rows[-1].basis).halved_for
    for before, after in reversed(list(pairwise(rows))):
        if after.ground == kinds.CLAIM_CHANGED and before.due_fen <= paid < after.due_fen:
            return facts.UnpaidPart.INCREASE
        if after.ground == kinds.ORDINARY_PROCEDURE and not halved:
            return facts.UnpaidPart.TOP_UP
    return facts.UnpaidPart.WHOLE_FEE


def without_increase(rows: Sequence[FeeAssessment]) -> Assessed:
    """The fee of the claim as it stood before it was last raised; all else is as it is now."""
    before = next(
        before
        for before, after in reversed(list(pairwise(rows)))
        if after.ground == kinds.CLAIM_CHANGED and before.due_fen < after.due_fen
    )
    basis = replace(Basis.read(rows[-1].basis), claims=Basis.read(before.basis).claims)
    return replace(assessed_on(kinds.INCREASE_DROPPED, basis), provision="fees.unpaid")
