"""Years of a working calendar as rows keep them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yunqiao.law.calendar import AnnouncedYear


def year_of(given: Mapping[str, Any]) -> AnnouncedYear:
    """A year as a court's row keeps it.

    Raises:
        FactsError: a day lies in another year, or is both off and worked.
    """
    return AnnouncedYear(
        year=given["year"],
        off=frozenset(map(date.fromisoformat, given["off"])),
        work=frozenset(map(date.fromisoformat, given["work"])),
    )
