"""CPL 283(1) items 1-3 and 8-10, and public notice: the channels that leave the mainland."""

from typing import Final

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature, AgreedWay
from yunqiao.law.abroad.answers import (
    NOT_IN_2021_TEXT,
    Cited,
    address_barred,
    closed,
    forbidden,
    foreign_state,
    item,
    official_channel_barred,
    opened,
    waits_for,
)
from yunqiao.law.abroad.codes import NEEDS_REVIEW
from yunqiao.law.abroad.heeding import heeding
from yunqiao.law.abroad.treaties import service_treaty
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, reason
from yunqiao.law.instruments import (
    CONFERENCE_2021,
    CONFERENCE_FROM_MEMORY,
    CPL,
    CPL_2021,
    HSC,
    IMMUNITY,
    INT,
    PROVISIONS_2006,
    TREATY_REQUESTS,
)
from yunqiao.law.registers import hague_parties
from yunqiao.law.registers.diplomatic_relations import without_diplomatic_relations
from yunqiao.law.registers.hague_parties import Objection
from yunqiao.law.registers.standing import Standing

NOT_CIVIL = reason("abroad.channel.not_civil")
BILATERAL_TREATY = reason("abroad.channel.bilateral_treaty")
HAGUE_CONVENTION = reason("abroad.channel.hague_convention")
MORE_CONVENIENT = reason("abroad.channel.more_convenient")
NO_TREATY = reason("abroad.channel.no_treaty")
TREATY_STATUS_UNKNOWN = reason("abroad.channel.treaty_status_unknown")
TREATY_COMES_FIRST = reason("abroad.channel.treaty_comes_first")
DIPLOMATIC_OPEN = reason("abroad.channel.diplomatic_open")
NO_RELATIONS = reason("abroad.channel.no_relations")
CHINESE_NATIONAL = reason("abroad.channel.chinese_national")
NOT_CHINESE_NATIONAL = reason("abroad.channel.not_chinese_national")
MAIL_OPEN = reason("abroad.channel.mail_open")
MAIL_OBJECTED = reason("abroad.channel.mail_objected")
MAIL_POSITION_UNKNOWN = reason("abroad.channel.mail_position_unknown")
MAIL_CONDITION_UNMET = reason("abroad.channel.mail_condition_unmet")
MAIL_FORBIDDEN_BY_STATE = reason("abroad.channel.mail_forbidden_by_state")
ELECTRONIC_OPEN = reason("abroad.channel.electronic_open")
ELECTRONIC_PRESUMED_FORBIDDEN = reason("abroad.channel.electronic_presumed_forbidden")
ELECTRONIC_FORBIDDEN_BY_STATE = reason("abroad.channel.electronic_forbidden_by_state")
RECEIPT_NOT_CONFIRMABLE = reason("abroad.channel.receipt_not_confirmable")
AGREED_OPEN = reason("abroad.channel.agreed_open")
NOTHING_AGREED = reason("abroad.channel.nothing_agreed")
AGREED_FORBIDDEN_BY_STATE = reason("abroad.channel.agreed_forbidden_by_state")
AGREED_DESPITE_OBJECTION = reason("abroad.channel.agreed_despite_objection")
NOTICE_OPEN = reason("abroad.channel.notice_open")
NOTICE_GOES_ON = reason("abroad.channel.notice_goes_on")
NOTICE_ONLY_LAST = reason("abroad.channel.notice_only_last")
USE_AGREED_WAY = reason("abroad.next.agreed_way")
USE_TREATY = reason("abroad.next.treaty")
USE_OTHER_CHANNELS = reason("abroad.next.other_channels")
SEND_REGISTERED = reason("abroad.next.send_registered")

_STATE_RULE: Final = ("abroad.states_defendants.way_to_serve",)
_REGION_RULE: Final = ("abroad.regions.arrangement",)


ITEMS_OF_2021: Final = "CPL 283 was read; the items of CPL 2021 274 are from memory"


@provision(
    CPL["283(1)(1)"],
    CPL_2021["274(1)"],
    TREATY_REQUESTS["1"],
    yields_to=_STATE_RULE,
    source=ITEMS_OF_2021,
)
@heeding("hague_party", "bilateral_treaty")
def treaty(facts: AddresseeAbroad) -> Finding:
    """Can this addressee be served as a treaty with the State provides?"""
    cited = item(facts, "(1)(1)", "(1)")
    if barred := official_channel_barred(facts, cited):
        return barred
    if not facts.civil_or_commercial:
        return closed((HSC["1"], *cited), NOT_CIVIL)
    bilateral, convention = _treaty_standings(facts)
    if bilateral is Standing.YES and convention is Standing.YES:
        return opened(facts, (*cited, TREATY_REQUESTS["1"]), MORE_CONVENIENT)
    if bilateral is Standing.YES:
        return opened(facts, cited, BILATERAL_TREATY)
    if convention is Standing.YES:
        return opened(facts, (*cited, HSC["3"]), HAGUE_CONVENTION)
    missing = [
        name
        for name, found in (("bilateral_treaty", bilateral), ("hague_party", convention))
        if found is Standing.UNKNOWN
    ]
    if missing:
        return waits_for(cited, *missing, because=TREATY_STATUS_UNKNOWN)
    return closed(cited, NO_TREATY)


@provision(
    CPL["283(1)(2)"],
    CPL_2021["274(2)"],
    yields_to=("abroad.channels.treaty", *_STATE_RULE),
    source=ITEMS_OF_2021,
)
@heeding("hague_party", "bilateral_treaty", "diplomatic_relations")
def diplomatic(facts: AddresseeAbroad) -> Finding:
    """Can this addressee be served through the diplomatic channel?"""
    cited = item(facts, "(1)(2)", "(2)")
    if barred := official_channel_barred(facts, cited):
        return barred
    if no_relations := _without_relations(facts, cited):
        return no_relations
    standings = _treaty_standings(facts)
    if facts.civil_or_commercial and Standing.YES in standings:
        return closed(cited, TREATY_COMES_FIRST, try_next=(USE_TREATY,))
    doubts = (TREATY_STATUS_UNKNOWN,) if Standing.UNKNOWN in standings else ()
    return opened(facts, cited, DIPLOMATIC_OPEN, doubts=doubts)


@provision(
    CPL["283(1)(3)"], CPL_2021["274(3)"], HSC["8"], yields_to=_STATE_RULE, source=ITEMS_OF_2021
)
@heeding("diplomatic_relations")
def embassy(facts: AddresseeAbroad) -> Finding:
    """Can the Chinese embassy or consulate serve this addressee?"""
    cited = item(facts, "(1)(3)", "(3)")
    if barred := official_channel_barred(facts, cited):
        return barred
    if facts.nature is AddresseeNature.ENTITY or facts.chinese_national is False:
        return closed(cited, NOT_CHINESE_NATIONAL)
    if facts.chinese_national is None:
        return waits_for(cited, "chinese_national")
    return _without_relations(facts, cited) or opened(facts, cited, CHINESE_NATIONAL)


@provision(
    CPL["283(1)(8)"],
    CPL_2021["274(6)"],
    HSC["10(a)"],
    yields_to=("abroad.regions.mail", *_STATE_RULE),
    source=ITEMS_OF_2021,
)
@heeding("hague_party", "state_allows_mail")
def mail(facts: AddresseeAbroad) -> Finding:
    """May this addressee be served by mail?"""
    cited = item(facts, "(1)(8)", "(6)")
    if barred := foreign_state(facts, cited) or address_barred(facts, cited):
        return barred
    if facts.region or _hague(facts) is Standing.NO:
        return _mail_by_state_law(facts, cited)
    if _hague(facts) is Standing.UNKNOWN:
        return waits_for(cited, "hague_party", because=TREATY_STATUS_UNKNOWN)
    return _mail_to_hague_party(facts, (*cited, HSC["10(a)"]))


@provision(
    CPL["283(1)(9)"],
    CPL_2021["274(7)"],
    CONFERENCE_2021["11"],
    confidence=Confidence.KNOWN,
    source="corrections.md E1",
    yields_to=("abroad.regions.electronic", *_STATE_RULE),
)
@heeding("hague_party")
def electronic(facts: AddresseeAbroad) -> Finding:
    """May this addressee be served by electronic means without consent?"""
    cited = item(facts, "(1)(9)", "(7)")
    if barred := foreign_state(facts, cited):
        return barred
    if facts.receipt_can_be_confirmed is False:
        return closed(cited, RECEIPT_NOT_CONFIRMABLE)
    if facts.state is None:
        return waits_for(cited, "state")
    party = Standing.NO if facts.region else _hague(facts)
    if party is Standing.YES and _objects(facts):
        return forbidden(
            (*cited, CONFERENCE_2021["11"]),
            ELECTRONIC_PRESUMED_FORBIDDEN,
            try_next=(USE_AGREED_WAY,),
        )._replace(doubts=(CONFERENCE_FROM_MEMORY,))
    if facts.state_prohibits_electronic:
        return forbidden(cited, ELECTRONIC_FORBIDDEN_BY_STATE, try_next=(USE_AGREED_WAY,))
    missing = [
        name
        for name in ("receipt_can_be_confirmed", "state_prohibits_electronic")
        if getattr(facts, name) is None
    ]
    if party is Standing.UNKNOWN:
        missing.append("hague_party")
    return waits_for(cited, *missing) if missing else opened(facts, cited, ELECTRONIC_OPEN)


@provision(CPL["283(1)(10)"], yields_to=_STATE_RULE)
@heeding("hague_party")
def agreed_way(facts: AddresseeAbroad) -> Finding:
    """May this addressee be served in another way it agrees to?"""
    cited = item(facts, "(1)(10)")
    if barred := foreign_state(facts, cited):
        return barred
    if not facts.under_2023_text:
        return closed((CPL_2021["274"],), NOT_IN_2021_TEXT)
    if facts.agreed is False:
        return closed(cited, NOTHING_AGREED)
    if facts.state_prohibits_agreed_way:
        return forbidden(cited, AGREED_FORBIDDEN_BY_STATE)
    missing = [
        name
        for name in ("agreed", "agreed_way", "state", "state_prohibits_agreed_way")
        if getattr(facts, name) is None
    ]
    if missing:
        return waits_for(cited, *missing)
    by_post_or_mail = facts.agreed_way in (AgreedWay.POST, AgreedWay.ELECTRONIC)
    if by_post_or_mail and not facts.region and _may_object(facts):
        return for_the_court(cited, AGREED_DESPITE_OBJECTION, code=NEEDS_REVIEW)
    return opened(facts, cited, AGREED_OPEN)


@provision(
    CPL["283(2)"],
    CPL_2021["274(8)"],
    PROVISIONS_2006["9"],
    INT["535"],
    yields_to=("abroad.regions.public_notice", *_STATE_RULE),
    source=ITEMS_OF_2021,
)
def public_notice(facts: AddresseeAbroad) -> Finding:
    """May this addressee be served by public notice, because no other way works?"""
    cited = (*item(facts, "(2)", "(8)"), PROVISIONS_2006["9"])
    if facts.nature is AddresseeNature.STATE:
        return forbidden((IMMUNITY["17"], *cited), NOTICE_ONLY_LAST)
    if facts.other_ways_exhausted is None:
        if facts.served_by_notice_before:
            return opened(facts, (INT["535"], *cited), NOTICE_GOES_ON)
        return waits_for(cited, "other_ways_exhausted")
    if not facts.other_ways_exhausted:
        return closed(cited, NOTICE_ONLY_LAST, try_next=(USE_OTHER_CHANNELS,))
    return opened(facts, cited, NOTICE_OPEN)


def _hague(facts: AddresseeAbroad) -> Standing:
    return hague_parties.standing(facts.state or "", facts.on, facts.hague_party)


def _treaty_standings(facts: AddresseeAbroad) -> tuple[Standing, Standing]:
    bilateral = service_treaty(facts.state or "", facts.on, confirmed=facts.bilateral_treaty)
    return bilateral, _hague(facts)


def _without_relations(facts: AddresseeAbroad, cited: Cited) -> Finding | None:
    if facts.diplomatic_relations:
        return None
    if facts.diplomatic_relations is False or facts.state in without_diplomatic_relations():
        return closed(cited, NO_RELATIONS)
    return None


def _objects(facts: AddresseeAbroad) -> bool:
    """An objection that is not known counts as one: the safe side for the addressee."""
    position = hague_parties.objection(facts.state or "", facts.on)
    return position in (Objection.YES, Objection.UNKNOWN)


def _may_object(facts: AddresseeAbroad) -> bool:
    party = _hague(facts)
    return party is not Standing.NO and (party is Standing.UNKNOWN or _objects(facts))


def _mail_by_state_law(facts: AddresseeAbroad, cited: Cited) -> Finding:
    if facts.state_allows_mail is None:
        return waits_for(cited, "state_allows_mail")
    if not facts.state_allows_mail:
        return forbidden(cited, MAIL_FORBIDDEN_BY_STATE, try_next=(USE_TREATY,))
    return opened(facts, cited, MAIL_OPEN)


def _mail_to_hague_party(facts: AddresseeAbroad, cited: Cited) -> Finding:
    position = hague_parties.objection(facts.state or "", facts.on)
    if facts.state_allows_mail is False or (position is Objection.YES and facts.state_allows_mail):
        return _mail_by_state_law(facts, cited)
    if position is Objection.YES:
        return forbidden(cited, MAIL_OBJECTED, try_next=(USE_TREATY, USE_AGREED_WAY))
    if position is Objection.UNKNOWN:
        return forbidden(cited, MAIL_POSITION_UNKNOWN, try_next=(USE_TREATY,))
    if position is Objection.NO:
        return opened(facts, cited, MAIL_OPEN)
    return _mail_on_conditions(facts, cited)


def _mail_on_conditions(facts: AddresseeAbroad, cited: Cited) -> Finding:
    party = hague_parties.parties()[facts.state or ""]
    conditions = [("registered_with_acknowledgement", facts.registered_with_acknowledgement)]
    if party.mail_language:
        conditions.append(("translated_for_state", facts.translated_for_state))
    if any(met is False for _, met in conditions):
        return forbidden(
            cited, MAIL_CONDITION_UNMET(notes=party.notes), try_next=(SEND_REGISTERED,)
        )
    missing = [name for name, met in conditions if met is None]
    return waits_for(cited, *missing) if missing else opened(facts, cited, MAIL_OPEN)
