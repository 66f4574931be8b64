"""Limits on a debtor's consumption, and bans on leaving the country."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import (
    CONSUMPTION,
    CONSUMPTION_2010,
    CPL,
    ENFORCEMENT,
    EXIT_ENTRY,
)

LIMITED = reason("enforcement.limited")
NO_LIMIT_ORDERED = reason("enforcement.no_limit_ordered")
LISTED_SO_LIMITED = reason("enforcement.listed_so_limited")
NOT_LIMITED_THEN = reason("enforcement.not_limited_then")
NOT_A_LIMITED_PERSON = reason("enforcement.not_a_limited_person")
OWN_MONEY_WITH_LEAVE = reason("enforcement.own_money_with_leave")
NECESSARY_TO_LIVE_OR_WORK = reason("enforcement.necessary_to_live_or_work")
CONSUMPTION_REVISION_NOT_READ = reason("enforcement.consumption_revision_not_read")
EXIT_BAN_IN_ENFORCEMENT = reason("enforcement.exit_ban_in_enforcement")
EXIT_BAN_IN_SUIT = reason("enforcement.exit_ban_in_suit")
EXIT_BAN_LIFTED = reason("enforcement.exit_ban_lifted")
NOT_A_PERSON_TO_BAN = reason("enforcement.not_a_person_to_ban")
CREDITOR_ASKS_IN_WRITING = reason("enforcement.creditor_asks_in_writing")


class Consumption(Enum):
    """What the money would be spent on."""

    AIR_SOFT_SLEEPER_OR_BETTER_CABIN = "air, soft sleeper, second class by ship or better"
    STAR_HOTEL_CLUB_GOLF = "star hotel, night club, golf"
    REAL_ESTATE_OR_LUXURY_REFIT = "buying real estate, building or refitting a house in luxury"
    LUXURY_OFFICE = "renting a luxury office or flat for business"
    VEHICLE_NOT_FOR_BUSINESS = "vehicle not needed for business"
    TRAVEL_HOLIDAY = "travel and holidays"
    COSTLY_PRIVATE_SCHOOL = "costly private school for children"
    COSTLY_INSURANCE = "high premiums for insurance as an investment"
    G_TRAIN_OR_FIRST_CLASS = "G train, or first class on another fast train"
    OTHER_NOT_NECESSARY = "other spending not needed for living or work"
    NECESSARY = "needed for living or work"


class Spender(Enum):
    """Who spends."""

    DEBTOR = "debtor"
    LEGAL_REPRESENTATIVE = "entity's legal representative"
    PRINCIPAL = "entity's principal"
    DIRECTLY_RESPONSIBLE = "person directly responsible"
    ACTUAL_CONTROLLER = "actual controller"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Spending by or for a debtor."""

    on: date
    what: Consumption
    who: Spender
    limit_ordered: bool | None = None
    on_dishonest_list: bool = False
    own_money_for_private_use: bool = False


_SINCE_2015: Final = frozenset(
    {Consumption.G_TRAIN_OR_FIRST_CLASS, Consumption.OTHER_NOT_NECESSARY}
)
_OF_THE_ENTITY: Final = frozenset(
    {
        Spender.LEGAL_REPRESENTATIVE,
        Spender.PRINCIPAL,
        Spender.DIRECTLY_RESPONSIBLE,
        Spender.ACTUAL_CONTROLLER,
    }
)


@provision(CONSUMPTION["1"], CONSUMPTION["3"], CONSUMPTION_2010["3"], confidence=Confidence.KNOWN, source="online_procedure.md 3.6: 2010 text verified, 2015 revision known")  # fmt: skip
def is_forbidden(spending: Spending) -> Finding:
    """Do the limits on consumption forbid this spending?"""
    new = CONSUMPTION.in_force(spending.on)
    text = CONSUMPTION if new else CONSUMPTION_2010
    doubts = (CONSUMPTION_REVISION_NOT_READ,) if new else ()
    if not (new and spending.on_dishonest_list):
        if spending.limit_ordered is None:
            return unknown(text["1"], missing="limit_ordered", doubts=doubts)
        if not spending.limit_ordered:
            return no(text["1"], NO_LIMIT_ORDERED, doubts=doubts)
    if spending.what is Consumption.NECESSARY:
        return no(text["3"], NECESSARY_TO_LIVE_OR_WORK, doubts=doubts)
    if spending.what in _SINCE_2015 and not new:
        return no(text["3"], NOT_LIMITED_THEN)
    if spending.who is Spender.OTHER or (spending.who is Spender.ACTUAL_CONTROLLER and not new):
        return no(text["3"], NOT_A_LIMITED_PERSON, doubts=doubts)
    if spending.who in _OF_THE_ENTITY and spending.own_money_for_private_use:
        return for_the_court(text["3"], OWN_MONEY_WITH_LEAVE, doubts=doubts)
    listed = (LISTED_SO_LIMITED,) if new and spending.on_dishonest_list else ()
    return yes(text["3"], LIMITED, *listed, code="FORBIDDEN", doubts=doubts)


class BannedPerson(Enum):
    """Whom a ban on leaving the country would touch."""

    DEBTOR = "debtor who is a natural person"
    LEGAL_REPRESENTATIVE = "entity's legal representative"
    PRINCIPAL = "entity's principal"
    DIRECTLY_RESPONSIBLE = "person directly responsible for performance"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitBan:
    """A ban on leaving the country, asked for or in place."""

    person: BannedPerson
    in_enforcement: bool
    creditor_asked_in_writing: bool = False
    of_its_own_motion: bool = False
    performed_or_secured: bool = False


@provision(CPL["266"], ENFORCEMENT["23"], ENFORCEMENT["24"], ENFORCEMENT["25"], EXIT_ENTRY["12(3)"], EXIT_ENTRY["28(2)"])  # fmt: skip
def may_be_banned_from_leaving(ban: ExitBan) -> Finding:
    """May the person be kept from leaving the country?"""
    if ban.performed_or_secured:
        return no((ENFORCEMENT["25"], EXIT_ENTRY["28(2)"]), EXIT_BAN_LIFTED, code="LIFT")
    if ban.person is BannedPerson.OTHER:
        return no((ENFORCEMENT["24"],), NOT_A_PERSON_TO_BAN)
    if not ban.in_enforcement:
        return for_the_court((EXIT_ENTRY["12(3)"], EXIT_ENTRY["28(2)"]), EXIT_BAN_IN_SUIT)
    if not (ban.creditor_asked_in_writing or ban.of_its_own_motion):
        return no(ENFORCEMENT["23"], CREDITOR_ASKS_IN_WRITING, try_next=(CREDITOR_ASKS_IN_WRITING,))
    return for_the_court(
        (CPL["266"], ENFORCEMENT["23"], ENFORCEMENT["24"]), EXIT_BAN_IN_ENFORCEMENT
    )
