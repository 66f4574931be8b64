"""Before the mediator begins, and after an agreement: identity, warning, address, and what the parties do with it."""

from dataclasses import dataclass

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, OMR
from yunqiao.law.mediation.confirmation import MEDIATE_AGAIN_OR_SUE

IDENTITY_NOT_COMPARED = reason("mediation.sitting.identity_not_compared")
SHAM_NOT_WARNED_OF = reason("mediation.sitting.sham_not_warned_of")
ADDRESS_NOT_CONFIRMED = reason("mediation.sitting.address_not_confirmed")
OPENING_NOT_KNOWN = reason("mediation.sitting.opening_not_known")
MAY_OPEN = reason("mediation.sitting.may_open")
PERFORM_OR_CONFIRM = reason("mediation.sitting.perform_or_confirm")
STATEMENT_OR_WITHDRAWAL = reason("mediation.sitting.statement_or_withdrawal")
NO_AGREEMENT_YET = reason("mediation.sitting.no_agreement_yet")
ONE_JUDGE_FINAL = reason("mediation.sitting.one_judge_final")
CONTEST_IN_TIME = reason("mediation.sitting.contest_in_time")

_WANTED = {
    "identity_compared": IDENTITY_NOT_COMPARED,
    "warned_of_sham": SHAM_NOT_WARNED_OF,
    "address_confirmed": ADDRESS_NOT_CONFIRMED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningOfMediation:
    """What the mediator did first; the address for service is confirmed in mediation before suit."""

    before_suit: bool
    identity_compared: bool | None = None
    warned_of_sham: bool | None = None
    address_confirmed: bool | None = None


@provision(OMR["8"], OMR["17"])
def may_open(opening: OpeningOfMediation) -> Finding:
    """May the mediator open the sitting?"""
    asked = [name for name in _WANTED if opening.before_suit or name != "address_confirmed"]
    lacking = [_WANTED[name] for name in asked if getattr(opening, name) is False]
    if lacking:
        return no((OMR["8"], OMR["17"]), *lacking, code="NOT_YET")
    missing = tuple(name for name in asked if getattr(opening, name) is None)
    if missing:
        return unknown(OMR["17"], OPENING_NOT_KNOWN, missing=missing)
    return yes(OMR["17"], MAY_OPEN, code="MAY_OPEN")


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAgreement:
    """A mediation that did, or did not, end in an agreement in effect."""

    in_effect: bool
    in_suit: bool


@provision(OMR["20"])
def what_follows(agreement: AfterAgreement) -> Finding:
    """What may the parties do with their mediation agreement?"""
    if not agreement.in_effect:
        return no(OMR["20"], NO_AGREEMENT_YET, code="NOT_YET")
    if agreement.in_suit:
        return yes(OMR["20"], STATEMENT_OR_WITHDRAWAL, code="STATEMENT_OR_WITHDRAWAL")
    return yes((OMR["20"], CPL["205"]), PERFORM_OR_CONFIRM, code="PERFORM_OR_CONFIRM")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingOnConfirmation:
    """A ruling on an application for judicial confirmation."""

    confirmed: bool


@provision(CPL["185"], CPL["206"], INT["372"], source="online_procedure.md 3.3; corrections.md E47")
def may_be_appealed(ruling: RulingOnConfirmation) -> Finding:
    """May the ruling on judicial confirmation be appealed?"""
    step = CONTEST_IN_TIME if ruling.confirmed else MEDIATE_AGAIN_OR_SUE
    cited = (CPL["185"], INT["372"] if ruling.confirmed else CPL["206"])
    return no(cited, ONE_JUDGE_FINAL, code="NO_APPEAL", try_next=(step,))
