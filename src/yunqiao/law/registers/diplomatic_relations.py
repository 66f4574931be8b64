"""States without diplomatic relations, where no Chinese embassy or diplomatic channel can serve."""

from functools import cache

from yunqiao.law.rows import rows


@cache
def without_diplomatic_relations() -> frozenset[str]:
    """States known to have no diplomatic relations with the PRC (as known in 2025)."""
    return frozenset(row["iso2"] for row in rows("no_diplomatic_relations.csv"))
