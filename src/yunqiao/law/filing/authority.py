"""The power of attorney: the formality it needs by who signs it and where."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.filing.category import LitigantCategory
from yunqiao.law.findings import Finding, Outcome, no, reason, unknown, yes
from yunqiao.law.formality.document import DocumentFacts, ForeignPaper, document
from yunqiao.law.instruments import CPL, INT, XB
from yunqiao.law.states import MAINLAND, require_place


class PowerCertification(Enum):
    """How the power of attorney was certified."""

    NOT = "not_certified"
    BY_VIDEO = "witnessed_by_judge_on_video"
    BEFORE_JUDGE = "signed_before_judge"
    MAINLAND_NOTARY = "notarised_in_the_mainland"
    CHINESE_MISSION = "certified_by_chinese_mission"
    OVERSEAS_CHINESE_BODY = "certified_by_patriotic_overseas_chinese_body"
    WITH_FORMALITY = "notarised_with_the_formality_of_its_place"


WITNESSED: Final = reason("filing.authority.witnessed")
NOTARISED_IN_MAINLAND: Final = reason("filing.authority.notarised_in_mainland")
BY_MISSION: Final = reason("filing.authority.by_mission")
BY_OVERSEAS_CHINESE_BODY: Final = reason("filing.authority.by_overseas_chinese_body")
FORMALITY_DONE: Final = reason("filing.authority.formality_done")
NO_FORMALITY_AT_HOME: Final = reason("filing.authority.no_formality_at_home")
MISSION_ONLY_FOR_CITIZENS: Final = reason("filing.authority.mission_only_for_citizens")
MISSION_NEEDED: Final = reason("filing.authority.mission_needed")
THIRD_STATE_MISSION: Final = reason("filing.authority.third_state_mission")
SIGNED_IN_MAINLAND: Final = reason("filing.authority.signed_in_mainland")
PLACE_NOT_KNOWN: Final = reason("filing.authority.place_not_known")
VIDEO_WITNESSING: Final = reason("filing.authority.video_witnessing")
SIGN_BEFORE_JUDGE_OR_NOTARY: Final = reason("filing.authority.judge_or_notary")
BEFORE_THE_HEARING: Final = reason("filing.authority.before_the_hearing")


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerOfAttorneyFacts:
    """Who signed, where (ISO code), on which court-local date, and how it was certified."""

    principal: LitigantCategory
    on: date
    signed_in: str | None = None
    certified: PowerCertification = PowerCertification.NOT
    apostille_confirmed_since: date | None = None

    def __post_init__(self) -> None:
        require_place("signed_in", self.signed_in)
        if self.certified is PowerCertification.MAINLAND_NOTARY and self.signed_in not in (
            None,
            MAINLAND,
        ):
            raise ContradictionError("certified", "signed_in", "a notary of the Mainland certifies what is signed there")  # fmt: skip


@provision(
    CPL["62"],
    CPL["275"],
    INT["523"],
    INT["524"],
    XB["6"],
    XB["8"],
    name="filing.power_of_attorney",
)
def power_of_attorney(facts: PowerOfAttorneyFacts) -> Finding:
    """Does this power of attorney have the formality it needs?"""
    citizen = facts.principal is LitigantCategory.MAINLAND_CITIZEN_ABROAD
    match facts.certified:
        case PowerCertification.BY_VIDEO:
            return yes((XB["6"], INT["523"]), WITNESSED, BEFORE_THE_HEARING, code="VALID")
        case PowerCertification.BEFORE_JUDGE:
            return yes(INT["523"], WITNESSED, BEFORE_THE_HEARING, code="VALID")
        case PowerCertification.MAINLAND_NOTARY:
            return yes(INT["524"], NOTARISED_IN_MAINLAND, BEFORE_THE_HEARING, code="VALID")
        case PowerCertification.WITH_FORMALITY:
            return yes((CPL["275"], XB["8"]), FORMALITY_DONE, BEFORE_THE_HEARING, code="VALID")
        case PowerCertification.CHINESE_MISSION | PowerCertification.OVERSEAS_CHINESE_BODY if (
            citizen
        ):
            body = facts.certified is PowerCertification.OVERSEAS_CHINESE_BODY
            why = BY_OVERSEAS_CHINESE_BODY if body else BY_MISSION
            return yes(CPL["62(3)"], why, BEFORE_THE_HEARING, code="VALID")
        case PowerCertification.CHINESE_MISSION | PowerCertification.OVERSEAS_CHINESE_BODY:
            return no(CPL["275"], MISSION_ONLY_FOR_CITIZENS, code="NOT_ENOUGH", try_next=(VIDEO_WITNESSING,))  # fmt: skip
        case _:
            return _uncertified(facts)


def _uncertified(facts: PowerOfAttorneyFacts) -> Finding:
    if facts.principal is LitigantCategory.NOT_CROSS_BORDER:
        return yes(CPL["62(1)"], NO_FORMALITY_AT_HOME, BEFORE_THE_HEARING, code="VALID")
    if facts.signed_in is None:
        return unknown((CPL["62(3)"], CPL["275"]), PLACE_NOT_KNOWN, missing="signed_in")
    citizen = facts.principal is LitigantCategory.MAINLAND_CITIZEN_ABROAD
    if facts.signed_in == MAINLAND:
        if citizen:
            return yes(CPL["62(1)"], NO_FORMALITY_AT_HOME, BEFORE_THE_HEARING, code="VALID")
        cited = (INT["523"], INT["524"])
        return no(cited, SIGNED_IN_MAINLAND, code="JUDGE_OR_NOTARY", try_next=(SIGN_BEFORE_JUDGE_OR_NOTARY,))  # fmt: skip
    if citizen:
        steps = (VIDEO_WITNESSING, THIRD_STATE_MISSION)
        return no(CPL["62(3)"], MISSION_NEEDED, code="CHINESE_MISSION", try_next=steps)
    return _from_outside(facts, facts.signed_in)


def _from_outside(facts: PowerOfAttorneyFacts, signed_in: str) -> Finding:
    needed = document(
        DocumentFacts(
            paper=ForeignPaper.POWER_OF_ATTORNEY,
            on=facts.on,
            made_in=signed_in,
            apostille_confirmed_since=facts.apostille_confirmed_since,
        )
    )
    if needed.missing:
        return needed._replace(try_next=(VIDEO_WITNESSING,))
    return needed._replace(
        outcome=Outcome.NO, citations=(*needed.citations, XB["8"]), try_next=(VIDEO_WITNESSING,)
    )
