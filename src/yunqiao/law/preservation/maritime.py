"""Preservation by the maritime courts: competence, the clock of the ruling, arrest of ship and cargo."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline, deadline_in_hours
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, no, reason, yes
from yunqiao.law.instruments import MARITIME
from yunqiao.law.limits.table import period_of
from yunqiao.law.preservation.timing import standing_of
from yunqiao.law.venue import BEIJING

MARITIME_COURT_OF_PROPERTY = reason("preservation.maritime_court_of_property")
NOT_MARITIME_COURT_OF_PROPERTY = reason("preservation.not_maritime_court_of_property")
CLAUSE_DOES_NOT_BIND = reason("preservation.clause_does_not_bind")
MARITIME_48_HOURS = reason("preservation.maritime_48_hours")
ARREST_LIMIT = reason("preservation.arrest_limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class MaritimeApplication:
    """An application, before suit, to preserve a maritime claim."""

    maritime_court_at_the_property: bool
    jurisdiction_or_arbitration_clause: bool = False


@provision(MARITIME["13"], MARITIME["14"])
def may_apply_to_maritime_court(application: MaritimeApplication) -> Finding:
    """May this maritime court hear an application before suit?"""
    if not application.maritime_court_at_the_property:
        return no(MARITIME["13"], NOT_MARITIME_COURT_OF_PROPERTY)
    if application.jurisdiction_or_arbitration_clause:
        return yes(
            (MARITIME["13"], MARITIME["14"]), MARITIME_COURT_OF_PROPERTY, CLAUSE_DOES_NOT_BIND
        )
    return yes(MARITIME["13"], MARITIME_COURT_OF_PROPERTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaritimeRulingClock:
    """When the maritime court received the application."""

    received_at: datetime


@provision(MARITIME["17"])
def maritime_rule_by(clock: MaritimeRulingClock) -> Finding:
    """By when must the maritime court rule?"""
    received = clock.received_at.astimezone(BEIJING)
    return deadline_in_hours(
        MARITIME["17(1)"], period_of("rule_maritime"), received, MARITIME_48_HOURS
    )


class Arrested(Enum):
    """What is arrested."""

    SHIP = "ship"
    CARGO = "cargo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrest:
    """An arrest before suit, and what has followed by the day asked for."""

    arrested: Arrested
    arrested_on: date
    on: date
    sued_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "arrested_on", "on")
        require_order(self, "sued_on", "on")


_LIMITS: Final = {
    Arrested.SHIP: (MARITIME["28"], period_of("arrest_ship")),
    Arrested.CARGO: (MARITIME["46"], period_of("arrest_cargo")),
}


@provision(MARITIME["28"], MARITIME["46"])
def arrest_ends(arrest: Arrest) -> Finding:
    """When does an arrest before suit end unless suit or arbitration follows?"""
    cited, period = _LIMITS[arrest.arrested]
    due = deadline(cited, period, arrest.arrested_on, ARREST_LIMIT(days=period.n), code="PENDING")
    return standing_of(due, cited, done_on=arrest.sued_on, on=arrest.on)
