"""The currencies of today: what is legal tender somewhere (ISO 4217), from Unicode's own register."""

from functools import cache

from babel.core import get_global


@cache
def currencies() -> frozenset[str]:
    """Codes of the currencies in use; former ones and units of account are left out."""
    of_territory = get_global("territory_currencies")
    return frozenset(
        code
        for rows in of_territory.values()
        for code, _since, until, is_tender in rows
        if until is None and is_tender
    )
