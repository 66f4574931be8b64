"""Judicial relief: deferring, reducing or waiving the costs of those who cannot pay (Fees 44-51)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import FEES


class ReliefKind(Enum):
    """What is asked for."""

    EXEMPTION = "exemption"
    REDUCTION = "reduction"
    DEFERRAL = "deferral"


class ReliefGround(Enum):
    """Why it is asked; all but the last of each article bind the court."""

    DISABLED_WITHOUT_REGULAR_INCOME = "disabled_without_regular_income"
    CLAIMS_MAINTENANCE_OR_PENSION = "claims_maintenance_or_pension"
    ON_SUBSISTENCE_ALLOWANCE = "on_subsistence_allowance_without_other_income"
    HARMED_PROTECTING_OTHERS = "harmed_protecting_others_or_the_public"
    NATURAL_DISASTER = "natural_disaster_or_force_majeure"
    PREFERENTIAL_TREATMENT = "entitled_to_state_preferential_treatment"
    WELFARE_INSTITUTION = "welfare_institution_or_rescue_station"
    CLAIMS_SOCIAL_INSURANCE = "claims_social_insurance_or_severance"
    ACCIDENT_VICTIM = "victim_of_accident_or_personal_injury"
    RECEIVES_LEGAL_AID = "receives_legal_aid"
    OTHER_NEED = "other_real_need"


NATURAL_PERSONS_ONLY: Final = reason("fees.relief.natural_persons_only")
MUST_GRANT: Final = reason("fees.relief.must_grant")
AT_LEAST_THIRTY_PERCENT: Final = reason("fees.relief.at_least_thirty_percent")
BEFORE_FILING_DECISION: Final = reason("fees.relief.before_filing_decision")
OTHER_NEED: Final = reason("fees.relief.other_need")
NO_GROUND_FOR_THIS: Final = reason("fees.relief.no_ground_for_this")
ASK_FOR_ANOTHER_RELIEF: Final = reason("fees.relief.ask_for_another")
ASK_FOR_WHAT_IT_ALLOWS: Final = reason("fees.relief.ask_for_what_it_allows")
NO_WRITTEN_APPLICATION: Final = reason("fees.relief.no_written_application")
NO_PROOF: Final = reason("fees.relief.no_proof")
GIVE_REASONS: Final = reason("fees.relief.give_reasons_for_refusal")
WHO_WITHIN_THE_COURT: Final = reason("fees.relief.who_within_the_court")
OTHERS_OWE_IT_TOO: Final = reason("fees.relief.others_owe_it_too")
TREATED_DIFFERENTLY_ABROAD: Final = reason("fees.reciprocity.treated_differently")
TREATED_ALIKE: Final = reason("fees.reciprocity.treated_alike")

_ARTICLE: Final = {
    ReliefKind.EXEMPTION: "45",
    ReliefKind.REDUCTION: "46",
    ReliefKind.DEFERRAL: "47",
}
GROUNDS: Final = {
    ReliefKind.EXEMPTION: frozenset(
        {
            ReliefGround.DISABLED_WITHOUT_REGULAR_INCOME,
            ReliefGround.CLAIMS_MAINTENANCE_OR_PENSION,
            ReliefGround.ON_SUBSISTENCE_ALLOWANCE,
            ReliefGround.HARMED_PROTECTING_OTHERS,
        }
    ),
    ReliefKind.REDUCTION: frozenset(
        {
            ReliefGround.NATURAL_DISASTER,
            ReliefGround.PREFERENTIAL_TREATMENT,
            ReliefGround.WELFARE_INSTITUTION,
        }
    ),
    ReliefKind.DEFERRAL: frozenset(
        {
            ReliefGround.CLAIMS_SOCIAL_INSURANCE,
            ReliefGround.ACCIDENT_VICTIM,
            ReliefGround.RECEIVES_LEGAL_AID,
        }
    ),
}
"""The grounds of each relief that bind the court."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefFacts:
    """Who asks for which relief, why, with which papers (Fees 48), and whether they owe it alone."""

    asked: ReliefKind
    natural_person: bool
    grounds: frozenset[ReliefGround]
    written_application: bool | None = None
    proof_of_hardship: bool | None = None
    owed_with_others: bool = False


@provision(
    FEES["44"],
    FEES["45"],
    FEES["46"],
    FEES["47"],
    FEES["48"],
    FEES["49"],
    name="fees.relief",
    confidence=Confidence.KNOWN,
    source="fees.md 5.5 (aid); the grounds from the text of Order 481",
)
def relief(facts: ReliefFacts) -> Finding:
    """Must the court waive, reduce or defer the costs?"""
    if facts.asked is ReliefKind.EXEMPTION and not facts.natural_person:
        return no(FEES["44(2)"], NATURAL_PERSONS_ONLY, code="NOT_AVAILABLE", try_next=(ASK_FOR_ANOTHER_RELIEF,))  # fmt: skip
    article = FEES[_ARTICLE[facts.asked]]
    mandatory = facts.grounds & GROUNDS[facts.asked]
    if not mandatory and ReliefGround.OTHER_NEED not in facts.grounds:
        return no(article, NO_GROUND_FOR_THIS, GIVE_REASONS, code="NO_GROUND", try_next=(ASK_FOR_WHAT_IT_ALLOWS,))  # fmt: skip
    papers = _papers(facts)
    if papers:
        return papers
    because = _terms(facts.asked)
    cited = (article, FEES["48"])
    doubts = (WHO_WITHIN_THE_COURT, *((OTHERS_OWE_IT_TOO,) if facts.owed_with_others else ()))
    if mandatory:
        return yes(cited, MUST_GRANT, *because, code="MUST_GRANT", doubts=doubts)
    return for_the_court(cited, OTHER_NEED, *because, doubts=doubts)


def _papers(facts: ReliefFacts) -> Finding | None:
    for name, missing_paper in (
        ("written_application", NO_WRITTEN_APPLICATION),
        ("proof_of_hardship", NO_PROOF),
    ):
        given = getattr(facts, name)
        if given is None:
            return unknown(FEES["48"], missing_paper, missing=name)
        if not given:
            return no(FEES["48"], missing_paper, code="PAPERS_MISSING", try_next=(missing_paper,))
    return None


def _terms(asked: ReliefKind) -> tuple[Reason, ...]:
    if asked is ReliefKind.REDUCTION:
        return (AT_LEAST_THIRTY_PERCENT,)
    return (BEFORE_FILING_DECISION,) if asked is ReliefKind.DEFERRAL else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocityFacts:
    """Whether the foreign party's own State charges Chinese parties more than its own people."""

    their_courts_charge_chinese_parties_more: bool | None = None


@provision(FEES["5"], name="fees.reciprocity")
def reciprocity(facts: ReciprocityFacts) -> Finding:
    """Does a foreign party pay by the same Measures as anyone else?"""
    if facts.their_courts_charge_chinese_parties_more:
        return for_the_court(FEES["5"], TREATED_DIFFERENTLY_ABROAD)
    return yes(FEES["5"], TREATED_ALIKE, code="SAME_MEASURES")
