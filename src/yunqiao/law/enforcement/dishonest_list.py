"""The list of dishonest judgment debtors: who is listed, for how long, correction and deletion."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import DISHONEST_LIST, DISHONEST_LIST_2013
from yunqiao.law.periods import Period, Unit, last_day

LISTED = reason("enforcement.listed")
NO_GROUND_TO_LIST = reason("enforcement.no_ground_to_list")
NOT_MINORS = reason("enforcement.not_minors")
SECURED_ENOUGH = reason("enforcement.secured_enough")
OLD_LIST_TEXT = reason("enforcement.old_list_text")
REVISION_NOT_READ = reason("enforcement.revision_not_read")
TWO_YEARS_ON_LIST = reason("enforcement.two_years_on_list")
PROLONGED_ON_LIST = reason("enforcement.prolonged_on_list")
NO_TERM_ON_LIST = reason("enforcement.no_term_on_list")
DECIDE_ON_LISTING = reason("enforcement.decide_on_listing")
DELETE_FROM_LIST = reason("enforcement.delete_from_list")
NO_GROUND_TO_DELETE = reason("enforcement.no_ground_to_delete")
EXAMINE_CORRECTION = reason("enforcement.examine_correction")
CORRECT_LISTING = reason("enforcement.correct_listing")
REVIEW_OF_REFUSAL = reason("enforcement.review_of_refusal")

SOURCE: Final = "online_procedure.md 3.6: 2013 text verified, 2017 revision known"
LONGEST_PROLONGATION: Final = 3


class ListingGround(Enum):
    """The six grounds for the list."""

    ABLE_BUT_UNWILLING = "able to perform but does not"
    OBSTRUCTION = "obstructs enforcement by false evidence, violence or threats"
    EVASION = "evades enforcement by sham suits or by hiding assets"
    REPORT_BREACH = "breaks the duty to report assets"
    CONSUMPTION_BREACH = "breaks the limits on consumption"
    SETTLEMENT_BREACH = "breaks an enforcement settlement without good reason"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A debtor who may be put on the list."""

    ground: ListingGround
    on: date
    minor: bool = False
    secured_or_seized_enough: bool | None = None


@provision(DISHONEST_LIST["1"], DISHONEST_LIST["3"], DISHONEST_LIST["4"], DISHONEST_LIST_2013["1"], confidence=Confidence.KNOWN, source=SOURCE)  # fmt: skip
def may_be_listed(listing: Listing) -> Finding:
    """Is the debtor to be put on the list of dishonest judgment debtors?"""
    if listing.ground is ListingGround.NONE:
        return no(DISHONEST_LIST["1"], NO_GROUND_TO_LIST)
    if not DISHONEST_LIST.in_force(listing.on):
        return for_the_court(DISHONEST_LIST_2013["1"], OLD_LIST_TEXT)
    doubts = (REVISION_NOT_READ,)
    if listing.minor:
        return no(DISHONEST_LIST["4"], NOT_MINORS, doubts=doubts)
    if listing.ground is ListingGround.ABLE_BUT_UNWILLING:
        if listing.secured_or_seized_enough is None:
            return unknown(DISHONEST_LIST["3"], missing="secured_or_seized_enough", doubts=doubts)
        if listing.secured_or_seized_enough:
            return no(DISHONEST_LIST["3"], SECURED_ENOUGH, doubts=doubts)
    return yes(DISHONEST_LIST["1"], LISTED, code="LIST", doubts=doubts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingTerm:
    """A debtor on the list, and by how many years the court prolonged the term, from 0 to 3."""

    ground: ListingGround
    listed_on: date
    prolonged_years: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.prolonged_years <= LONGEST_PROLONGATION:
            raise FactsError("prolonged_years", "the term may be prolonged by one to three years")
        if self.ground is ListingGround.NONE:
            raise FactsError("ground", "name the ground on which the debtor was listed")


@provision(DISHONEST_LIST["2"], confidence=Confidence.KNOWN, source=SOURCE)
def listing_ends(term: ListingTerm) -> Finding:
    """When does the listing end?"""
    if not DISHONEST_LIST.in_force(term.listed_on):
        return for_the_court(DISHONEST_LIST_2013["1"], OLD_LIST_TEXT)
    doubts = (REVISION_NOT_READ,)
    if term.ground is ListingGround.ABLE_BUT_UNWILLING:
        return no(DISHONEST_LIST["2"], NO_TERM_ON_LIST, code="NO_TERM", doubts=doubts)
    end = last_day(Period(2 + term.prolonged_years, Unit.YEAR), term.listed_on, roll=False)
    prolonged = (PROLONGED_ON_LIST(years=term.prolonged_years),) if term.prolonged_years else ()
    return yes(
        DISHONEST_LIST["2"],
        TWO_YEARS_ON_LIST,
        *prolonged,
        code="TERM",
        last_day=end,
        doubts=doubts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingApplication:
    """A creditor's application to list the debtor."""

    applied_on: date


@provision(DISHONEST_LIST["5"], confidence=Confidence.KNOWN, source=SOURCE)
def decide_on_listing_by(application: ListingApplication) -> Finding:
    """By when must the court decide on the application to list?"""
    return deadline(
        DISHONEST_LIST["5"],
        Period(15),
        application.applied_on,
        DECIDE_ON_LISTING,
        doubts=(REVISION_NOT_READ,),
    )


class DeletionGround(Enum):
    """Why a debtor's entry is to be deleted."""

    PERFORMED = "performed"
    SETTLEMENT_PERFORMED = "settlement performed"
    CREDITOR_ASKS = "creditor asks and the court agrees"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What has happened, and on what day."""

    ground: DeletionGround
    happened_on: date


@provision(DISHONEST_LIST["10"], confidence=Confidence.KNOWN, source=SOURCE)
def delete_by(deletion: Deletion) -> Finding:
    """By when must the entry be deleted?"""
    if deletion.ground is DeletionGround.NONE:
        return no(DISHONEST_LIST["10"], NO_GROUND_TO_DELETE, doubts=(REVISION_NOT_READ,))
    return deadline(
        DISHONEST_LIST["10"],
        Period(3, Unit.WORKING_DAY),
        deletion.happened_on,
        DELETE_FROM_LIST,
        doubts=(REVISION_NOT_READ,),
    )


class CorrectionStep(Enum):
    """Where a request for correction stands."""

    RECEIVED = "received"
    FOUND_RIGHT = "found right"
    REFUSED = "refusal served"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A listed person's request for correction: the step and its day."""

    step: CorrectionStep
    happened_on: date


_CORRECTION: Final = {
    CorrectionStep.RECEIVED: (Period(15), EXAMINE_CORRECTION),
    CorrectionStep.FOUND_RIGHT: (Period(3, Unit.WORKING_DAY), CORRECT_LISTING),
    CorrectionStep.REFUSED: (Period(10), REVIEW_OF_REFUSAL),
}


@provision(DISHONEST_LIST["11"], DISHONEST_LIST["12"], confidence=Confidence.KNOWN, source=SOURCE)
def correct_by(correction: Correction) -> Finding:
    """By when must a correction be examined, made, or its refusal taken to the next court?"""
    period, because = _CORRECTION[correction.step]
    return deadline(
        DISHONEST_LIST["12"],
        period,
        correction.happened_on,
        because,
        doubts=(REVISION_NOT_READ,),
    )
