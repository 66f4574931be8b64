"""Judgments and awards of Hong Kong, Macao and Taiwan: which text governs, and which court here takes them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import (
    HK_AWARDS,
    HK_CHOICE_JUDGMENTS,
    HK_FAMILY_JUDGMENTS,
    HK_JUDGMENTS,
    MACAO_JUDGMENTS,
    TAIWAN_JUDGMENTS,
)

FAMILY_NOT_KNOWN = reason("cooperation.regional.family_not_known")
FAMILY_TEXT = reason("cooperation.regional.family_text")
BEFORE_FAMILY_TEXT = reason("cooperation.regional.before_family_text")
TEXT_OF_2024 = reason("cooperation.regional.text_of_2024")
SOME_MATTERS_LEFT_OUT = reason("cooperation.regional.some_matters_left_out")
CHOICE_TEXT = reason("cooperation.regional.choice_text")
NO_TEXT = reason("cooperation.regional.no_text")
SUE_ANEW_HERE = reason("cooperation.regional.sue_anew_here")
LINK_NOT_KNOWN = reason("cooperation.regional.link_not_known")
NOT_THIS_COURT = reason("cooperation.regional.not_this_court")
LEVEL_NOT_KNOWN = reason("cooperation.regional.level_not_known")
INTERMEDIATE_ONLY = reason("cooperation.regional.intermediate_only")
COURT_OF_HONG_KONG_TEXT = reason("cooperation.regional.court_of_hong_kong_text")
COURT_OF_MACAO_TEXT = reason("cooperation.regional.court_of_macao_text")
COURT_OF_TAIWAN_TEXT = reason("cooperation.regional.court_of_taiwan_text")
TAIWAN_LINK_NOT_READ = reason("cooperation.regional.taiwan_link_not_read")
BOTH_PLACES_AT_ONCE = reason("cooperation.regional.both_places_at_once")
ONE_PLACE_FIRST = reason("cooperation.regional.one_place_first")
AWARD_TEXT_NOT_HELD = reason("cooperation.regional.award_text_not_held")


@dataclass(frozen=True, slots=True, kw_only=True)
class HongKongJudgment:
    """A judgment of Hong Kong; `choice_signed_on` is of a written choice of court in the sense of 2006."""

    judgment_on: date
    family: bool | None = None
    choice_signed_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "choice_signed_on", "judgment_on")


@provision(
    HK_JUDGMENTS["29"],
    HK_JUDGMENTS["30"],
    HK_JUDGMENTS["31"],
    HK_CHOICE_JUDGMENTS["1"],
    HK_FAMILY_JUDGMENTS["1"],
    confidence=Confidence.KNOWN,
    source="regional_arrangements.csv HK; the first day of the family text is known, not read",
)
def text_for_hong_kong(facts: HongKongJudgment) -> Finding:
    """Under which arrangement is this Hong Kong judgment recognised and enforced?"""
    if facts.family is None:
        return unknown(HK_JUDGMENTS["31"], FAMILY_NOT_KNOWN, missing="family")
    if facts.family:
        if HK_FAMILY_JUDGMENTS.in_force(facts.judgment_on):
            cited = (HK_JUDGMENTS["31"], HK_FAMILY_JUDGMENTS["1"])
            return yes(cited, FAMILY_TEXT, code="FAMILY")
        return no(HK_FAMILY_JUDGMENTS["1"], BEFORE_FAMILY_TEXT, code="NO_ARRANGEMENT", try_next=(SUE_ANEW_HERE,))  # fmt: skip
    chosen = facts.choice_signed_on
    if chosen and HK_CHOICE_JUDGMENTS.in_force(chosen) and not HK_JUDGMENTS.in_force(chosen):
        return yes((HK_JUDGMENTS["30"], HK_CHOICE_JUDGMENTS["1"]), CHOICE_TEXT, code="CHOICE_OF_COURT")  # fmt: skip
    if HK_JUDGMENTS.in_force(facts.judgment_on):
        return yes(HK_JUDGMENTS["29"], TEXT_OF_2024, code="GENERAL", doubts=(SOME_MATTERS_LEFT_OUT,))  # fmt: skip
    return no(HK_JUDGMENTS["29"], NO_TEXT, code="NO_ARRANGEMENT", try_next=(SUE_ANEW_HERE,))


class RegionOfJudgment(Enum):
    """Whose court gave the judgment."""

    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TAIWAN = "taiwan"


class LinkOfCourt(Enum):
    """What lies in the district of the court that is asked."""

    RESPONDENTS_DOMICILE = "respondents_domicile"
    RESPONDENTS_HABITUAL_RESIDENCE = "respondents_habitual_residence"
    PROPERTY = "property"
    APPLICANTS_DOMICILE = "applicants_domicile"
    APPLICANTS_HABITUAL_RESIDENCE = "applicants_habitual_residence"
    NONE = "none"


_COURTS: Final[dict[RegionOfJudgment, tuple[Citation, Reason, frozenset[LinkOfCourt]]]] = {
    RegionOfJudgment.HONG_KONG: (
        HK_JUDGMENTS["7"],
        COURT_OF_HONG_KONG_TEXT,
        frozenset(
            {
                LinkOfCourt.APPLICANTS_DOMICILE,
                LinkOfCourt.RESPONDENTS_DOMICILE,
                LinkOfCourt.PROPERTY,
            }
        ),
    ),
    RegionOfJudgment.MACAO: (
        MACAO_JUDGMENTS["4"],
        COURT_OF_MACAO_TEXT,
        frozenset(
            {
                LinkOfCourt.RESPONDENTS_DOMICILE,
                LinkOfCourt.RESPONDENTS_HABITUAL_RESIDENCE,
                LinkOfCourt.PROPERTY,
            }
        ),
    ),
    RegionOfJudgment.TAIWAN: (
        TAIWAN_JUDGMENTS["4"],
        COURT_OF_TAIWAN_TEXT,
        frozenset(LinkOfCourt) - {LinkOfCourt.NONE},
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalApplication:
    """A court here that is asked, what links it, and whether it is intermediate (or specialised)."""

    region: RegionOfJudgment
    link: LinkOfCourt | None = None
    intermediate_or_special: bool | None = None


@provision(
    HK_JUDGMENTS["7"],
    MACAO_JUDGMENTS["4"],
    TAIWAN_JUDGMENTS["4"],
    source="regional_arrangements.csv; the links of the Taiwan text are known, not read",
)
def court_for_regional_judgment(facts: RegionalApplication) -> Finding:
    """May this court take an application on a judgment of Hong Kong, Macao or Taiwan?"""
    cited, because, links = _COURTS[facts.region]
    if facts.link is None:
        return unknown(cited, LINK_NOT_KNOWN, missing="link")
    if facts.link not in links:
        return no(cited, NOT_THIS_COURT, because, code="OTHER_COURT")
    if facts.intermediate_or_special is None:
        return unknown(cited, LEVEL_NOT_KNOWN, missing="intermediate_or_special")
    if not facts.intermediate_or_special:
        return no(cited, INTERMEDIATE_ONLY, because, code="OTHER_COURT")
    doubts = (TAIWAN_LINK_NOT_READ,) if facts.region is RegionOfJudgment.TAIWAN else ()
    return yes(cited, because, code="COMPETENT", doubts=doubts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardInTwoPlaces:
    """An award between the mainland and a region, for which enforcement is asked in both on `on`."""

    region: RegionOfJudgment
    on: date


@provision(HK_AWARDS["3"], confidence=Confidence.KNOWN, source="regional_arrangements.csv HK awards: known, not read; the article is from memory")  # fmt: skip
def award_in_both_places(facts: AwardInTwoPlaces) -> Finding:
    """May enforcement of an award be asked on the mainland and in the region at the same time?"""
    if facts.region is not RegionOfJudgment.HONG_KONG:
        return for_the_court(HK_AWARDS["3"], AWARD_TEXT_NOT_HELD)
    if HK_AWARDS.in_force(facts.on):
        return yes(HK_AWARDS["3"], BOTH_PLACES_AT_ONCE)
    return no(HK_AWARDS["3"], ONE_PLACE_FIRST)
