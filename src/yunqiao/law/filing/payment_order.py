"""Orders for payment: only against a debtor in China who can be found and served, and only for a time."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, UnknownYearError, china_with
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import year_unknown
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import last_day

OPEN: Final = reason("filing.payment_order.open")
CONDITION_NOT_KNOWN: Final = reason("filing.payment_order.condition_not_known")
SUE_INSTEAD: Final = reason("filing.payment_order.sue_instead")
STANDS: Final = reason("filing.payment_order.stands")
LAPSED: Final = reason("filing.payment_order.lapsed")
STILL_TO_BE_SERVED: Final = reason("filing.payment_order.still_to_be_served")

_CONDITIONS: Final[tuple[tuple[str, bool, Citation, Reason], ...]] = (
    ("debtor_in_china", True, INT["427(4)"], reason("filing.payment_order.debtor_not_in_china")),
    ("debtor_missing", False, INT["427(4)"], reason("filing.payment_order.debtor_missing")),
    ("can_be_served", True, INT["427(5)"], reason("filing.payment_order.cannot_be_served")),
    ("for_money_or_securities", True, INT["427(1)"], reason("filing.payment_order.other_claim")),
    ("due_and_certain", True, INT["427(2)"], reason("filing.payment_order.not_due")),
    ("creditor_owes_in_return", False, INT["427(3)"], reason("filing.payment_order.owes_in_return")),
    ("preserved_before_suit", False, INT["427(7)"], reason("filing.payment_order.preserved")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrderFacts:
    """The debtor and the debt; what is absent is not known."""

    debtor_in_china: bool | None = None
    debtor_missing: bool | None = None
    can_be_served: bool | None = None
    for_money_or_securities: bool | None = None
    due_and_certain: bool | None = None
    creditor_owes_in_return: bool | None = None
    preserved_before_suit: bool | None = None


@provision(
    CPL["225"],
    INT["427"],
    confidence=Confidence.KNOWN,
    name="filing.payment_order",
    source="corrections.md E22; the conditions beside item (4) from knowledge",
)
def payment_order(facts: PaymentOrderFacts) -> Finding:
    """May an order for payment be applied for against this debtor?"""
    known = [(getattr(facts, name), wanted, cited, why) for name, wanted, cited, why in _CONDITIONS]
    failed = [(cited, why) for found, wanted, cited, why in known if found is (not wanted)]
    if failed:
        cited = tuple(dict.fromkeys(article for article, _ in failed))
        grounds = (why for _, why in failed)
        return no(cited, *grounds, code="NOT_AVAILABLE", try_next=(SUE_INSTEAD,))
    missing = tuple(name for name, *_ in _CONDITIONS if getattr(facts, name) is None)
    if missing:
        return unknown(INT["427"], CONDITION_NOT_KNOWN, missing=missing)
    return yes((CPL["225"], INT["427"]), OPEN, code="AVAILABLE")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrderIssued:
    """An order issued on a court-local date, whether and when it was served, and the day asked about."""

    issued_on: date
    on: date
    served_on: date | None = None
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_order(self, "issued_on", "served_on", "on")
        require_order(self, "issued_on", "on")


@provision(
    INT["430(2)"], INT["429"], name="filing.payment_order_lapse", source="corrections.md E22"
)
def payment_order_lapse(facts: PaymentOrderIssued) -> Finding:
    """Has the order for payment lapsed because it could not be served in time?"""
    cited, period = (INT["430(2)"],), period_of("serve_payment_order")
    try:
        until = last_day(period, facts.issued_on, calendar=china_with(facts.calendar))
    except UnknownYearError as error:
        return year_unknown(cited, error)
    if facts.served_on and facts.served_on <= until:
        return no((INT["430(2)"], INT["429"]), STANDS, code="STANDS", last_day=until)
    if facts.served_on or facts.on > until:
        return yes(cited, LAPSED(until=until), code="LAPSED", last_day=until, try_next=(SUE_INSTEAD,))  # fmt: skip
    return no(cited, STILL_TO_BE_SERVED(until=until), code="RUNNING", last_day=until)
