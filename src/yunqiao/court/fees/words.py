"""Grounds, tariffs, relief and tasks of fees in the reader's words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees import facts, kinds
from yunqiao.court.fees.states import ReliefState
from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.foundation.legal_words import language
from yunqiao.law.texts import name_of

GROUNDS: Final[Mapping[str, Promise]] = {
    kinds.ACCEPTED: _("The case was registered"),
    kinds.CLAIM_CHANGED: _("The claim was raised or cut"),
    kinds.WITHDRAWAL: _("The claim was withdrawn with leave of the court"),
    kinds.MEDIATION: _("The case ended by mediation"),
    kinds.SUMMARY_PROCEDURE: _("The case is heard in summary procedure"),
    kinds.ORDINARY_PROCEDURE: _("Summary procedure became ordinary procedure"),
    kinds.ENDED: _("The case ended without a judgment on the claim"),
    kinds.UNDONE: _("What was recorded last was a mistake"),
    kinds.WAGES: _("Wages are claimed: the fee need not be paid in advance"),
    kinds.RELIEF: _("The court granted relief"),
    kinds.INCREASE_DROPPED: _("The raised claim is not heard: its supplement was not paid"),
    kinds.UNPAID: _("The fee was not paid in time"),
}
TASKS: Final[Mapping[str, Promise]] = {
    kinds.ENTER_FACTS: _("Enter what the fee depends on"),
    kinds.ENTER_RECEIPT: _("Enter when the notice to pay was received"),
    kinds.DECIDE_RELIEF: _("Decide on relief from the fee"),
    kinds.UNPAID: _("The fee was not paid in time"),
    kinds.ASK_AGAIN: _("A payment was taken back: ask for the fee again"),
    kinds.RULE_ON_WITHDRAWAL: _("Rule on the withdrawal of the suit"),
    kinds.CLAIM_FELL: _("A claimant left: record what is claimed now"),
}
RELIEF: Final[Mapping[str, Promise]] = {
    "deferral": _("Pay later"),
    "reduction": _("Pay less"),
    "exemption": _("Pay nothing"),
}
_STATES: Final[Mapping[str, tuple[Promise, Colour]]] = {
    ReliefState.ASKED: (_("Waits for the court"), Colour.TEAL),
    ReliefState.GRANTED: (_("Granted"), Colour.GREEN),
    ReliefState.REFUSED: (_("Refused"), Colour.RED),
}


def tariff_name(tariff: str) -> str:
    """A tariff of the Measures."""
    return name_of(f"member.FeeCaseKind.{facts.FeeCaseKind(tariff).name}", language())


def relief_ground(ground: str) -> str:
    """A ground of the Measures for relief."""
    return name_of(f"member.ReliefGround.{facts.ReliefGround(ground).name}", language())


def ground_and_relief(ground: facts.ReliefGround) -> str:
    """A ground, and the relief it is for; another real need may be one for any."""
    reliefs = [
        str(RELIEF[kind.value]) for kind, those in facts.RELIEF_GROUNDS.items() if ground in those
    ]
    return " · ".join([relief_ground(ground.value), *reliefs])


def ending_name(ending: str) -> str:
    """An ending of a case."""
    return name_of(f"member.CaseEnding.{facts.CaseEnding(ending).name}", language())


def state_tag(state: str) -> Tag:
    """How an application for relief stands."""
    text, colour = _STATES[state]
    return Tag(str(text), colour)
