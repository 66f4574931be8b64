"""Taking evidence abroad: treaty or diplomatic channel, missions, and video where the State allows it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.cooperation.applicable import Between, what_applies
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, CPL_2021, FOREIGN_LAW_2023, HEC
from yunqiao.law.registers.contradictions import about_relations
from yunqiao.law.registers.treaties import CooperationSubject
from yunqiao.law.states import MAINLAND, REGIONS, require_place

OPEN_BY_TREATY = reason("cooperation.evidence.open_by_treaty")
OPEN_BY_DIPLOMACY = reason("cooperation.evidence.open_by_diplomacy")
NO_RELATIONS = reason("cooperation.evidence.no_relations")
OPEN_BY_EMBASSY = reason("cooperation.evidence.open_by_embassy")
OPEN_BY_VIDEO = reason("cooperation.evidence.open_by_video")
OPEN_AS_AGREED = reason("cooperation.evidence.open_as_agreed")
STATE_PROHIBITS = reason("cooperation.evidence.state_prohibits")
NO_CONSENT = reason("cooperation.evidence.no_consent")
NOT_CHINESE = reason("cooperation.evidence.not_chinese")
NOT_IN_2021_TEXT = reason("cooperation.evidence.not_in_2021_text")
FACTS_MISSING = reason("cooperation.evidence.facts_missing")
MAY_TAKE_PART = reason("cooperation.evidence.may_take_part")
STATE_FORBIDS_ONLINE = reason("cooperation.evidence.state_forbids_online")
BY_TREATY = reason("cooperation.next.treaty_or_diplomatic")
MODEL_RULE = reason("cooperation.doubt.model_rule")


class EvidenceWay(Enum):
    """A way of taking evidence abroad (CPL 284)."""

    TREATY = "treaty"
    DIPLOMATIC = "diplomatic"
    EMBASSY = "embassy"
    VIDEO = "video"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAbroad:
    """Evidence in a State, the way wanted, and what is known of consent and of the State's law."""

    on: date
    state: str
    way: EvidenceWay
    chinese_national: bool | None = None
    both_parties_consent: bool | None = None
    state_prohibits: bool | None = None
    diplomatic_relations: bool | None = None
    bilateral_treaty: bool | None = None
    convention: bool | None = None

    def __post_init__(self) -> None:
        """Refuse places that are not foreign States."""
        require_place("state", self.state)
        if self.state == MAINLAND or self.state in REGIONS:
            raise FactsError(
                "state", "is not a foreign State; ask cooperation.applicable.what_applies"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineWitness:
    """A witness or expert in a State who is to be heard by video in a Chinese court."""

    state: str
    state_forbids_online: bool | None = None
    both_parties_consent: bool | None = None
    expert_on_foreign_law: bool = False

    def __post_init__(self) -> None:
        """Refuse a code that names no place."""
        require_place("state", self.state)


@provision(CPL["284"], HEC["1"])
def may_take_evidence(facts: EvidenceAbroad) -> Finding:
    """May the court take evidence in this State by this way?"""
    if facts.way is EvidenceWay.TREATY:
        return _by_treaty(facts)
    if facts.way is EvidenceWay.DIPLOMATIC:
        return _by_diplomacy(facts)
    if facts.on < CPL.in_force_from:
        return no(CPL_2021["283"], NOT_IN_2021_TEXT, try_next=(BY_TREATY,))
    if facts.state_prohibits:
        return no(CPL["284"], STATE_PROHIBITS, try_next=(BY_TREATY,))
    because, (name, condition) = {
        EvidenceWay.EMBASSY: (OPEN_BY_EMBASSY, ("chinese_national", facts.chinese_national)),
        EvidenceWay.VIDEO: (OPEN_BY_VIDEO, ("both_parties_consent", facts.both_parties_consent)),
        EvidenceWay.AGREED: (OPEN_AS_AGREED, ("both_parties_consent", facts.both_parties_consent)),
    }[facts.way]
    if condition is False:
        return no(CPL["284"], NOT_CHINESE if name == "chinese_national" else NO_CONSENT)
    missing = [name] if condition is None else []
    if facts.state_prohibits is None:
        missing.append("state_prohibits")
    if missing:
        return unknown(CPL["284"], FACTS_MISSING, missing=tuple(missing))
    return yes(CPL["284"], because)


@provision(
    FOREIGN_LAW_2023["7"],
    CPL["284(2)"],
    confidence=Confidence.KNOWN,
    source="corrections.md M17",
)
def may_hear_online(facts: OnlineWitness) -> Finding:
    """May a witness or expert who is abroad be heard by video?"""
    cited = (FOREIGN_LAW_2023["7"], CPL["284(2)"])
    if facts.state_forbids_online:
        return no(cited, STATE_FORBIDS_ONLINE, try_next=(BY_TREATY,))
    needs_consent = not facts.expert_on_foreign_law
    if needs_consent and facts.both_parties_consent is False:
        return no(CPL["284(2)"], NO_CONSENT, try_next=(BY_TREATY,))
    missing = ["state_forbids_online"] if facts.state_forbids_online is None else []
    if needs_consent and facts.both_parties_consent is None:
        missing.append("both_parties_consent")
    if missing:
        return unknown(cited, FACTS_MISSING, missing=tuple(missing))
    doubts = () if facts.expert_on_foreign_law else (MODEL_RULE,)
    return yes(cited, MAY_TAKE_PART, doubts=doubts)


def _by_treaty(facts: EvidenceAbroad) -> Finding:
    found = what_applies(
        Between(
            other=facts.state,
            subject=CooperationSubject.EVIDENCE,
            on=facts.on,
            bilateral_treaty=facts.bilateral_treaty,
            convention=facts.convention,
        )
    )
    return found._replace(because=(OPEN_BY_TREATY,)) if found.is_yes else found


def _by_diplomacy(facts: EvidenceAbroad) -> Finding:
    if facts.diplomatic_relations is None:
        return unknown(CPL["284"], FACTS_MISSING, missing="diplomatic_relations")
    if not facts.diplomatic_relations:
        return no(CPL["284"], NO_RELATIONS)
    doubts = about_relations(facts.state, facts.diplomatic_relations)
    return yes(CPL["284"], OPEN_BY_DIPLOMACY, doubts=doubts)
