"""Consent to online steps, party by party and step by step, its withdrawal, and going offline."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import OLR
from yunqiao.law.limits.table import period_of

ALL_ONLINE = reason("hearing.all_online")
SOME_ONLINE = reason("hearing.some_online")
NONE_ONLINE = reason("hearing.none_online")
CONSENT_IS_PER_STEP = reason("hearing.consent_is_per_step")
ASK_EACH_PARTY = reason("hearing.ask_each_party")
WITHDRAWN_IN_TIME = reason("hearing.withdrawn_in_time")
WITHDRAWN_TO_DELAY = reason("hearing.withdrawn_to_delay")
WITHDRAWN_LATE = reason("hearing.withdrawn_late")
MUST_GO_OFFLINE = reason("hearing.must_go_offline")
ASKED_TO_GO_OFFLINE = reason("hearing.asked_to_go_offline")
STAYS_ONLINE = reason("hearing.stays_online")
DONE_PARTS_STAY_VALID = reason("hearing.done_parts_stay_valid")
VERIFY_AND_LINK = reason("hearing.verify_and_link")


class OnlineStep(Enum):
    """A step of the proceedings; consent is asked for each."""

    FILING = "filing"
    MEDIATION = "mediation"
    EVIDENCE_EXCHANGE = "evidence exchange"
    QUESTIONING = "questioning"
    HEARING = "hearing"
    PRONOUNCEMENT = "pronouncement of judgment"
    SERVICE = "service of process"
    ENFORCEMENT = "enforcement"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartysConsent:
    """What a party has agreed to, refused, or chosen of its own accord.

    `asked_and_silent` means that the party was told and asked, and did not answer in the time set.
    """

    name: str
    agreed_to: frozenset[OnlineStep] = frozenset()
    chose_itself: frozenset[OnlineStep] = frozenset()
    refused: frozenset[OnlineStep] = frozenset()
    asked_and_silent: bool = False

    def __post_init__(self) -> None:
        if self.refused & (self.agreed_to | self.chose_itself):
            raise ContradictionError("refused", "agreed_to", "a step is both agreed to and refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOnline:
    """A step, and what each party has said."""

    step: OnlineStep
    parties: tuple[PartysConsent, ...]

    def __post_init__(self) -> None:
        if not self.parties:
            raise FactsError("parties", "name the parties")


@provision(OLR["2(2)"], OLR["4"], OLR["10"])
def may_go_online(question: StepOnline) -> Finding:
    """Who may take this step online, and who offline?"""
    online: list[str] = []
    offline: list[str] = []
    missing: list[str] = []
    for n, party in enumerate(question.parties):
        if question.step in party.agreed_to | party.chose_itself:
            online.append(party.name)
        elif question.step in party.refused or party.asked_and_silent:
            offline.append(party.name)
        else:
            missing.append(f"parties[{n}].agreed_to")
    cited, value = (OLR["4"], OLR["10"]), {"online": online, "offline": offline}
    if missing:
        return unknown(
            cited,
            CONSENT_IS_PER_STEP,
            missing=tuple(missing),
            value=value,
            try_next=(ASK_EACH_PARTY,),
        )
    if not offline:
        return yes(cited, ALL_ONLINE, code="ONLINE", value=value)
    if online:
        return yes(cited, SOME_ONLINE, CONSENT_IS_PER_STEP, code="MIXED", value=value)
    return no(cited, NONE_ONLINE, code="OFFLINE", value=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawal:
    """A party takes back its consent before a step."""

    reasonable_time_before_step: bool | None = None
    meant_to_delay: bool = False


@provision(OLR["5(2)"])
def may_withdraw_consent(withdrawal: ConsentWithdrawal) -> Finding:
    """May the party take back its consent to an online step?"""
    if withdrawal.meant_to_delay:
        return no(OLR["5(2)"], WITHDRAWN_TO_DELAY)
    if withdrawal.reasonable_time_before_step is None:
        return unknown(OLR["5(2)"], missing="reasonable_time_before_step")
    if not withdrawal.reasonable_time_before_step:
        return for_the_court(OLR["5(2)"], WITHDRAWN_LATE)
    return yes(OLR["5(2)"], WITHDRAWN_IN_TIME, code="OFFLINE", try_next=(DONE_PARTS_STAY_VALID,))


class OfflineGround(Enum):
    """Why another party asks for a step on site."""

    COMPLEX = "complex case"
    WITNESS_ON_SITE = "witness needed on site"
    ORIGINALS = "originals or objects to be checked"
    OTHER = "other good reason"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchToOffline:
    """What speaks against going on online."""

    lacks_ability_or_means: bool = False
    step_unsuitable: bool = False
    other_party_asks: OfflineGround = OfflineGround.NONE


@provision(OLR["5(1)"], OLR["5(3)"])
def must_go_offline(switch: SwitchToOffline) -> Finding:
    """Must the step be taken offline?"""
    if switch.lacks_ability_or_means or switch.step_unsuitable:
        return yes(OLR["5"], MUST_GO_OFFLINE, DONE_PARTS_STAY_VALID, code="OFFLINE")
    if switch.other_party_asks is not OfflineGround.NONE:
        return for_the_court(OLR["5"], ASKED_TO_GO_OFFLINE)
    return no(OLR["5"], STAYS_ONLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefendantsAnswer:
    """The day on which a defendant agreed to the online procedure."""

    agreed_on: date


@provision(OLR["10"])
def verify_and_link_by(answer: DefendantsAnswer) -> Finding:
    """By when must the defendant verify identity and link the case?"""
    return deadline(OLR["10"], period_of("link_online_case"), answer.agreed_on, VERIFY_AND_LINK)
