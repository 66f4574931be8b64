"""An arbitration agreement against a suit: at filing, and on the defendant's objection (Int 215, 216)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import ARBITRATION_LAW, CPL, INT

WRITING_NOT_KNOWN: Final = reason("jurisdiction.arbitration.writing_not_known")
NOT_IN_WRITING: Final = reason("jurisdiction.arbitration.not_in_writing")
FLAW_NOT_KNOWN: Final = reason("jurisdiction.arbitration.flaw_not_known")
FLAWED: Final = reason("jurisdiction.arbitration.flawed")
DISPUTED_AT_FILING: Final = reason("jurisdiction.arbitration.disputed_at_filing")
TELL_PLAINTIFF: Final = reason("jurisdiction.arbitration.tell_plaintiff")
PLAINTIFF_INSISTS: Final = reason("jurisdiction.arbitration.plaintiff_insists")
MAY_APPEAL: Final = reason("jurisdiction.arbitration.may_appeal")
NO_OBJECTION_YET: Final = reason("jurisdiction.arbitration.no_objection_yet")
OBJECT_BEFORE_HEARING: Final = reason("jurisdiction.arbitration.object_before_hearing")
HEARD_WITHOUT_OBJECTION: Final = reason("jurisdiction.arbitration.heard_without_objection")
OBJECTED_TOO_LATE: Final = reason("jurisdiction.arbitration.objected_too_late")
ON_THE_DAY: Final = reason("jurisdiction.arbitration.on_the_day")
NOT_EXAMINED: Final = reason("jurisdiction.arbitration.not_examined")
CONFIRMED_VALID: Final = reason("jurisdiction.arbitration.confirmed_valid")
NOT_CONTESTED_THERE: Final = reason("jurisdiction.arbitration.not_contested_there")
MEETS_THE_LAW: Final = reason("jurisdiction.arbitration.meets_the_law")
DOES_NOT_STAND: Final = reason("jurisdiction.arbitration.does_not_stand")
STILL_DISPUTED: Final = reason("jurisdiction.arbitration.still_disputed")
NEW_NUMBERING: Final = reason("jurisdiction.arbitration.new_numbering")


class AgreementAtFiling(Enum):
    """What stands of the arbitration agreement; a mere assertion that it falls is a dispute."""

    STANDS = "stands"
    NOT_CONCLUDED = "not_concluded"
    INVALID = "invalid"
    LAPSED = "lapsed"
    UNENFORCEABLE = "too_unclear_to_be_carried_out"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArbitrationAtFiling:
    """A suit filed, on the court-local date `on`, on a dispute with an arbitration agreement."""

    on: date
    agreed_in_writing: bool | None = None
    agreement: AgreementAtFiling | None = None
    plaintiff_insists: bool = False


@provision(
    CPL["127(2)"],
    CPL["288"],
    INT["215"],
    name="jurisdiction.arbitration_at_filing",
    confidence=Confidence.KNOWN,
    source="jurisdiction.md 6.2 item 2; the exceptions of Int 215 from knowledge of its text",
)
def arbitration_at_filing(facts: ArbitrationAtFiling) -> Finding:
    """Does an arbitration agreement keep the suit out of court?"""
    return _dated(_at_filing(facts), facts.on)


def _at_filing(facts: ArbitrationAtFiling) -> Finding:
    cited = (CPL["127(2)"], INT["215"])
    if facts.agreed_in_writing is None:
        return unknown(cited, WRITING_NOT_KNOWN, missing="agreed_in_writing")
    if not facts.agreed_in_writing:
        return no(cited, NOT_IN_WRITING, code="GOES_ON")
    if facts.agreement is None:
        return unknown(cited, FLAW_NOT_KNOWN, missing="agreement")
    if facts.agreement is AgreementAtFiling.DISPUTED:
        return for_the_court(cited, DISPUTED_AT_FILING)
    if facts.agreement is not AgreementAtFiling.STANDS:
        return no(cited, FLAWED, code="GOES_ON")
    if facts.plaintiff_insists:
        return yes(cited, PLAINTIFF_INSISTS, code="INADMISSIBLE", try_next=(MAY_APPEAL,))
    return yes((*cited, CPL["288"]), TELL_PLAINTIFF, code="TELL_PLAINTIFF")


class AgreementOnObjection(Enum):
    """What the court's examination of the objection has shown."""

    CONFIRMED = "confirmed_by_an_institution_or_a_court"
    NOT_CONTESTED = "not_contested_before_the_tribunals_first_hearing"
    MEETS_THE_LAW = "meets_the_arbitration_law"
    DOES_NOT_STAND = "does_not_stand"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArbitrationObjection:
    """A defendant who may rely on an arbitration agreement, on the court-local date `on`.

    `objected_on` is absent where no objection is on file, `first_hearing_on` where none is held.
    """

    on: date
    objected_on: date | None = None
    first_hearing_on: date | None = None
    agreement: AgreementOnObjection | None = None

    def __post_init__(self) -> None:
        require_order(self, "objected_on", "on")


_DISMISSED: Final[dict[AgreementOnObjection, tuple[Citation, Reason]]] = {
    AgreementOnObjection.CONFIRMED: (INT["216(1)"], CONFIRMED_VALID),
    AgreementOnObjection.NOT_CONTESTED: (INT["216(2)"], NOT_CONTESTED_THERE),
    AgreementOnObjection.MEETS_THE_LAW: (INT["216(3)"], MEETS_THE_LAW),
}


@provision(
    CPL["127(2)"],
    INT["216"],
    name="jurisdiction.arbitration_objection",
    confidence=Confidence.KNOWN,
    source="jurisdiction.md 6.2 item 2; the three cases of Int 216 from knowledge of its text",
)
def arbitration_objection(facts: ArbitrationObjection) -> Finding:
    """Must the suit be dismissed because the defendant relies on an arbitration agreement?"""
    objected, heard = facts.objected_on, facts.first_hearing_on
    if objected is None:
        return _dated(_silent(facts), facts.on)
    if heard and objected > heard:
        return _dated(no(INT["216"], OBJECTED_TOO_LATE(heard=heard), code="GOES_ON"), facts.on)
    if objected == heard:
        return _dated(for_the_court(INT["216"], ON_THE_DAY), facts.on)
    return _dated(_examined(facts), facts.on)


def _silent(facts: ArbitrationObjection) -> Finding:
    if facts.first_hearing_on and facts.first_hearing_on < facts.on:
        return no(INT["216"], HEARD_WITHOUT_OBJECTION, code="GOES_ON")
    return no(INT["216"], NO_OBJECTION_YET, code="NO_OBJECTION", try_next=(OBJECT_BEFORE_HEARING,))


def _examined(facts: ArbitrationObjection) -> Finding:
    if facts.agreement is None:
        return unknown(INT["216"], NOT_EXAMINED, missing="agreement")
    if facts.agreement is AgreementOnObjection.DISPUTED:
        return for_the_court(INT["216"], STILL_DISPUTED)
    if facts.agreement is AgreementOnObjection.DOES_NOT_STAND:
        return no(INT["216"], DOES_NOT_STAND, code="GOES_ON")
    cited, why = _DISMISSED[facts.agreement]
    return yes(cited, why, code="DISMISS", try_next=(MAY_APPEAL,))


def _dated(found: Finding, on: date) -> Finding:
    """Warn that the new Arbitration Law moved the articles that the Interpretation names."""
    return found._replace(doubts=(NEW_NUMBERING,)) if ARBITRATION_LAW.in_force(on) else found
