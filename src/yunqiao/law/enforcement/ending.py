"""How enforcement pauses, ends, and comes back; and the creditor's way up when nothing is done."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_not_denied, require_order
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT
from yunqiao.law.periods import Period, Unit

ROUND_MAY_END = reason("enforcement.round_may_end")
SEARCH_NOT_DONE = reason("enforcement.search_not_done")
ASSETS_REMAIN = reason("enforcement.assets_remain")
NOT_SIGNED_NOR_APPROVED = reason("enforcement.not_signed_nor_approved")
COME_BACK_ANY_TIME = reason("enforcement.come_back_any_time")
SEARCH_ASSETS = reason("enforcement.search_assets")
STAY_ON_SECURITY = reason("enforcement.stay_on_security")
NO_SECURITY_NO_STAY = reason("enforcement.no_security_no_stay")
CREDITOR_AGAINST_STAY = reason("enforcement.creditor_against_stay")
STAY_AT_MOST_ONE_YEAR = reason("enforcement.stay_at_most_one_year")
HIGHER_COURT = reason("enforcement.higher_court")
NOT_YET_SIX_MONTHS = reason("enforcement.not_yet_six_months")
SETTLEMENT_BINDS = reason("enforcement.settlement_binds")
SETTLEMENT_PERFORMED = reason("enforcement.settlement_performed")
RESUME_ORIGINAL = reason("enforcement.resume_original")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfRound:
    """What has been done before this round of enforcement is ended."""

    assets_searched: bool | None = None
    assets_found_to_enforce: bool | None = None
    creditor_signed: bool = False
    panel_and_president_approved: bool = False


@provision(INT["517"])
def may_end_round(end: EndOfRound) -> Finding:
    """May this round of enforcement be ended?"""
    missing = tuple(
        name
        for name in ("assets_searched", "assets_found_to_enforce")
        if getattr(end, name) is None
    )
    if missing:
        return unknown(INT["517"], missing=missing)
    if not end.assets_searched:
        return no(INT["517(1)"], SEARCH_NOT_DONE, try_next=(SEARCH_ASSETS,))
    if end.assets_found_to_enforce:
        return no(INT["517(1)"], ASSETS_REMAIN)
    if not (end.creditor_signed or end.panel_and_president_approved):
        return no(INT["517(1)"], NOT_SIGNED_NOR_APPROVED)
    return yes((INT["517(1)"], INT["517(2)"]), ROUND_MAY_END, COME_BACK_ANY_TIME, code="END_ROUND")


@dataclass(frozen=True, slots=True, kw_only=True)
class StayAgainstSecurity:
    """A debtor's security for a stay, and the creditor's answer."""

    security_given: bool
    granted_on: date | None = None
    creditor_consents: bool | None = None

    def __post_init__(self) -> None:
        require_not_denied(self, "security_given", "granted_on")
        require_not_denied(self, "creditor_consents", "granted_on")


@provision(CPL["242"], INT["467"])
def may_stay(stay: StayAgainstSecurity) -> Finding:
    """May enforcement be stayed against security, and until when at most?"""
    if not stay.security_given:
        return no(CPL["242"], NO_SECURITY_NO_STAY)
    if stay.creditor_consents is None:
        return unknown(CPL["242"], missing="creditor_consents")
    if not stay.creditor_consents:
        return no(CPL["242"], CREDITOR_AGAINST_STAY)
    if stay.granted_on is None:
        return for_the_court((CPL["242"], INT["467"]), STAY_ON_SECURITY)
    return deadline(
        (CPL["242"], INT["467"]),
        Period(1, Unit.YEAR),
        stay.granted_on,
        STAY_AT_MOST_ONE_YEAR,
        roll=False,
        code="STAYED",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inaction:
    """A court that has not acted since it received the application."""

    application_received_on: date
    on: date

    def __post_init__(self) -> None:
        require_order(self, "application_received_on", "on")


@provision(CPL["237"])
def may_go_to_higher_court(inaction: Inaction) -> Finding:
    """May the creditor turn to the next higher court because nothing was done?"""
    due = deadline(
        CPL["237"],
        Period(6, Unit.MONTH),
        inaction.application_received_on,
        HIGHER_COURT,
        roll=False,
    )
    end = due.date("last_day")
    if end is not None and inaction.on <= end:
        return no(CPL["237"], NOT_YET_SIX_MONTHS, last_day=end)
    return due


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """An enforcement settlement and its performance."""

    performed: bool | None = None
    induced_by_fraud_or_duress: bool = False
    creditor_asks: bool = False


@provision(CPL["241"])
def may_resume_title(settlement: Settlement) -> Finding:
    """May the original title be enforced again after a settlement?"""
    if settlement.performed:
        return no(CPL["241"], SETTLEMENT_PERFORMED)
    if not settlement.creditor_asks:
        return no(CPL["241(1)"], SETTLEMENT_BINDS)
    if settlement.performed is None and not settlement.induced_by_fraud_or_duress:
        return unknown(CPL["241(2)"], missing="performed")
    return yes(CPL["241(2)"], RESUME_ORIGINAL, code="RESUME")
