"""Objections in enforcement: to acts of the court, and of third parties with a right in the thing."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Citation, Finding, Reason, reason
from yunqiao.law.instruments import CPL
from yunqiao.law.periods import Period

EXAMINE_OBJECTION = reason("enforcement.examine_objection")
EXAMINE_THIRD_PARTY = reason("enforcement.examine_third_party")
RECONSIDER_ABOVE = reason("enforcement.reconsider_above")
SUE_OVER_THING = reason("enforcement.sue_over_thing")


class ObjectionKind(Enum):
    """What is objected to."""

    ACT = "act of enforcement"
    THIRD_PARTY_RIGHT = "third party's right in the thing"


_EXAMINED: Final[dict[ObjectionKind, tuple[Citation, Reason]]] = {
    ObjectionKind.ACT: (CPL["236"], EXAMINE_OBJECTION),
    ObjectionKind.THIRD_PARTY_RIGHT: (CPL["238"], EXAMINE_THIRD_PARTY),
}
_AFTER: Final[dict[ObjectionKind, tuple[Citation, Period, Reason]]] = {
    ObjectionKind.ACT: (CPL["236"], Period(10), RECONSIDER_ABOVE),
    ObjectionKind.THIRD_PARTY_RIGHT: (CPL["238"], Period(15), SUE_OVER_THING),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementObjection:
    """A written objection as received."""

    kind: ObjectionKind
    received_on: date


@provision(CPL["236"], CPL["238"])
def examine_by(objection: EnforcementObjection) -> Finding:
    """By when must the court examine the objection?"""
    cited, because = _EXAMINED[objection.kind]
    return deadline(cited, Period(15), objection.received_on, because)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRuling:
    """A ruling on an objection, served."""

    kind: ObjectionKind
    ruling_served_on: date


@provision(CPL["236"], CPL["238"])
def challenge_ruling_by(ruling: ObjectionRuling) -> Finding:
    """By when may the ruling on an objection be taken further?"""
    cited, period, because = _AFTER[ruling.kind]
    return deadline(cited, period, ruling.ruling_served_on, because)
