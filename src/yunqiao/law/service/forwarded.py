"""Documents forwarded to soldiers, prisoners and persons under corrective measures (CPL 92 to 94)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, reason
from yunqiao.law.instruments import CPL
from yunqiao.law.service.terms import Confinement, ServedMatter, needs, not_allowed, pending, served

NOT_CONFINED = reason("service.forwarded.not_confined")
WRONG_BODY = reason("service.forwarded.wrong_body")
BODY_UNCLEAR = reason("service.forwarded.body_unclear")
AWAIT_SIGNATURE = reason("service.forwarded.await_signature")
RECEIPT_MISSING = reason("service.forwarded.receipt_missing")
SIGNED = reason("service.forwarded.signed")
THROUGH_BODY = reason("service.next.through_body")

ARTICLE: Final = {
    Confinement.ARMED_FORCES: CPL["92"],
    Confinement.PRISON: CPL["93(1)"],
    Confinement.CORRECTIVE_MEASURES: CPL["93(2)"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """A document sent to the body that must hand it on.

    `right_body`: the political organ of the unit at regiment level or above, the prison or
    detention place, or the institution. Dates are court-local.
    """

    matter: ServedMatter
    sent_on: date
    right_body: bool | None = None
    body_received_on: date | None = None
    signed_on: date | None = None
    receipt_returned: bool = False

    def __post_init__(self) -> None:
        require_order(self, "sent_on", "body_received_on", "signed_on")


@provision(CPL["92"], CPL["93"], CPL["94"], source="S46; correction E26")
def served_through_body(forwarding: Forwarding) -> Finding:
    """Has a document forwarded through the unit, prison or institution been served, and when?"""
    confined = forwarding.matter.addressee.confined
    if confined is None:
        return not_allowed((CPL["92"], CPL["93"]), NOT_CONFINED)
    cited = (ARTICLE[confined], CPL["94"])
    if forwarding.right_body is None:
        return needs(cited, BODY_UNCLEAR, missing="right_body")
    if not forwarding.right_body:
        return not_allowed(cited, WRONG_BODY, try_next=(THROUGH_BODY,))
    if forwarding.signed_on is None:
        return pending(cited, AWAIT_SIGNATURE, missing="signed_on")
    if not forwarding.receipt_returned:
        return needs(cited, RECEIPT_MISSING, missing="receipt_returned")
    return served(cited, SIGNED, on=forwarding.signed_on)
