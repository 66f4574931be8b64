"""Places outside the mainland: States by ISO code, the three regions, diplomatic relations."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Final

from yunqiao.law.facts import FactsError

REGIONS: Final = frozenset({"HK", "MO", "TW"})
_CODE = re.compile(r"[A-Z]{2}")


def refuse_unknown_place(code: str | None, field: str) -> None:
    """Refuse a code that is not an ISO alpha-2 code; None (not known) passes.

    Raises:
        FactsError: the code names no State or region.
    """
    if code is not None and not _CODE.fullmatch(code):
        raise FactsError(field, f"“{code}” is not an ISO 3166 alpha-2 code such as DE or HK")


@cache
def without_diplomatic_relations() -> frozenset[str]:
    """States known to have no diplomatic relations with the PRC (as known in 2025)."""
    return frozenset(row["iso2"] for row in rows("no_diplomatic_relations.csv"))


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of `law/tables/`."""
    content = files("yunqiao.law").joinpath(f"tables/{table}").read_text("utf-8")
    return list(csv.DictReader(content.splitlines()))
