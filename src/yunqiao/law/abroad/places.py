"""Tables of places outside the mainland, and States without diplomatic relations."""

import csv
from functools import cache
from importlib.resources import files


@cache
def without_diplomatic_relations() -> frozenset[str]:
    """States known to have no diplomatic relations with the PRC (as known in 2025)."""
    return frozenset(row["iso2"] for row in rows("no_diplomatic_relations.csv"))


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of `law/tables/`."""
    content = files("yunqiao.law").joinpath(f"tables/{table}").read_text("utf-8")
    return list(csv.DictReader(content.splitlines()))
