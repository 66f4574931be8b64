"""While recognition of a foreign judgment is applied for: preservation, and a suit here on the same dispute."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CONFERENCE_2021, CONFERENCE_FROM_MEMORY, CPL

SECURITY_TO_SAY = reason("cooperation.pending.security_to_say")
SECURITY_MANDATORY = reason("cooperation.pending.security_mandatory")
MAY_BE_PRESERVED = reason("cooperation.pending.may_be_preserved")
DISPUTE_TO_SAY = reason("cooperation.pending.dispute_to_say")
ANOTHER_DISPUTE = reason("cooperation.pending.another_dispute")
MAY_BE_STAYED = reason("cooperation.pending.may_be_stayed")
RESUMED = reason("cooperation.pending.resumed")
DISMISSED = reason("cooperation.pending.dismissed")
GIVE_SECURITY = reason("cooperation.next.give_security")


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingRecognition:
    """An applicant for recognition who asks for preservation, and whether security was given."""

    security_given: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitBeside:
    """A suit here beside an application for recognition, on the court-local date `on`.

    `recognised` is the ruling on the application; None while there is none.
    """

    on: date
    same_dispute: bool | None = None
    recognised: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a day before the rule took effect."""
        if self.on < CPL.in_force_from:
            raise FactsError("on", "the grounds of CPL 300 apply from 2024-01-01")


@provision(CONFERENCE_2021["39"], confidence=Confidence.KNOWN, source="corrections.md M20")
def may_be_preserved(facts: PendingRecognition) -> Finding:
    """May property be preserved while recognition of a foreign judgment is applied for?"""
    doubts = (CONFERENCE_FROM_MEMORY,)
    if facts.security_given is None:
        return unknown(CONFERENCE_2021["39"], SECURITY_TO_SAY, missing="security_given")
    if not facts.security_given:
        return no(
            CONFERENCE_2021["39"], SECURITY_MANDATORY, try_next=(GIVE_SECURITY,), doubts=doubts
        )
    return for_the_court(CONFERENCE_2021["39"], MAY_BE_PRESERVED, doubts=doubts)


@provision(CPL["302"], source="corrections.md M20")
def suit_on_the_same_dispute(facts: SuitBeside) -> Finding:
    """Is a suit here stayed, resumed or dismissed because recognition of a foreign judgment is sought?"""
    if facts.same_dispute is None:
        return unknown(CPL["302"], DISPUTE_TO_SAY, missing="same_dispute")
    if not facts.same_dispute:
        return no(CPL["302"], ANOTHER_DISPUTE)
    if facts.recognised is None:
        return for_the_court(CPL["302"], MAY_BE_STAYED)
    if facts.recognised:
        return yes(CPL["302"], DISMISSED, code="DISMISSED")
    return yes(CPL["302"], RESUMED, code="RESUMED")
