"""Postings, accounts of the ledger and differences, in the reader's words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees.models import LedgerAccount, PostingKind
from yunqiao.court.fees.paying.models import BANK
from yunqiao.court.fees.reconciling import DifferenceKind

_POSTINGS: Final[Mapping[str, Promise]] = {
    PostingKind.DUE: _("Fee due"),
    PostingKind.REDUCED: _("Fee reduced"),
    PostingKind.WAIVED: _("Fee waived"),
    PostingKind.RECEIVED: _("Payment received"),
    PostingKind.ASSIGNED: _("Payment assigned to the fee"),
    PostingKind.TO_REFUND: _("Payment to go back"),
    PostingKind.KEPT: _("Refund due kept for the fee"),
    PostingKind.REFUNDED: _("Refunded"),
    PostingKind.DISPUTED: _("Payment disputed or taken back"),
    PostingKind.DISPUTE_WON: _("Dispute won"),
    PostingKind.DISPUTE_LOST: _("Taken back for good"),
    PostingKind.FIRM_FEE: _("Fee of the payment firm"),
    PostingKind.FIRM_FEE_BACK: _("Fee of the payment firm given back"),
    PostingKind.CONVERTED: _("Converted by the payment firm"),
}
_ACCOUNTS: Final[Mapping[str, Promise]] = {
    LedgerAccount.RECEIVABLE: _("Fees outstanding"),
    LedgerAccount.HELD: _("Money held"),
    LedgerAccount.DISPUTED: _("Money disputed"),
    LedgerAccount.UNASSIGNED: _("Money that waits to be assigned"),
    LedgerAccount.TO_REFUND: _("Refunds due"),
    LedgerAccount.CHARGED: _("Fees charged"),
    LedgerAccount.WAIVED: _("Fees waived"),
    LedgerAccount.FIRM_FEES: _("Fees of payment firms"),
    LedgerAccount.EXCHANGE: _("Exchange differences"),
}
_DIFFERENCES: Final[dict[str, Promise]] = {
    DifferenceKind.NOT_BOOKED: _("The firm has it; the books do not."),
    DifferenceKind.NOT_STATED: _("The books have it; the firm does not."),
    DifferenceKind.OTHER_AMOUNT: _("The amounts differ."),
    DifferenceKind.NOT_OBTAINED: _(
        "It could not be had for a week. Ask the firm for it; it is asked for every hour until it comes or you explain."
    ),
}
_AT_THE_BANK: Final[dict[str, Promise]] = {
    DifferenceKind.NOT_BOOKED: _("It left the bank account; the books have no refund of it."),
    DifferenceKind.NOT_STATED: _(
        "The books have this refund; after a week no statement of the bank shows it."
    ),
}


def posting_name(kind: str) -> str:
    """What a posting is."""
    return str(_POSTINGS[kind])


def moved_name(what: str, way: str) -> str:
    """What a difference is about: a movement, or a whole statement."""
    if not what:
        return str(_("The firm's statement of this day is missing"))
    return str(_("Transfer from the bank account")) if way == BANK else posting_name(what)


def account_name(account: str) -> str:
    """An account of the ledger."""
    return str(_ACCOUNTS[account])


def difference_text(kind: str, way: str) -> str:
    """How books and statement differ."""
    said = _DIFFERENCES | _AT_THE_BANK if way == BANK else _DIFFERENCES
    return str(said[kind])
