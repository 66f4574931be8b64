"""CPL 283(1) items 4-7 and persons met in the mainland: service that never leaves it."""

from typing import Final

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature, InChina
from yunqiao.law.abroad.answers import (
    NOT_IN_2021_TEXT,
    Cited,
    closed,
    foreign_state,
    item,
    opened,
    waits_for,
)
from yunqiao.law.abroad.codes import NEEDS_REVIEW
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, reason
from yunqiao.law.instruments import (
    CONFERENCE_2021,
    CONFERENCE_FROM_MEMORY,
    CPL,
    CPL_2021,
    INT,
    MARITIME,
    PROVISIONS_2006,
)

AGENT_OPEN = reason("abroad.channel.agent_open")
NO_AGENT = reason("abroad.channel.no_agent")
AGENT_NOT_AUTHORISED = reason("abroad.channel.agent_not_authorised")
EXCLUSION_DOES_NOT_BAR = reason("abroad.channel.exclusion_does_not_bar")
ESTABLISHMENT_OPEN = reason("abroad.channel.establishment_open")
NO_ESTABLISHMENT = reason("abroad.channel.no_establishment")
COMPANY_OPEN = reason("abroad.channel.company_open")
NOT_A_FOREIGN_PERSON = reason("abroad.channel.not_a_foreign_person")
HEADS_NOTHING = reason("abroad.channel.heads_nothing")
NOT_CO_DEFENDANT = reason("abroad.channel.not_co_defendant")
SET_UP_BY_ANOTHER = reason("abroad.channel.set_up_by_another")
OFFICER_OPEN = reason("abroad.channel.officer_open")
NO_OFFICER_HERE = reason("abroad.channel.no_officer_here")
NOT_AN_ENTITY = reason("abroad.channel.not_an_entity")
PERSON_OPEN = reason("abroad.channel.person_open")
PERSON_NOT_HERE = reason("abroad.channel.person_not_here")
CONNECTED_OPEN = reason("abroad.channel.connected_open")
NOBODY_CONNECTED = reason("abroad.channel.nobody_connected")
RECEIPT_UNCONFIRMED = reason("abroad.channel.receipt_unconfirmed")
MARITIME_AGENT_OPEN = reason("abroad.channel.maritime_agent_open")

_STATE_RULE: Final = "abroad.states_defendants.way_to_serve"

Doors = tuple[tuple[str, ...], ...]
"""Each door is the facts that must all hold; the first names it."""

DOORS_2023: Final[Doors] = (
    ("wholly_owned_enterprise",),
    ("representative_office",),
    ("branch",),
    ("business_agent", "business_agent_may_accept"),
)
DOORS_2021: Final[Doors] = (
    ("representative_office",),
    ("branch", "branch_may_accept"),
    ("business_agent", "business_agent_may_accept"),
)


@provision(
    CPL["283(1)(4)"],
    CPL_2021["274(4)"],
    confidence=Confidence.KNOWN,
    source="corrections.md E6",
    yields_to=("abroad.regions.agent", _STATE_RULE),
)
def agent(facts: AddresseeAbroad) -> Finding:
    """Can the agent entrusted in this case be served for the addressee?"""
    cited = item(facts, "(1)(4)", "(4)")
    if barred := foreign_state(facts, cited):
        return barred
    here = facts.in_china
    if here.agent_in_this_case is None:
        return waits_for(cited, "in_china.agent_in_this_case")
    if not here.agent_in_this_case:
        return closed(cited, NO_AGENT)
    if facts.under_2023_text:
        # The 2023 text dropped “authorised to accept service” so that a power of attorney cannot
        # be worded to evade it; the older interpretation yields to the law.
        doubts = (EXCLUSION_DOES_NOT_BAR,) if here.agent_excluded_from_accepting else ()
        return opened(facts, cited, AGENT_OPEN, doubts=doubts)
    return _agent_of_2021(facts, cited)


@provision(
    CPL["283(1)(5)"],
    CPL_2021["274(5)"],
    MARITIME["80"],
    yields_to=("abroad.regions.establishment", _STATE_RULE),
)
def establishment(facts: AddresseeAbroad) -> Finding:
    """Can an enterprise, office, branch or business agent of the addressee here be served?"""
    cited = item(facts, "(1)(5)", "(5)")
    if barred := foreign_state(facts, cited):
        return barred
    here = facts.in_china
    if facts.maritime and (here.branch or here.business_agent):
        return opened(facts, (MARITIME["80"], *cited), MARITIME_AGENT_OPEN)
    doors = DOORS_2023 if facts.under_2023_text else DOORS_2021
    if door := open_door(here, doors):
        return opened(facts, cited, ESTABLISHMENT_OPEN, value=door)
    missing = unknown_of_doors(here, doors)
    return waits_for(cited, *missing) if missing else closed(cited, NO_ESTABLISHMENT)


@provision(CPL["283(1)(6)"], confidence=Confidence.KNOWN, source="corrections.md E8")
def headed_company(facts: AddresseeAbroad) -> Finding:
    """Can a co-defendant company here that the foreign individual heads be served?"""
    cited = item(facts, "(1)(6)")
    if barred := foreign_state(facts, cited):
        return barred
    if not facts.under_2023_text:
        return closed((CPL_2021["274"],), NOT_IN_2021_TEXT)
    if facts.nature is AddresseeNature.ENTITY or facts.chinese_national:
        return closed(cited, NOT_A_FOREIGN_PERSON)
    here = facts.in_china
    if here.heads_entity is False:
        return closed(cited, HEADS_NOTHING)
    if here.entity_is_co_defendant is False:
        return closed(cited, NOT_CO_DEFENDANT)
    missing = [
        f"in_china.{name}"
        for name in ("heads_entity", "entity_is_co_defendant", "entity_set_up_by_addressee")
        if getattr(here, name) is None
    ]
    if facts.chinese_national is None:
        missing.append("chinese_national")
    if missing:
        return waits_for(cited, *missing)
    if not here.entity_set_up_by_addressee:
        return for_the_court(cited, SET_UP_BY_ANOTHER, code=NEEDS_REVIEW)
    return opened(facts, cited, COMPANY_OPEN)


@provision(CPL["283(1)(7)"], INT["533"], yields_to=("abroad.regions.person", _STATE_RULE))
def officer_in_china(facts: AddresseeAbroad) -> Finding:
    """Can a legal representative, director, supervisor or senior manager met here be served?"""
    cited = (*(item(facts, "(1)(7)") if facts.under_2023_text else ()), INT["533"])
    if barred := foreign_state(facts, cited):
        return barred
    if facts.nature is AddresseeNature.NATURAL_PERSON:
        return closed(cited, NOT_AN_ENTITY)
    present = facts.in_china.officer_present
    if present is None:
        return waits_for(cited, "in_china.officer_present")
    return opened(facts, cited, OFFICER_OPEN) if present else closed(cited, NO_OFFICER_HERE)


@provision(INT["533(1)"], PROVISIONS_2006["3"], yields_to=("abroad.regions.person", _STATE_RULE))
def person_in_china(facts: AddresseeAbroad) -> Finding:
    """Can a natural person who is in the mainland now be served directly?"""
    cited = (INT["533(1)"], PROVISIONS_2006["3"])
    if barred := foreign_state(facts, cited):
        return barred
    if facts.nature is AddresseeNature.ENTITY:
        return closed(cited, NOT_A_FOREIGN_PERSON)
    present = facts.in_china.present_in_person
    if present is None:
        return waits_for(cited, "in_china.present_in_person")
    return opened(facts, cited, PERSON_OPEN) if present else closed(cited, PERSON_NOT_HERE)


@provision(CONFERENCE_2021["III"], confidence=Confidence.KNOWN, source="corrections.md M1")
def connected_enterprise(facts: AddresseeAbroad) -> Finding:
    """Can a foreign individual be served through an enterprise or household here, receipt confirmed?"""
    cited = (CONFERENCE_2021["III"],)
    if barred := foreign_state(facts, cited):
        return barred
    if facts.nature is AddresseeNature.ENTITY or facts.chinese_national:
        return closed(cited, NOT_A_FOREIGN_PERSON)
    here = facts.in_china
    doors = {
        name: getattr(here, name)
        for name in ("wholly_owned_enterprise", "heads_entity", "household_member")
    }
    if not any(doors.values()):
        missing = [f"in_china.{name}" for name, known in doors.items() if known is None]
        return waits_for(cited, *missing) if missing else closed(cited, NOBODY_CONNECTED)
    if facts.receipt_can_be_confirmed is None:
        return waits_for(cited, "receipt_can_be_confirmed")
    if not facts.receipt_can_be_confirmed:
        return closed(cited, RECEIPT_UNCONFIRMED)
    return opened(facts, cited, CONNECTED_OPEN, doubts=(CONFERENCE_FROM_MEMORY,))


def _agent_of_2021(facts: AddresseeAbroad, cited: Cited) -> Finding:
    here = facts.in_china
    if here.agent_may_accept is None and not here.agent_excluded_from_accepting:
        return waits_for(cited, "in_china.agent_may_accept")
    if not here.agent_may_accept:
        return closed(cited, AGENT_NOT_AUTHORISED)
    return opened(facts, cited, AGENT_OPEN)


def open_door(here: InChina, doors: Doors) -> str | None:
    """The first door that is known to be open."""
    return next((door[0] for door in doors if all(getattr(here, name) for name in door)), None)


def unknown_of_doors(here: InChina, doors: Doors) -> tuple[str, ...]:
    """The facts still missing about doors that are not known to be shut."""
    undecided = [door for door in doors if not any(getattr(here, name) is False for name in door)]
    return tuple(
        f"in_china.{name}" for door in undecided for name in door if getattr(here, name) is None
    )
