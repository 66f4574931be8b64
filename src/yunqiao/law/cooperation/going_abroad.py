"""A Chinese decision that goes abroad: the certificate of its effect, and how it is enforced there."""

from dataclasses import dataclass
from enum import Enum

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT

EFFECT_TO_SAY = reason("cooperation.going_abroad.effect_to_say")
NOT_IN_EFFECT = reason("cooperation.going_abroad.not_in_effect")
WAIT_FOR_EFFECT = reason("cooperation.going_abroad.wait_for_effect")
COURT_TO_SAY = reason("cooperation.going_abroad.court_to_say")
OTHER_COURT = reason("cooperation.going_abroad.other_court")
ASK_THAT_COURT = reason("cooperation.going_abroad.ask_that_court")
REQUEST_TO_SAY = reason("cooperation.going_abroad.request_to_say")
NOT_ASKED = reason("cooperation.going_abroad.not_asked")
STATEMENT_NOT_NAMED = reason("cooperation.going_abroad.statement_not_named")
MAY_CERTIFY = reason("cooperation.going_abroad.may_certify")
WHEREABOUTS_TO_SAY = reason("cooperation.going_abroad.whereabouts_to_say")
ENFORCE_HERE = reason("cooperation.going_abroad.enforce_here")
APPLY_TO_FOREIGN_COURT = reason("cooperation.going_abroad.apply_to_foreign_court")
COURT_MAY_REQUEST = reason("cooperation.going_abroad.court_may_request")
BASIS_NOT_KNOWN = reason("cooperation.going_abroad.basis_not_known")
ASK_FOR_CERTIFICATE = reason("cooperation.going_abroad.ask_for_certificate")


class DecisionAbroad(Enum):
    """What is to be used abroad."""

    JUDGMENT_OR_RULING = "judgment_or_ruling"
    CONCILIATION_STATEMENT = "conciliation_statement"
    AWARD = "award"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateOfEffect:
    """A request to certify that a decision has legal effect.

    `asked_for_abroad`: a party wants to use it outside China, or a foreign court asks.
    """

    decision: DecisionAbroad
    in_effect: bool | None = None
    by_this_court: bool | None = None
    asked_for_abroad: bool | None = None


@provision(INT["548"], source="online_procedure.md 3.6; the condition of use abroad from knowledge")
def may_certify_effect(facts: CertificateOfEffect) -> Finding:
    """May the court certify that its decision has legal effect, for use abroad?"""
    if facts.in_effect is None:
        return unknown(INT["548"], EFFECT_TO_SAY, missing="in_effect")
    if not facts.in_effect:
        return no(INT["548"], NOT_IN_EFFECT, code="NOT_IN_EFFECT", try_next=(WAIT_FOR_EFFECT,))
    if facts.by_this_court is None:
        return unknown(INT["548"], COURT_TO_SAY, missing="by_this_court")
    if not facts.by_this_court:
        return no(INT["548"], OTHER_COURT, code="OTHER_COURT", try_next=(ASK_THAT_COURT,))
    return _asked(facts)


def _asked(facts: CertificateOfEffect) -> Finding:
    if facts.asked_for_abroad is None:
        return unknown(INT["548"], REQUEST_TO_SAY, missing="asked_for_abroad")
    if not facts.asked_for_abroad:
        return no(INT["548"], NOT_ASKED, code="NOT_ASKED")
    if facts.decision is not DecisionAbroad.JUDGMENT_OR_RULING:
        return for_the_court(INT["548"], STATEMENT_NOT_NAMED)
    return yes(INT["548"], MAY_CERTIFY, code="CERTIFY")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementAbroad:
    """A decision in effect, where debtor and assets are, and what ties that State to China."""

    decision: DecisionAbroad
    in_effect: bool | None = None
    debtor_or_assets_abroad: bool | None = None
    treaty_or_reciprocity: bool | None = None


@provision(CPL["297"], confidence=Confidence.KNOWN, source="online_procedure.md 3.6; awards (second paragraph) from knowledge")  # fmt: skip
def way_to_enforce_abroad(facts: EnforcementAbroad) -> Finding:
    """How is a Chinese judgment or award enforced abroad?"""
    if facts.in_effect is None:
        return unknown(CPL["297"], EFFECT_TO_SAY, missing="in_effect")
    if not facts.in_effect:
        return no(CPL["297"], NOT_IN_EFFECT, code="NOT_IN_EFFECT", try_next=(WAIT_FOR_EFFECT,))
    if facts.debtor_or_assets_abroad is None:
        return unknown(CPL["297"], WHEREABOUTS_TO_SAY, missing="debtor_or_assets_abroad")
    if not facts.debtor_or_assets_abroad:
        return no(CPL["297"], ENFORCE_HERE, code="ENFORCE_HERE")
    if facts.decision is DecisionAbroad.AWARD:
        return yes(CPL["297(2)"], APPLY_TO_FOREIGN_COURT, code="APPLY_THERE")
    return _two_ways(facts)


def _two_ways(facts: EnforcementAbroad) -> Finding:
    requested = (COURT_MAY_REQUEST,) if facts.treaty_or_reciprocity else ()
    doubts = (BASIS_NOT_KNOWN,) if facts.treaty_or_reciprocity is None else ()
    return yes(
        (CPL["297(1)"], INT["548"]),
        APPLY_TO_FOREIGN_COURT,
        *requested,
        code="APPLY_THERE",
        try_next=(ASK_FOR_CERTIFICATE,),
        doubts=doubts,
    )
