"""Whether a hearing or another act may be held online, at the same time or at separate times."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, FOREIGN_LAW_2023, OLR

FIT_FOR_ONLINE = reason("hearing.fit_for_online")
NOT_FIT_FOR_ONLINE = reason("hearing.not_fit_for_online")
FITNESS_FOR_COURT = reason("hearing.fitness_for_court")
HOLD_ON_SITE = reason("hearing.hold_on_site")
ASYNCHRONOUS_OPEN = reason("hearing.asynchronous_open")
ASYNCHRONOUS_NOT_AGREED = reason("hearing.asynchronous_not_agreed")
ONLY_SMALL_OR_SUMMARY = reason("hearing.only_small_or_summary")
ATTENDANCE_NOT_DIFFICULT = reason("hearing.attendance_not_difficult")
NO_WRITTEN_REQUEST = reason("hearing.no_written_request")
FACTS_IN_DISPUTE = reason("hearing.facts_in_dispute")
SMALL_CLAIMS_NOT_FOREIGN = reason("hearing.small_claims_not_foreign")
EXCHANGE_SAME_TIME = reason("hearing.exchange_same_time")
EXCHANGE_SEPARATE = reason("hearing.exchange_separate")
NOTICE_MUST_SAY_HOW = reason("hearing.notice_must_say_how")
ABSENT_PARTY_OFFLINE = reason("hearing.absent_party_offline")
PLACE_SUITABLE = reason("hearing.place_suitable")
PLACE_UNSUITABLE = reason("hearing.place_unsuitable")
OTHER_PLACE_WITH_LEAVE = reason("hearing.other_place_with_leave")
EXPERT_ONLINE = reason("hearing.expert_online")
STATE_FORBIDS = reason("hearing.state_forbids")
BOTH_PARTIES_CONSENT = reason("hearing.both_parties_consent")
BY_ANALOGY = reason("hearing.by_analogy")


class AgainstOnline(Enum):
    """What speaks against an online hearing (OLR 21)."""

    ALL_REFUSE = "all parties refuse"
    ONE_REFUSES_WITH_REASON = "one party refuses with good reason"
    NO_MEANS = "the parties lack means or ability"
    CHECK_ON_SITE = "persons, originals or objects to be checked on site"
    COMPLEX = "complex, with much evidence"
    SECRETS = "state security or state secrets"
    GREAT_ATTENTION = "great public attention"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineHearing:
    """What speaks against holding the hearing online; none if the set is empty."""

    against: frozenset[AgainstOnline]


_DISCRETION: Final = frozenset({AgainstOnline.COMPLEX, AgainstOnline.OTHER})


@provision(OLR["21"])
def may_be_online(hearing: OnlineHearing) -> Finding:
    """May the hearing be held online?"""
    if hearing.against - _DISCRETION:
        return no(OLR["21"], NOT_FIT_FOR_ONLINE, code="ON_SITE", try_next=(HOLD_ON_SITE,))
    if hearing.against:
        return for_the_court(OLR["21"], FITNESS_FOR_COURT)
    return yes(OLR["21"], FIT_FOR_ONLINE, code="ONLINE")


class Procedure(Enum):
    """The procedure in which the case is tried."""

    ORDINARY = "ordinary"
    SUMMARY = "summary"
    SMALL_CLAIMS = "small claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsynchronousHearing:
    """A hearing whose questions and answers come at separate times."""

    procedure: Procedure
    foreign_related: bool = False
    attendance_really_difficult: bool | None = None
    requested_in_writing: bool | None = None
    all_agree: bool | None = None
    no_dispute_after_exchange: bool | None = None


@provision(OLR["20(2)"], CPL["166(2)"])
def may_be_asynchronous(hearing: AsynchronousHearing) -> Finding:
    """May the hearing itself be asynchronous?"""
    if hearing.procedure is Procedure.ORDINARY:
        return no(OLR["20(2)"], ONLY_SMALL_OR_SUMMARY)
    if hearing.procedure is Procedure.SMALL_CLAIMS and hearing.foreign_related:
        return no(CPL["166(2)"], SMALL_CLAIMS_NOT_FOREIGN)
    conditions = {
        "attendance_really_difficult": ATTENDANCE_NOT_DIFFICULT,
        "requested_in_writing": NO_WRITTEN_REQUEST,
        "all_agree": ASYNCHRONOUS_NOT_AGREED,
        "no_dispute_after_exchange": FACTS_IN_DISPUTE,
    }
    for name, why in conditions.items():
        if getattr(hearing, name) is False:
            return no(OLR["20(2)"], why, try_next=(HOLD_ON_SITE,))
    missing = tuple(name for name in conditions if getattr(hearing, name) is None)
    if missing:
        return unknown(OLR["20(2)"], missing=missing)
    return yes(OLR["20(2)"], ASYNCHRONOUS_OPEN, code="ASYNCHRONOUS")


@dataclass(frozen=True, slots=True, kw_only=True)
class AsynchronousAct:
    """Mediation, evidence exchange, questioning or the like at separate times."""

    evidence_exchange: bool = False
    all_agree_to_online: bool | None = None
    all_agree_to_separate_times: bool | None = None


@provision(OLR["14"], OLR["20(1)"])
def act_may_be_asynchronous(act: AsynchronousAct) -> Finding:
    """May this act be asynchronous?"""
    cited = (OLR["14"], OLR["20(1)"]) if act.evidence_exchange else (OLR["20(1)"],)
    if act.all_agree_to_separate_times:
        return yes(cited, EXCHANGE_SEPARATE, code="ASYNCHRONOUS")
    if act.evidence_exchange and act.all_agree_to_online:
        return no(OLR["14"], EXCHANGE_SAME_TIME, code="SYNCHRONOUS")
    if act.all_agree_to_separate_times is None:
        return unknown(cited, missing="all_agree_to_separate_times")
    return no(cited, ASYNCHRONOUS_NOT_AGREED, code="SYNCHRONOUS")


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingByPublicNotice:
    """An online hearing summoned by public notice."""

    notice_says_how_to_attend: bool
    addressee_consented_before_hearing: bool = False


@provision(OLR["23"])
def public_notice_hearing(hearing: HearingByPublicNotice) -> Finding:
    """May a party summoned by public notice be heard online?"""
    if not hearing.notice_says_how_to_attend:
        return no(OLR["23"], NOTICE_MUST_SAY_HOW, code="OFFLINE")
    if not hearing.addressee_consented_before_hearing:
        return no(OLR["23"], ABSENT_PARTY_OFFLINE, code="PARTY_OFFLINE")
    return yes(OLR["23"], FIT_FOR_ONLINE, code="ONLINE")


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingPlace:
    """The place from which someone takes part."""

    by_the_court: bool = False
    in_online_courtroom: bool = True
    presidents_leave: bool = False
    quiet_closed_light_connected: bool | None = None


@provision(OLR["24"])
def place_is_suitable(place: HearingPlace) -> Finding:
    """Is the place suitable for taking part?"""
    if place.by_the_court:
        if place.in_online_courtroom:
            return yes(OLR["24"], PLACE_SUITABLE)
        if place.presidents_leave:
            return yes(OLR["24"], OTHER_PLACE_WITH_LEAVE)
        return no(OLR["24"], OTHER_PLACE_WITH_LEAVE)
    if place.quiet_closed_light_connected is None:
        return unknown(OLR["24"], missing="quiet_closed_light_connected")
    if not place.quiet_closed_light_connected:
        return no(OLR["24"], PLACE_UNSUITABLE)
    return yes(OLR["24"], PLACE_SUITABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAbroad:
    """Someone abroad who is to be heard by video."""

    expert_on_foreign_law: bool
    state_forbids: bool | None = None
    both_parties_consent: bool | None = None


@provision(FOREIGN_LAW_2023["7"], CPL["284(2)"], confidence=Confidence.UNCERTAIN, source="corrections M17: a model rule for witnesses by analogy")  # fmt: skip
def may_be_heard_from_abroad(person: PersonAbroad) -> Finding:
    """May a person abroad be heard online?"""
    expert = person.expert_on_foreign_law
    cited = FOREIGN_LAW_2023["7"] if expert else CPL["284(2)"]
    doubts: tuple[Reason, ...] = () if expert else (BY_ANALOGY,)
    if person.state_forbids is None:
        return unknown(cited, missing="state_forbids", doubts=doubts)
    if person.state_forbids:
        return no(cited, STATE_FORBIDS, doubts=doubts)
    if expert:
        return yes(cited, EXPERT_ONLINE)
    if person.both_parties_consent is None:
        return unknown(cited, missing="both_parties_consent", doubts=doubts)
    if not person.both_parties_consent:
        return no(cited, BOTH_PARTIES_CONSENT, doubts=doubts)
    return yes(cited, BOTH_PARTIES_CONSENT, doubts=doubts)
