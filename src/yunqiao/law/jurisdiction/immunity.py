"""Who stands outside the court's power: diplomatic privileges and immunities, foreign States (CPL 272, 305)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown
from yunqiao.law.instruments import CPL, IMMUNITY

STANDING_NOT_KNOWN: Final = reason("jurisdiction.immunity.standing_not_known")
NOBODY_PROTECTED: Final = reason("jurisdiction.immunity.nobody_protected")
BY_LAW_AND_TREATY: Final = reason("jurisdiction.immunity.by_law_and_treaty")
FOREIGN_STATE: Final = reason("jurisdiction.immunity.foreign_state")
ASK_STATE_DEFENDANT: Final = reason("jurisdiction.immunity.ask_state_defendant")


class Protected(Enum):
    """What protects the defendant."""

    NOTHING = "nothing"
    DIPLOMATIC = "diplomatic_privileges_and_immunities"
    STATE = "foreign_state"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunityFacts:
    """The standing of the defendant (or third party)."""

    protected: Protected | None = None


@provision(CPL["272"], CPL["305"], IMMUNITY["17"], name="jurisdiction.immunity", source="jurisdiction.md 6.2 item 1")  # fmt: skip
def immunity(facts: ImmunityFacts) -> Finding:
    """Does immunity keep the court from hearing a suit against this defendant?"""
    if facts.protected is None:
        return unknown(CPL["272"], STANDING_NOT_KNOWN, missing="protected")
    if facts.protected is Protected.NOTHING:
        return no(CPL["272"], NOBODY_PROTECTED, code="NO_IMMUNITY")
    if facts.protected is Protected.STATE:
        return for_the_court(CPL["305"], FOREIGN_STATE, try_next=(ASK_STATE_DEFENDANT,))
    return for_the_court(CPL["272"], BY_LAW_AND_TREATY)
