"""Electronic papers and evidence: when they suffice, when the original is owed, what the chain proves (OLR 9-19)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import OLR

ELECTRONIC_SUFFICES = reason("hearing.material.electronic_suffices")
NOT_CHECKED = reason("hearing.material.not_checked")
NOT_PASSED = reason("hearing.material.not_passed")
OBJECTED_TO = reason("hearing.material.objected_to")
INCOMPLETE_OR_UNCLEAR = reason("hearing.material.incomplete_or_unclear")
ARCHIVES = reason("hearing.material.archives")
COURT_WANTS_IT = reason("hearing.material.court_wants_it")
NOT_OBJECTED_TO = reason("hearing.material.not_objected_to")
NOTARISED = reason("hearing.material.notarised")
CONFIRMED_EARLIER = reason("hearing.material.confirmed_earlier")
COMPARED = reason("hearing.material.compared")
OTHER_PROOF = reason("hearing.material.other_proof")
NOTHING_SHOWS_IT = reason("hearing.material.nothing_shows_it")
BRING_THE_ORIGINAL = reason("hearing.material.bring_the_original")
HASH_NOT_CHECKED = reason("hearing.material.hash_not_checked")
HASH_FAILED = reason("hearing.material.hash_failed")
UNALTERED_SINCE = reason("hearing.material.unaltered_since")
CHALLENGED = reason("hearing.material.challenged")
SHOW_TRUTH_BEFORE = reason("hearing.material.show_truth_before")


class GroundForOriginal(Enum):
    """Why the original may be asked for (OLR 12)."""

    OBJECTION = "reasonable_objection"
    UNCLEAR = "incomplete_or_unclear"
    ARCHIVES = "rules_on_archives"
    COURT = "court_thinks_it_necessary"


_FOR_ORIGINAL: Final[dict[GroundForOriginal, Reason]] = {
    GroundForOriginal.OBJECTION: OBJECTED_TO,
    GroundForOriginal.UNCLEAR: INCOMPLETE_OR_UNCLEAR,
    GroundForOriginal.ARCHIVES: ARCHIVES,
    GroundForOriginal.COURT: COURT_WANTS_IT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicPaper:
    """A paper filed electronically; `check_passed` is the court's own check of it."""

    check_passed: bool | None = None
    grounds: frozenset[GroundForOriginal] = frozenset()


@provision(OLR["9"], OLR["11"], OLR["12"])
def original_is_owed(paper: ElectronicPaper) -> Finding:
    """Must the original or a paper copy be handed in after electronic filing?"""
    if paper.grounds == {GroundForOriginal.COURT}:
        return for_the_court(OLR["12"], COURT_WANTS_IT)
    if paper.grounds:
        because = (why for ground, why in _FOR_ORIGINAL.items() if ground in paper.grounds)
        return yes(OLR["12"], *because, code="ORIGINAL", try_next=(BRING_THE_ORIGINAL,))
    if paper.check_passed is None:
        return unknown(OLR["11"], NOT_CHECKED, missing="check_passed")
    if not paper.check_passed:
        return yes(OLR["11"], NOT_PASSED, code="ORIGINAL", try_next=(BRING_THE_ORIGINAL,))
    return no((OLR["9"], OLR["11"]), ELECTRONIC_SUFFICES, code="ELECTRONIC_SUFFICES")


class SameAsOriginal(Enum):
    """What shows that an electronic paper is as its original (OLR 13)."""

    NO_OBJECTION = "other_side_does_not_object"
    NOTARISED = "its_making_was_notarised"
    EARLIER_CASE = "confirmed_in_an_earlier_case"
    COMPARED = "compared_with_the_original"
    OTHER = "other_proof"


_AS_ORIGINAL: Final[dict[SameAsOriginal, Reason]] = {
    SameAsOriginal.NO_OBJECTION: NOT_OBJECTED_TO,
    SameAsOriginal.NOTARISED: NOTARISED,
    SameAsOriginal.EARLIER_CASE: CONFIRMED_EARLIER,
    SameAsOriginal.COMPARED: COMPARED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicCopy:
    """An electronic copy used as evidence, and what shows that it is true."""

    shown_by: frozenset[SameAsOriginal] = frozenset()


@provision(OLR["13"])
def counts_as_original(copy: ElectronicCopy) -> Finding:
    """Does the electronic copy count as its original?"""
    because = [why for ground, why in _AS_ORIGINAL.items() if ground in copy.shown_by]
    if because:
        return yes(OLR["13"], *because, code="AS_ORIGINAL")
    if copy.shown_by:
        return for_the_court(OLR["13"], OTHER_PROOF)
    return no(OLR["13"], NOTHING_SHOWS_IT, code="NOT_SHOWN", try_next=(BRING_THE_ORIGINAL,))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEvidence:
    """Data kept on a blockchain, and what the other side says of it."""

    hash_check_passed: bool | None = None
    challenged_with_reasons: bool = False
    truth_before_chain_disputed: bool = False


@provision(OLR["16"], OLR["17"], OLR["18"], OLR["19"])
def unaltered_on_chain(evidence: ChainEvidence) -> Finding:
    """Is evidence from a blockchain presumed unaltered since it was put there?"""
    if evidence.hash_check_passed is None:
        return unknown(OLR["16"], HASH_NOT_CHECKED, missing="hash_check_passed")
    if not evidence.hash_check_passed:
        return no(OLR["16"], HASH_FAILED, code="NOT_PRESUMED")
    steps = (SHOW_TRUTH_BEFORE,) if evidence.truth_before_chain_disputed else ()
    cited = (OLR["16"], OLR["18"]) if steps else (OLR["16"],)
    if evidence.challenged_with_reasons:
        return for_the_court((*cited, OLR["17"], OLR["19"]), CHALLENGED, try_next=steps)
    return yes(cited, UNALTERED_SINCE, code="PRESUMED_UNALTERED", try_next=steps)
