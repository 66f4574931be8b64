"""Foreign arbitral awards before a Chinese court: the New York Convention, the court, refusal."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, CPL_2021, NEW_YORK
from yunqiao.law.states import MAINLAND, REGIONS, require_place

NOT_COMMERCIAL = reason("cooperation.award.not_commercial")
SEAT_NOT_IN_CONVENTION = reason("cooperation.award.seat_not_in_convention")
REFUSAL_GROUND_CLAIMED = reason("cooperation.award.refusal_ground_claimed")
RECOGNISED_UNLESS_REFUSED = reason("cooperation.award.recognised_unless_refused")
FACTS_MISSING = reason("cooperation.award.facts_missing")
COURT_OF_RESPONDENT = reason("cooperation.award.court_of_respondent")
COURT_OF_APPLICANT = reason("cooperation.award.court_of_applicant")
COURT_OF_CONNECTION = reason("cooperation.award.court_of_connection")
NO_COURT_HERE = reason("cooperation.award.no_court_here")
REPORT_REFUSAL = reason("cooperation.next.report_refusal")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignAward:
    """An award made outside China; `convention` is the officer's look at the list of parties."""

    on: date
    seat: str
    convention: bool | None = None
    commercial: bool | None = None
    refusal_ground_claimed: bool | None = None
    respondent_or_property_in_china: bool | None = None
    applicant_domiciled_in_china: bool | None = None
    other_connection: bool | None = None

    def __post_init__(self) -> None:
        """Refuse places whose awards are not foreign."""
        require_place("seat", self.seat)
        if self.seat == MAINLAND or self.seat in REGIONS:
            raise FactsError("seat", "is not a foreign State")


@provision(NEW_YORK["1"], NEW_YORK["5"], CPL["304"])
def award_may_be_recognised(facts: ForeignAward) -> Finding:
    """May this foreign award be recognised and enforced under the New York Convention?"""
    cited = (CPL["304"], NEW_YORK["1"])
    if facts.commercial is False:
        return no(cited, NOT_COMMERCIAL)
    if facts.convention is False:
        return no(cited, SEAT_NOT_IN_CONVENTION)
    missing = tuple(
        name
        for name in ("convention", "commercial", "refusal_ground_claimed")
        if getattr(facts, name) is None
    )
    if missing:
        return unknown(cited, FACTS_MISSING, missing=missing)
    if facts.refusal_ground_claimed:
        return for_the_court(
            (*cited, NEW_YORK["5"]), REFUSAL_GROUND_CLAIMED, try_next=(REPORT_REFUSAL,)
        )
    return yes((*cited, NEW_YORK["5"]), RECOGNISED_UNLESS_REFUSED)


@provision(CPL["304"], CPL_2021["290"])
def court_for_award(facts: ForeignAward) -> Finding:
    """Which intermediate court takes an application to recognise a foreign award?"""
    cited = (CPL["304"],) if facts.on >= CPL.in_force_from else (CPL_2021["290"],)
    if facts.respondent_or_property_in_china:
        return yes(cited, COURT_OF_RESPONDENT)
    if facts.respondent_or_property_in_china is None:
        return unknown(cited, FACTS_MISSING, missing="respondent_or_property_in_china")
    if facts.on < CPL.in_force_from:
        return no(cited, NO_COURT_HERE)
    if facts.applicant_domiciled_in_china:
        return yes(cited, COURT_OF_APPLICANT)
    if facts.other_connection:
        return for_the_court(cited, COURT_OF_CONNECTION)
    missing = tuple(
        name
        for name in ("applicant_domiciled_in_china", "other_connection")
        if getattr(facts, name) is None
    )
    return unknown(cited, FACTS_MISSING, missing=missing) if missing else no(cited, NO_COURT_HERE)
