"""Remedies against preservation: reconsideration, third parties' objections, late service."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, no, reason, unknown
from yunqiao.law.instruments import CPL, INT, IP_CONDUCT, MARITIME, PRESERVATION
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period

RECONSIDER_ONCE = reason("preservation.reconsider_once")
DOES_NOT_SUSPEND = reason("preservation.does_not_suspend")
ALREADY_RECONSIDERED = reason("preservation.already_reconsidered")
DECIDE_RECONSIDERATION = reason("preservation.decide_reconsideration")
THIRD_PARTY_SUIT = reason("preservation.third_party_suit")
RELEASE_AFTER_OBJECTION = reason("preservation.release_after_objection")
SERVE_AFTER_EXECUTION = reason("preservation.serve_after_execution")
SERVE_PROMPTLY = reason("preservation.serve_promptly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconsideration:
    """A ruling on preservation served on a party."""

    ruling_served_on: date
    maritime: bool = False
    already_reconsidered: bool = False


@provision(CPL["111"], INT["171"], PRESERVATION["25"], MARITIME["17"])
def reconsider_by(question: Reconsideration) -> Finding:
    """By when may a party apply for reconsideration of the ruling?"""
    cited = (MARITIME["17(2)"],) if question.maritime else (CPL["111"], INT["171"], PRESERVATION["25(1)"])  # fmt: skip
    if question.already_reconsidered:
        return no(cited, ALREADY_RECONSIDERED)
    return deadline(
        cited,
        period_of("reconsider_preservation"),
        question.ruling_served_on,
        RECONSIDER_ONCE,
        DOES_NOT_SUSPEND,
        code="OPEN",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconsiderationDecision:
    """An application for reconsideration as received."""

    applied_on: date
    maritime: bool = False


@provision(INT["171"], PRESERVATION["25"], MARITIME["17"])
def decide_reconsideration_by(question: ReconsiderationDecision) -> Finding:
    """By when must the court decide on reconsideration?"""
    if question.maritime:
        return deadline(
            MARITIME["17(2)"],
            period_of("decide_reconsideration_maritime"),
            question.applied_on,
            DECIDE_RECONSIDERATION(days=5),
        )
    return deadline(
        (INT["171"], PRESERVATION["25(1)"]),
        period_of("decide_reconsideration"),
        question.applied_on,
        DECIDE_RECONSIDERATION(days=10),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyObjection:
    """A ruling on a third party's objection to preservation, served on the applicant."""

    ruling_served_on: date
    objection_upheld: bool
    suit_filed_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "ruling_served_on", "suit_filed_on")


@provision(PRESERVATION["27"], CPL["238"])
def after_third_party_objection(question: ThirdPartyObjection) -> Finding:
    """By when may suit follow a third party's objection, and when is the asset released?"""
    due = deadline(
        (PRESERVATION["27(1)"], CPL["238"]),
        period_of("sue_on_objection"),
        question.ruling_served_on,
        THIRD_PARTY_SUIT,
        code="SUIT_OPEN",
    )
    end = due.date("last_day")
    if end is None or not question.objection_upheld:
        return due
    if question.suit_filed_on is not None and question.suit_filed_on <= end:
        return due._replace(code="SUED")
    return deadline(
        PRESERVATION["27(2)"],
        Period(7),
        end,
        RELEASE_AFTER_OBJECTION,
        code="RELEASE_IF_NOT_SUED",
        suit_last_day=end,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductRuling:
    """A ruling on conduct preservation in an intellectual property dispute, and its execution."""

    service_would_frustrate: bool | None = None
    executed_on: date | None = None


@provision(IP_CONDUCT["5"])
def serve_conduct_ruling_by(ruling: ConductRuling) -> Finding:
    """May a ruling on conduct preservation be served after its execution, and by when?"""
    if ruling.service_would_frustrate is None:
        return unknown(IP_CONDUCT["5"], missing="service_would_frustrate")
    if not ruling.service_would_frustrate:
        return no(IP_CONDUCT["5"], SERVE_PROMPTLY)
    if ruling.executed_on is None:
        return unknown(IP_CONDUCT["5"], SERVE_AFTER_EXECUTION, missing="executed_on")
    return deadline(IP_CONDUCT["5"], Period(5), ruling.executed_on, SERVE_AFTER_EXECUTION)
