"""What the filing court may answer: register, one correction notice, return, or a ruling."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Citation, Finding, Reason, reason, unknown, yes
from yunqiao.law.instruments import CPL, OLR, REGISTRATION, XB


class FilingBar(Enum):
    """Why a filing is not registered (XB 10)."""

    SOVEREIGNTY_OR_SECURITY = "harms_sovereignty_territory_or_security"
    UNITY = "harms_national_unity_ethnic_solidarity_or_religious_policy"
    UNLAWFUL_OR_SECRETS = "breaks_law_leaks_secrets_or_harms_national_interest"
    INSULTS = "insults_others"
    NOT_FOR_THE_COURTS = "outside_the_competence_of_the_courts"
    OTHERWISE_UNLAWFUL = "otherwise_unlawful"


REGISTER: Final = reason("filing.review.register")
ONE_NOTICE: Final = reason("filing.review.one_notice")
NOT_CORRECTED: Final = reason("filing.review.not_corrected")
STILL_DEFECTIVE: Final = reason("filing.review.still_defective")
BARRED: Final = reason("filing.review.barred")
INSULTS_NOTICE: Final = reason("filing.review.insults_notice")
NOT_ACCORDING_TO_LAW: Final = reason("filing.review.not_according_to_law")
INSISTED: Final = reason("filing.review.insisted")
MAY_INSIST: Final = reason("filing.review.may_insist")
MAY_APPEAL: Final = reason("filing.review.may_appeal")
MAY_FILE_AGAIN: Final = reason("filing.review.may_file_again")
WAIT_FOR_CORRECTION: Final = reason("filing.review.wait_for_correction")
COMPLETENESS_NOT_KNOWN: Final = reason("filing.review.completeness_not_known")
CONDITIONS_NOT_KNOWN: Final = reason("filing.review.conditions_not_known")
CORRECTION_NOT_KNOWN: Final = reason("filing.review.correction_not_known")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What the clerk has found.

    `conditions_met` is the answer of `filing.acceptance`. After a correction notice,
    `correction_period_ended` says whether its time has run out and `corrected` whether papers came.
    """

    bars: frozenset[FilingBar] = frozenset()
    papers_complete: bool | None = None
    conditions_met: bool | None = None
    correction_notice_given: bool = False
    corrected: bool | None = None
    correction_period_ended: bool | None = None
    party_insists: bool = False

    def __post_init__(self) -> None:
        if self.corrected and not self.correction_notice_given:
            raise ContradictionError("corrected", "correction_notice_given", "nothing was to correct")  # fmt: skip


@provision(
    CPL["126"],
    OLR["9"],
    XB["9"],
    XB["10"],
    REGISTRATION["7"],
    name="filing.review",
    source="online_procedure.md 3.1; corrections.md E30; paragraphs of Registration Provisions 7 known",
)
def review(facts: ReviewFacts) -> Finding:
    """What does the law propose for this filing?"""
    if facts.bars - {FilingBar.INSULTS} or (facts.bars and facts.correction_notice_given):
        return _returned(facts, XB["10"], BARRED)
    if facts.bars:
        return yes(XB["10"], INSULTS_NOTICE, code="ONE_NOTICE_TO_CORRECT")
    if facts.papers_complete is None:
        return unknown(XB["9"], COMPLETENESS_NOT_KNOWN, missing="papers_complete")
    if not facts.papers_complete:
        return _defective(facts)
    if facts.conditions_met is None:
        return unknown(CPL["126"], CONDITIONS_NOT_KNOWN, missing="conditions_met")
    if not facts.conditions_met:
        return _returned(facts, CPL["126"], NOT_ACCORDING_TO_LAW)
    return yes((CPL["126"], XB["9"]), REGISTER, code="REGISTER")


def _defective(facts: ReviewFacts) -> Finding:
    if not facts.correction_notice_given:
        return yes((XB["9"], OLR["9(2)"]), ONE_NOTICE, code="ONE_NOTICE_TO_CORRECT")
    if facts.corrected:
        cited = (REGISTRATION["7(3)"], CPL["126"])
        return yes(cited, STILL_DEFECTIVE, code="RULING_OF_INADMISSIBILITY", try_next=(MAY_APPEAL,))
    if facts.correction_period_ended is None:
        return unknown(XB["9"], CORRECTION_NOT_KNOWN, missing="correction_period_ended")
    if not facts.correction_period_ended:
        return yes(XB["9"], WAIT_FOR_CORRECTION, code="WAIT")
    if facts.party_insists:
        return _ruling(REGISTRATION["7(2)"], NOT_CORRECTED)
    cited = (XB["9"], REGISTRATION["7(2)"])
    return yes(cited, NOT_CORRECTED, code="RETURN_PAPERS", try_next=(MAY_INSIST, MAY_FILE_AGAIN))


def _returned(facts: ReviewFacts, cited: Citation, why: Reason) -> Finding:
    if facts.party_insists:
        return _ruling(cited, why)
    sources = (cited, OLR["9(3)"])
    return yes(sources, why, code="RETURN_WITH_REASONS", try_next=(MAY_INSIST,))


def _ruling(cited: Citation, why: Reason) -> Finding:
    sources = tuple(dict.fromkeys((cited, CPL["126"], OLR["9(3)"])))
    return yes(sources, why, INSISTED, code="RULING_OF_INADMISSIBILITY", try_next=(MAY_APPEAL,))
