"""Postings, accounts of the ledger and differences, in the reader's words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees.models import LedgerAccount, PostingKind
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
    PostingKind.DISPUTED: _("Card payment disputed"),
    PostingKind.DISPUTE_WON: _("Dispute won"),
    PostingKind.DISPUTE_LOST: _("Dispute lost"),
    PostingKind.FIRM_FEE: _("Fee of the payment firm"),
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
_DIFFERENCES: Final[Mapping[str, Promise]] = {
    DifferenceKind.NOT_BOOKED: _("The firm has it; the books do not."),
    DifferenceKind.NOT_STATED: _("The books have it; the firm does not."),
    DifferenceKind.OTHER_AMOUNT: _("The amounts differ."),
}


def posting_name(kind: str) -> str:
    """What a posting is."""
    return str(_POSTINGS[kind])


def account_name(account: str) -> str:
    """An account of the ledger."""
    return str(_ACCOUNTS[account])


def difference_text(kind: str) -> str:
    """How books and statement differ."""
    return str(_DIFFERENCES[kind])
