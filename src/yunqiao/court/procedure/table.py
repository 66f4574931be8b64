"""What follows a docket entry: the table of procedure."""

from collections.abc import Callable, Mapping
from typing import Final

from yunqiao.court.casefile.entries import (
    CASE_REGISTERED,
    CLAIM_CORRECTED,
    CLAIM_FILED,
    CLAIM_RETURNED,
    CORRECTION_REQUESTED,
    CORRECTION_TIME_EXTENDED,
    CORRECTION_TIME_REFUSED,
    FILING_REFUSED,
    INADMISSIBILITY_RULED,
)
from yunqiao.court.filing import actions as filing
from yunqiao.court.foundation.models import DocketEntry

Follow = Callable[[DocketEntry], None]


def _open_examination(entry: DocketEntry) -> None:
    filing.open_examination(entry=entry)


FOLLOWS: Final[Mapping[str, tuple[Follow, ...]]] = {
    CLAIM_FILED: (_open_examination,),
    CLAIM_CORRECTED: (_open_examination,),
}
"""Actions run at once, in order; each is idempotent by the entry's id."""

NOTIFIES: Final = frozenset(
    {
        CLAIM_FILED,
        CASE_REGISTERED,
        CLAIM_RETURNED,
        CORRECTION_REQUESTED,
        CORRECTION_TIME_EXTENDED,
        CORRECTION_TIME_REFUSED,
        FILING_REFUSED,
        INADMISSIBILITY_RULED,
    }
)
"""Entries of which the filer is told by e-mail."""
