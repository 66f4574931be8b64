"""Hong Kong, Macao and Taiwan: their own lists of ways to serve come before CPL 283 by reference."""

from typing import Final

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature
from yunqiao.law.abroad.answers import Cited, address_barred, closed, waits_for
from yunqiao.law.abroad.codes import NEEDS_REVIEW, OPEN
from yunqiao.law.abroad.in_china import DOORS_2021, open_door, unknown_of_doors
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, reason, yes
from yunqiao.law.instruments import (
    CPL,
    HK_SERVICE,
    INT,
    MACAO_SERVICE,
    PROVISIONS_2009,
    TAIWAN_2008,
    TAIWAN_2011,
)

NOT_A_REGION = reason("abroad.region.not_a_region")
PERSON_OPEN = reason("abroad.region.person_open")
PERSON_NOT_HERE = reason("abroad.region.person_not_here")
AGENT_OPEN = reason("abroad.region.agent_open")
NO_AGENT = reason("abroad.region.no_agent")
AGENT_EXCLUDED = reason("abroad.region.agent_excluded")
RECIPIENT_OPEN = reason("abroad.region.recipient_open")
NO_RECIPIENT = reason("abroad.region.no_recipient")
RECIPIENT_ONLY_TAIWAN = reason("abroad.region.recipient_only_taiwan")
OFFICE_OPEN = reason("abroad.region.office_open")
ENTERPRISE_BY_REFERENCE = reason("abroad.region.enterprise_by_reference")
NO_OFFICE = reason("abroad.region.no_office")
ARRANGEMENT_OPEN = reason("abroad.region.arrangement_open")
MAIL_OPEN = reason("abroad.region.mail_open")
ELECTRONIC_OPEN = reason("abroad.region.electronic_open")
ELECTRONIC_ASK_FOR_REPLY = reason("abroad.region.electronic_ask_for_reply")
NOT_CONFIRMABLE = reason("abroad.region.not_confirmable")
NOTICE_OPEN = reason("abroad.region.notice_open")
NOTICE_ONLY_LAST = reason("abroad.region.notice_only_last")
PERIOD_FROM_MEMORY = reason("abroad.doubt.taiwan_notice_from_memory")
SIXTY_DAYS_DOUBTED = reason("abroad.doubt.regional_notice_length")

_SEND: Final[dict[str, Citation]] = {
    "HK": HK_SERVICE["2"],
    "MO": MACAO_SERVICE["2"],
    "TW": TAIWAN_2011["10"],
}


@provision(PROVISIONS_2009["3"], TAIWAN_2008["3(1)"])
def person(facts: AddresseeAbroad) -> Finding:
    """Is the addressee from Hong Kong, Macao or Taiwan, or its head, in the mainland to be served directly?"""
    cited = _cited(facts, "3", "3(1)")
    if not facts.region:
        return _not_a_region(cited)
    name = (
        "present_in_person" if facts.nature is AddresseeNature.NATURAL_PERSON else "officer_present"
    )
    present = getattr(facts.in_china, name)
    if present is None:
        return waits_for(cited, f"in_china.{name}")
    return _open(cited, PERSON_OPEN) if present else closed(cited, PERSON_NOT_HERE)


@provision(PROVISIONS_2009["4"], TAIWAN_2008["3(2)"])
def agent(facts: AddresseeAbroad) -> Finding:
    """Can the agent of a party from Hong Kong, Macao or Taiwan be served, unless expressly excluded?"""
    cited = _cited(facts, "4", "3(2)")
    if not facts.region:
        return _not_a_region(cited)
    here = facts.in_china
    if here.agent_in_this_case is False:
        return closed(cited, NO_AGENT)
    if here.agent_excluded_from_accepting:
        return closed(cited, AGENT_EXCLUDED)
    missing = [
        f"in_china.{name}"
        for name in ("agent_in_this_case", "agent_excluded_from_accepting")
        if getattr(here, name) is None
    ]
    if here.agent_may_accept:
        missing = [name for name in missing if name == "in_china.agent_in_this_case"]
    return waits_for(cited, *missing) if missing else _open(cited, AGENT_OPEN)


@provision(TAIWAN_2008["3(3)"])
def designated_recipient(facts: AddresseeAbroad) -> Finding:
    """Has a party from Taiwan named a recipient in the mainland?"""
    cited = (TAIWAN_2008["3(3)"],)
    if facts.region != "TW":
        return closed(cited, RECIPIENT_ONLY_TAIWAN)
    named = facts.in_china.designated_recipient
    if named is None:
        return waits_for(cited, "in_china.designated_recipient")
    return _open(cited, RECIPIENT_OPEN) if named else closed(cited, NO_RECIPIENT)


@provision(PROVISIONS_2009["5"], TAIWAN_2008["3(4)"])
def establishment(facts: AddresseeAbroad) -> Finding:
    """Is there an office here, or a branch or business agent with express authority, to be served?"""
    cited = _cited(facts, "5", "3(4)")
    if not facts.region:
        return _not_a_region(cited)
    if open_door(facts.in_china, DOORS_2021):
        return _open(cited, OFFICE_OPEN)
    if facts.in_china.wholly_owned_enterprise:
        return for_the_court(
            (*cited, CPL["283(1)(5)"], INT["549"]), ENTERPRISE_BY_REFERENCE, code=NEEDS_REVIEW
        )
    missing = unknown_of_doors(facts.in_china, DOORS_2021)
    return waits_for(cited, *missing) if missing else closed(cited, NO_OFFICE)


@provision(
    PROVISIONS_2009["6"],
    HK_SERVICE["2"],
    MACAO_SERVICE["2"],
    TAIWAN_2011["10"],
)
def arrangement(facts: AddresseeAbroad) -> Finding:
    """Can the court ask the courts of Hong Kong or Macao, or the cross-strait channel, to serve?"""
    cited = _cited(facts, "6", "3")
    if not facts.region:
        return _not_a_region(cited)
    cited = (*cited, _SEND[facts.region])
    return address_barred(facts, cited) or _open(cited, ARRANGEMENT_OPEN)


@provision(PROVISIONS_2009["7"], TAIWAN_2008["5"])
def mail(facts: AddresseeAbroad) -> Finding:
    """May a party in Hong Kong, Macao or Taiwan be served by mail?"""
    cited = _cited(facts, "7", "5")
    if not facts.region:
        return _not_a_region(cited)
    return address_barred(facts, cited) or _open(cited, MAIL_OPEN)


@provision(PROVISIONS_2009["8"], TAIWAN_2008["6"])
def electronic(facts: AddresseeAbroad) -> Finding:
    """May a party in Hong Kong, Macao or Taiwan be served by fax or e-mail whose receipt is confirmed?"""
    cited = _cited(facts, "8", "6")
    if not facts.region:
        return _not_a_region(cited)
    confirmable = facts.receipt_can_be_confirmed
    if confirmable is None:
        return waits_for(cited, "receipt_can_be_confirmed")
    if not confirmable:
        return closed(cited, NOT_CONFIRMABLE)
    return _open(cited, ELECTRONIC_ASK_FOR_REPLY if facts.region == "TW" else ELECTRONIC_OPEN)


@provision(
    PROVISIONS_2009["9"],
    TAIWAN_2008["8"],
    confidence=Confidence.KNOWN,
    source="corrections.md E12",
)
def public_notice(facts: AddresseeAbroad) -> Finding:
    """May a party in Hong Kong, Macao or Taiwan be served by three months' public notice?"""
    cited = _cited(facts, "9", "8")
    if not facts.region:
        return _not_a_region(cited)
    if facts.other_ways_exhausted is None:
        return waits_for(cited, "other_ways_exhausted")
    if not facts.other_ways_exhausted:
        return closed(cited, NOTICE_ONLY_LAST)
    doubt = PERIOD_FROM_MEMORY if facts.region == "TW" else SIXTY_DAYS_DOUBTED
    return yes(cited, NOTICE_OPEN, code=OPEN, doubts=(doubt,))


def _cited(facts: AddresseeAbroad, hk_macao: str, taiwan: str) -> Cited:
    if facts.region == "TW":
        return (TAIWAN_2008[taiwan],)
    return (PROVISIONS_2009[hk_macao],)


def _open(cited: Cited, because: Reason) -> Finding:
    return yes(cited, because, code=OPEN)


def _not_a_region(cited: Cited) -> Finding:
    return closed(cited, NOT_A_REGION)
