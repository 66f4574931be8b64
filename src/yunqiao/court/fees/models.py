"""The ledger: postings and their lines, double entry, in books that only grow."""

from django.db import models

from yunqiao.court.fees.accounting.models import (
    ReconciledDay,
    SentTransfer,
    StatementDifference,
)
from yunqiao.court.fees.paying.models import (
    BANK,
    AttemptChange,
    BankStatementFile,
    PaymentAttempt,
    PaymentNotice,
    Refund,
    RefusedCallback,
    UnbookedMoney,
)
from yunqiao.court.fees.records import PublishedRate
from yunqiao.court.foundation.ids import new_id

__all__ = [
    "AttemptChange",
    "BankStatementFile",
    "LedgerAccount",
    "PaymentAttempt",
    "PaymentNotice",
    "Posting",
    "PostingKind",
    "PostingLine",
    "PublishedRate",
    "ReconciledDay",
    "Refund",
    "RefusedCallback",
    "SentTransfer",
    "StatementDifference",
    "UnbookedMoney",
]


class LedgerAccount(models.TextChoices):
    """Where money stands or what it is owed for; a debit is positive, a credit negative.

    Assets: receivable, held, disputed. Owed by the court: unassigned, to refund. Result: charged,
    waived, firm fees, exchange.
    """

    RECEIVABLE = "receivable"  # 应收诉讼费: due and not paid yet
    HELD = "held"  # 已收款项: at a payment firm or the bank, by way to pay
    DISPUTED = "disputed"  # 争议款: taken back by a card's bank until it has decided
    UNASSIGNED = "unassigned"  # 待处理款项: came without a fee that it could pay
    TO_REFUND = "to_refund"  # 应退款项
    CHARGED = "charged"  # 诉讼费
    WAIVED = "waived"  # 免交、减交
    FIRM_FEES = "firm_fees"  # 支付手续费
    EXCHANGE = "exchange"  # 汇兑差额


class PostingKind(models.TextChoices):
    """What happened."""

    DUE = "due"
    REDUCED = "reduced"
    WAIVED = "waived"
    RECEIVED = "received"
    ASSIGNED = "assigned"
    TO_REFUND = "to_refund"
    KEPT = "kept"  # what was to go back pays a fee that rose again
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    DISPUTE_WON = "dispute_won"
    DISPUTE_LOST = "dispute_lost"
    FIRM_FEE = "firm_fee"
    FIRM_FEE_BACK = "firm_fee_back"
    CONVERTED = "converted"  # by the firm, what it holds for the court


class Posting(models.Model):
    """One act in the books. `occasion` names what it comes from; nothing is booked twice.

    `lines_count` is how many lines it has: the database takes no other number, then or later.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("casefile.Case", models.PROTECT, related_name="postings")
    party = models.ForeignKey("casefile.Party", models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=16, choices=PostingKind)
    occasion = models.CharField(max_length=120)
    at = models.DateTimeField()
    lines_count = models.SmallIntegerField()

    class Meta:
        db_table = "fee_posting"
        constraints = [
            models.UniqueConstraint(fields=["kind", "occasion"], name="fee_posting_once"),
        ]
        indexes = [
            models.Index(fields=["case", "party", "at"], name="fee_posting_of_party"),
            models.Index(fields=["at"], name="fee_posting_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occasion}"


class PostingLine(models.Model):
    """One side of a posting: minor units of ISO 4217 in a currency, and what they were worth in fen.

    Yuan have no rate. A rate is yuan per unit of the currency, as published on a court-local date, or as
    the firm converted on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="lines")
    position = models.SmallIntegerField()
    account = models.CharField(max_length=12, choices=LedgerAccount)
    way = models.CharField(max_length=12, blank=True)
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()
    fen = models.BigIntegerField()
    rate = models.DecimalField(max_digits=20, decimal_places=8, null=True)
    rate_on = models.DateField(null=True)

    class Meta:
        db_table = "fee_posting_line"
        indexes = [
            models.Index(
                fields=["currency", "minor"],
                condition=models.Q(account="held", way=BANK),
                name="fee_line_of_bank",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["posting", "position"], name="fee_line_place"),
            models.CheckConstraint(
                condition=models.Q(currency="CNY", minor=models.F("fen"), rate=None, rate_on=None)
                | (
                    ~models.Q(currency="CNY")
                    & models.Q(rate__gt=0, rate__isnull=False, rate_on__isnull=False)
                ),
                name="fee_line_rate",
            ),
            models.CheckConstraint(
                condition=models.Q(account="held") ^ models.Q(way=""), name="fee_line_way"
            ),
            models.CheckConstraint(condition=~models.Q(fen=0), name="fee_line_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.minor} {self.currency}"
