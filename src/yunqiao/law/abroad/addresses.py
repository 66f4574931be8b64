"""Which address of a party abroad the court may use: the form, a clause, or the party's own papers."""

from dataclasses import dataclass

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CONFERENCE_2021, CONFERENCE_FROM_MEMORY, OP

CONFIRMED_FORM = reason("abroad.address.confirmed_form")
CONTRACT_CLAUSE = reason("abroad.address.contract_clause")
OWN_PAPERS = reason("abroad.address.own_papers")
NONE_KNOWN = reason("abroad.address.none_known")
ASK_FOR_FORM = reason("abroad.next.ask_for_form")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAddresses:
    """What a party without domicile in the mainland has said of an address."""

    form_filed: bool | None = None
    agreed_before_dispute: bool | None = None
    stated_in_own_papers: bool | None = None


@provision(
    CONFERENCE_2021["III"],
    OP["8(1)"],
    confidence=Confidence.KNOWN,
    source="corrections.md M3, M8",
)
def address_for_service(facts: PartyAddresses) -> Finding:
    """Which address of a party abroad is the address for service?"""
    doubts = (CONFERENCE_FROM_MEMORY,)
    if facts.form_filed:
        return yes(CONFERENCE_2021["III"], CONFIRMED_FORM, value="form", doubts=doubts)
    if facts.agreed_before_dispute:
        return yes(OP["8(1)"], CONTRACT_CLAUSE, value="clause")
    if facts.stated_in_own_papers and facts.form_filed is False:
        return yes(CONFERENCE_2021["III"], OWN_PAPERS, value="own_papers", doubts=doubts)
    names = ("form_filed", "agreed_before_dispute", "stated_in_own_papers")
    missing = tuple(name for name in names if getattr(facts, name) is None)
    if missing:
        return unknown(CONFERENCE_2021["III"], NONE_KNOWN, missing=missing)
    return no(CONFERENCE_2021["III"], NONE_KNOWN, try_next=(ASK_FOR_FORM,), doubts=doubts)
