"""Where a contract is performed and a tort happened, and what no later change moves."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT


class Performance(Enum):
    """What the contract owes, as far as its place depends on it."""

    MONEY = "money"
    IMMOVABLE = "immovable"
    AT_ONCE = "performed_at_once"
    SALE_DELIVERED_ONLINE = "online_sale_delivered_online"
    SALE_DELIVERED_OTHERWISE = "online_sale_delivered_otherwise"
    OTHER = "other"


AGREED_PLACE: Final = reason("jurisdiction.performance.agreed")
NOT_PERFORMED: Final = reason("jurisdiction.performance.not_performed")
AGREEMENT_NOT_KNOWN: Final = reason("jurisdiction.performance.agreement_not_known")
AT_RECEIVER: Final = reason("jurisdiction.performance.receiver")
AT_IMMOVABLE: Final = reason("jurisdiction.performance.immovable")
AT_TRANSACTION: Final = reason("jurisdiction.performance.transaction")
AT_BUYER: Final = reason("jurisdiction.performance.buyer")
AT_RECEIPT: Final = reason("jurisdiction.performance.receipt")
AT_PERFORMING_PARTY: Final = reason("jurisdiction.performance.performing_party")

_WITHOUT_AGREEMENT: Final[dict[Performance, tuple[str, Reason, Citation]]] = {
    Performance.MONEY: ("RECEIVER", AT_RECEIVER, INT["18(2)"]),
    Performance.IMMOVABLE: ("IMMOVABLE", AT_IMMOVABLE, INT["18(2)"]),
    Performance.AT_ONCE: ("TRANSACTION", AT_TRANSACTION, INT["18(2)"]),
    Performance.SALE_DELIVERED_ONLINE: ("BUYER", AT_BUYER, INT["20"]),
    Performance.SALE_DELIVERED_OTHERWISE: ("RECEIPT", AT_RECEIPT, INT["20"]),
    Performance.OTHER: ("PERFORMING_PARTY", AT_PERFORMING_PARTY, INT["18(2)"]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceFacts:
    """What is owed, whether its place was agreed, and whether anything was performed at all."""

    owed: Performance
    place_agreed: bool | None = None
    performed: bool | None = None
    a_party_is_domiciled_there: bool | None = None


@provision(CPL["24"], INT["18"], INT["20"], name="jurisdiction.place_of_performance")
def place_of_performance(facts: PerformanceFacts) -> Finding:
    """Where is the contract performed, as far as jurisdiction turns on it?"""
    if facts.place_agreed is None:
        return unknown(INT["18"], AGREEMENT_NOT_KNOWN, missing="place_agreed")
    if not facts.place_agreed:
        code, why, cited = _WITHOUT_AGREEMENT[facts.owed]
        return yes((CPL["24"], cited), why, code=code)
    if facts.performed or facts.a_party_is_domiciled_there:
        return yes((CPL["24"], INT["18(1)"]), AGREED_PLACE, code="AGREED_PLACE")
    missing = tuple(
        name for name in ("performed", "a_party_is_domiciled_there") if getattr(facts, name) is None
    )
    if missing:
        return unknown(INT["18(3)"], NOT_PERFORMED, missing=missing)
    return no((CPL["24"], INT["18(3)"]), NOT_PERFORMED, code="DEFENDANTS_DOMICILE")


class TortKind(Enum):
    """A tort, as far as its places depend on it."""

    ONLINE = "online"
    PRODUCT_OR_SERVICE = "product_or_service"
    ANY_OTHER = "any_other"


class TortPlace(Enum):
    """A place whose court hears a tort."""

    ACT = "act"
    RESULT = "result"
    COMPUTER = "computer_used"
    VICTIM = "victims_domicile"
    MADE = "product_made"
    SOLD = "product_sold"
    SERVED = "service_provided"
    DEFENDANT = "defendants_domicile"


ACT_AND_RESULT: Final = reason("jurisdiction.tort.act_and_result")
ONLINE_TORT: Final = reason("jurisdiction.tort.online")
PRODUCT: Final = reason("jurisdiction.tort.product")

_OF_EVERY_TORT: Final = (TortPlace.ACT, TortPlace.RESULT, TortPlace.DEFENDANT)
_TORTS: Final[dict[TortKind, tuple[Reason, Citation, tuple[TortPlace, ...]]]] = {
    TortKind.ONLINE: (ONLINE_TORT, INT["25"], (*_OF_EVERY_TORT, TortPlace.COMPUTER, TortPlace.VICTIM)),
    TortKind.PRODUCT_OR_SERVICE: (
        PRODUCT, INT["26"], (*_OF_EVERY_TORT, TortPlace.MADE, TortPlace.SOLD, TortPlace.SERVED)
    ),
    TortKind.ANY_OTHER: (ACT_AND_RESULT, INT["24"], _OF_EVERY_TORT),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TortFacts:
    """The kind of tort."""

    tort: TortKind


@provision(CPL["29"], INT["24"], INT["25"], INT["26"], name="jurisdiction.places_of_tort")
def places_of_tort(facts: TortFacts) -> Finding:
    """At which places may a tort be sued?"""
    why, cited, places = _TORTS[facts.tort]
    return yes((CPL["29"], cited), why, code="PLACES", value=places)


class LaterChange(Enum):
    """What changed after the court accepted the case."""

    DOMICILE = "domicile_or_habitual_residence"
    DISTRICT = "administrative_district"
    CLAIMS = "counterclaim_or_claims_after_jurisdiction_was_examined"


STAYS: Final = reason("jurisdiction.change.stays")
CLAIMS_STAY: Final = reason("jurisdiction.change.claims_stay")
CLAIMS_MOVE: Final = reason("jurisdiction.change.claims_move")
BREACH_NOT_KNOWN: Final = reason("jurisdiction.change.breach_not_known")

_FIXED: Final = {LaterChange.DOMICILE: INT["37"], LaterChange.DISTRICT: INT["38"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """The change; for changed claims, whether they break the rules on level or exclusive courts."""

    change: LaterChange
    breaks_level_or_exclusive: bool | None = None


@provision(INT["37"], INT["38"], INT["39"], name="jurisdiction.later_change")
def later_change(facts: ChangeFacts) -> Finding:
    """Does a later change take the case away from the court that accepted it?"""
    if facts.change in _FIXED:
        return no(_FIXED[facts.change], STAYS, code="STAYS")
    if facts.breaks_level_or_exclusive is None:
        return unknown(INT["39"], BREACH_NOT_KNOWN, missing="breaks_level_or_exclusive")
    if facts.breaks_level_or_exclusive:
        return yes(INT["39"], CLAIMS_MOVE, code="MOVES")
    return no(INT["39"], CLAIMS_STAY, code="STAYS")
