"""Naming the assets to be preserved, and searching for them over the network."""

from dataclasses import dataclass

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import PRESERVATION
from yunqiao.law.preservation.grant import PreservationStage

ASSETS_NAMED = reason("preservation.assets_named")
LEADS_SUFFICE = reason("preservation.leads_suffice")
ASSETS_NOT_NAMED = reason("preservation.assets_not_named")
LEADS_ONLY_IN_SUIT = reason("preservation.leads_only_in_suit")
NETWORK_SEARCH_OPEN = reason("preservation.network_search_open")
NETWORK_SEARCH_AFTER_RULING = reason("preservation.network_search_after_ruling")
ASK_IN_WRITING = reason("preservation.ask_in_writing")
SEARCH_STAYS_SECRET = reason("preservation.search_stays_secret")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAssets:
    """What the applicant says about the assets to be preserved."""

    stage: PreservationStage
    clear_information: bool
    concrete_leads: bool | None = None
    good_cause_for_no_more: bool | None = None


@provision(PRESERVATION["10"])
def assets_are_named_enough(named: NamedAssets) -> Finding:
    """Has the applicant named the assets clearly enough?"""
    if named.clear_information:
        return yes(PRESERVATION["10(1)"], ASSETS_NAMED)
    if named.stage is PreservationStage.BEFORE_SUIT:
        return no(PRESERVATION["10(1)"], LEADS_ONLY_IN_SUIT)
    if named.concrete_leads is False or named.good_cause_for_no_more is False:
        return no(PRESERVATION["10"], ASSETS_NOT_NAMED)
    missing = tuple(
        name
        for name in ("concrete_leads", "good_cause_for_no_more")
        if getattr(named, name) is None
    )
    if missing:
        return unknown(PRESERVATION["10(2)"], missing=missing)
    return yes(PRESERVATION["10(2)"], LEADS_SUFFICE, code="ON_LEADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreservationSearch:
    """An applicant's request to search over the network for the respondent's assets."""

    ruling_on_leads: bool
    asked_in_writing: bool | None = None


@provision(PRESERVATION["11"], PRESERVATION["12"])
def may_search_network(search: PreservationSearch) -> Finding:
    """May the respondent's assets be searched for over the network?"""
    if not search.ruling_on_leads:
        return no(PRESERVATION["11(1)"], NETWORK_SEARCH_AFTER_RULING)
    if search.asked_in_writing is None:
        return unknown(PRESERVATION["11(1)"], missing="asked_in_writing")
    if not search.asked_in_writing:
        return no(PRESERVATION["11(1)"], ASK_IN_WRITING, try_next=(ASK_IN_WRITING,))
    return yes((PRESERVATION["11"], PRESERVATION["12"]), NETWORK_SEARCH_OPEN, SEARCH_STAYS_SECRET)
