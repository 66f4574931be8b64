"""What an act done online is worth: its matter, its author, its signature, its record (OLR 1, 3, 7, 33, 34)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.hearing.consent import OnlineStep
from yunqiao.law.instruments import CICC, CPL, OLR

AS_GOOD_AS_OFFLINE = reason("hearing.online_act.as_good_as_offline")
CONSENT_NOT_KNOWN = reason("hearing.online_act.consent_not_known")
NO_CONSENT = reason("hearing.online_act.no_consent")
OTHER_MATTER = reason("hearing.online_act.other_matter")
SOME_CRIMINAL_CASES = reason("hearing.online_act.some_criminal_cases")
OWN_ACT = reason("hearing.online_act.own_act")
NOT_OWN_ACT = reason("hearing.online_act.not_own_act")
CLAIMED_NOT_SHOWN = reason("hearing.online_act.claimed_not_shown")
SHOW_IT = reason("hearing.online_act.show_it")
IDENTITY_NOT_KNOWN = reason("hearing.online_act.identity_not_known")
CHECK_AGAIN = reason("hearing.online_act.check_again")
CHECKED = reason("hearing.online_act.checked")
NO_NEW_CHECK = reason("hearing.online_act.no_new_check")
SIGNED = reason("hearing.online_act.signed")
NOT_SIGNED = reason("hearing.online_act.not_signed")
NOT_CHECKED = reason("hearing.online_act.not_checked")
RECORD_COUNTS = reason("hearing.online_act.record_counts")
CONFIRM_ONLINE = reason("hearing.online_act.confirm_online")
NETWORK_AT_CICC = reason("hearing.online_act.network_at_cicc")
BY_CONSENT_ELSEWHERE = reason("hearing.online_act.by_consent_elsewhere")


class OnlineMatter(Enum):
    """What kind of proceedings an online act belongs to."""

    CIVIL_OR_ADMINISTRATIVE = "civil_or_administrative_suit"
    CRIMINAL = "criminal_case"
    SPECIAL_PROCEDURE = "special_procedure_payment_order_or_bankruptcy"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


_MATTERS: Final[dict[OnlineMatter, tuple[Citation, ...]]] = {
    OnlineMatter.CIVIL_OR_ADMINISTRATIVE: (CPL["16"], OLR["1"], OLR["3"]),
    OnlineMatter.SPECIAL_PROCEDURE: (CPL["16"], OLR["1"], OLR["3"]),
    OnlineMatter.ENFORCEMENT: (OLR["1"], OLR["3"], OLR["36"]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineAct:
    """An act done on the platform; `consented`: its author agreed to, or chose, this step online."""

    matter: OnlineMatter
    consented: bool | None = None


@provision(CPL["16"], OLR["1"], OLR["3"], OLR["36"])
def has_effect(act: OnlineAct) -> Finding:
    """Has the act done online the same effect as one done at the court?"""
    if act.consented is None:
        return unknown(CPL["16"], CONSENT_NOT_KNOWN, missing="consented")
    if not act.consented:
        return no(CPL["16"], NO_CONSENT)
    if act.matter is OnlineMatter.CRIMINAL:
        return for_the_court(OLR["3"], SOME_CRIMINAL_CASES)
    if act.matter is OnlineMatter.OTHER:
        return for_the_court(OLR["3"], OTHER_MATTER)
    return yes(_MATTERS[act.matter], AS_GOOD_AS_OFFLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActInAccount:
    """An act in a person's account, which that person says was not theirs (or does not)."""

    theft_or_error_claimed: bool = False
    theft_or_error_shown: bool | None = None


@provision(OLR["7"], source="online_procedure.md 3.2; corrections.md M29")
def act_is_own(act: ActInAccount) -> Finding:
    """Does an act in the account count as the act of its holder?"""
    if act.theft_or_error_shown:
        return no(OLR["7"], NOT_OWN_ACT)
    if not act.theft_or_error_claimed:
        return yes(OLR["7"], OWN_ACT)
    if act.theft_or_error_shown is None:
        missing = "theft_or_error_shown"
        return unknown(OLR["7"], CLAIMED_NOT_SHOWN, missing=missing, try_next=(SHOW_IT,))
    return yes(OLR["7"], OWN_ACT)


_CHECKED_AGAIN: Final = frozenset(
    {OnlineStep.MEDIATION, OnlineStep.EVIDENCE_EXCHANGE, OnlineStep.HEARING}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityAtStep:
    """A step about to begin, and whether identity was verified again for it."""

    step: OnlineStep
    verified_again: bool | None = None


@provision(OLR["7"])
def identity_suffices(facts: IdentityAtStep) -> Finding:
    """Is the participant's identity verified as this step requires?"""
    if facts.step not in _CHECKED_AGAIN:
        return yes(OLR["7"], NO_NEW_CHECK)
    if facts.verified_again is None:
        return unknown(OLR["7"], IDENTITY_NOT_KNOWN, missing="verified_again", try_next=(CHECK_AGAIN,))  # fmt: skip
    if not facts.verified_again:
        return no(OLR["7"], IDENTITY_NOT_KNOWN, try_next=(CHECK_AGAIN,))
    return yes(OLR["7"], CHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineRecord:
    """A record, agreement or certificate, and how its signer confirmed it on the platform."""

    confirmed_online: bool = False
    signed_electronically: bool = False
    checked_by_the_parties: bool | None = None


@provision(OLR["33"], OLR["34"])
def record_counts(record: OnlineRecord) -> Finding:
    """Is the electronic record signed, and does it count like one on paper?"""
    if not (record.confirmed_online or record.signed_electronically):
        return no(OLR["33"], NOT_SIGNED, try_next=(CONFIRM_ONLINE,))
    if record.checked_by_the_parties is None:
        return unknown(OLR["34"], SIGNED, missing="checked_by_the_parties")
    if not record.checked_by_the_parties:
        return no(OLR["34"], NOT_CHECKED, try_next=(CONFIRM_ONLINE,))
    return yes((OLR["33"], OLR["34"]), SIGNED, RECORD_COUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEvidence:
    """Evidence to be examined over the network; `all_agree` is asked at other courts only."""

    before_cicc: bool
    all_agree: bool | None = None


@provision(CICC["10"], OLR["14"], source="corrections.md M16; online_procedure.md 3.2")
def evidence_over_network(evidence: NetworkEvidence) -> Finding:
    """May evidence be examined over the network?"""
    if evidence.before_cicc:
        return yes(CICC["10"], NETWORK_AT_CICC)
    if evidence.all_agree is None:
        return unknown(OLR["14"], BY_CONSENT_ELSEWHERE, missing="all_agree")
    return yes(OLR["14"], BY_CONSENT_ELSEWHERE) if evidence.all_agree else no(OLR["14"], BY_CONSENT_ELSEWHERE)  # fmt: skip
