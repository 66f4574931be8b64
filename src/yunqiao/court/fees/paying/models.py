"""Attempts to pay, what the firms told of them, refunds, and money that nobody could book."""

from typing import Final

from django.db import models

from yunqiao.court.fees.paying.states import OPEN_STATES, AttemptState, RefundState
from yunqiao.court.foundation.ids import new_id

BANK: Final = "bank"
"""The way to pay that goes through no firm: a transfer with a reference."""
LONGEST_WAY: Final = 12


class PaymentAttempt(models.Model):
    """One try to pay what a party owes, in yuan: each firm converts for its payer.

    `side` is the party who pays: that one, or one who owes it together with them.
    `key` is what the firm, or the payer's bank, calls it. `step` is where the firm wants the payer.
    An attempt is `is_final` when no more money can come by it, as the firm says; until then the
    firm is asked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    party = models.ForeignKey("casefile.Party", models.PROTECT, related_name="payments")
    side = models.ForeignKey("casefile.Party", models.PROTECT, related_name="+", db_index=False)
    payer = models.ForeignKey("identity.Account", models.PROTECT, related_name="payments")
    way = models.CharField(max_length=LONGEST_WAY)
    fen = models.BigIntegerField()
    key = models.CharField(max_length=32, unique=True)
    firm_id = models.CharField(max_length=200, blank=True)
    browser = models.JSONField()
    """What the firm was told of the payer's browser: the same order again must say the same."""
    step = models.JSONField(null=True)
    money_id = models.CharField(max_length=100, blank=True)
    """The firm's mark of the money that came."""
    state = models.CharField(max_length=9, choices=AttemptState, default=AttemptState.STARTED)
    is_final = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "payment_attempt"
        constraints = [
            models.UniqueConstraint(
                fields=["party"],
                condition=models.Q(state__in=OPEN_STATES),
                name="payment_attempt_one_open",
            ),
            models.CheckConstraint(condition=models.Q(fen__gt=0), name="payment_attempt_amount"),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(is_final=False),
                name="payment_attempt_to_ask",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.key}"


class AttemptChange(models.Model):
    """One change of an attempt; the rows are never changed, so that its history can be read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=9, choices=AttemptState)
    said = models.CharField(max_length=200, blank=True)
    """The firm's own code, or why."""
    at = models.DateTimeField()

    class Meta:
        db_table = "payment_attempt_change"

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%F %T}"


class NoticeOutcome(models.TextChoices):
    """What became of a callback."""

    TAKEN = "taken"
    REPEATED = "repeated"  # the same news came before
    EARLY = "early"  # news of money not known yet; the firm is to repeat it


class PaymentNotice(models.Model):
    """A genuine callback, whatever became of it; `digest` is the SHA-256 of its body.

    `account` is the one it was addressed to, a court's code or `all`. `event` is the firm's own
    name for the news, `seal` that of this one request.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    way = models.CharField(max_length=LONGEST_WAY)
    account = models.CharField(max_length=12)
    event = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=200, blank=True)
    digest = models.BinaryField(max_length=32)
    outcome = models.CharField(max_length=8, choices=NoticeOutcome)
    attempt = models.ForeignKey(
        PaymentAttempt, models.PROTECT, null=True, related_name="notices", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "payment_notice"
        constraints = [
            models.UniqueConstraint(
                fields=["way", "event"],
                condition=models.Q(outcome=NoticeOutcome.TAKEN),
                name="payment_notice_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["seal"], condition=~models.Q(seal=""), name="payment_notice_by_seal"
            ),
            models.Index(fields=["at"], name="payment_notice_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.outcome} {self.event}"


class RefusedCallback(models.Model):
    """What a firm's door refused on a court-local day, of one kind from one place: the first, and how many.

    `account` is the one it was addressed to, `source` the network address it came from, empty for
    whatever comes once `MOST_SOURCES` of a kind are known that day; `digest` (SHA-256 of the body)
    and `said` are those of the first.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    way = models.CharField(max_length=LONGEST_WAY)
    account = models.CharField(max_length=12)
    reason = models.CharField(max_length=8)
    source = models.CharField(max_length=45, blank=True)
    day = models.DateField()
    digest = models.BinaryField(max_length=32)
    said = models.CharField(max_length=300, blank=True)
    times = models.IntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "payment_refused_callback"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "way", "account", "reason", "source"], name="refused_callback_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.reason} {self.times}"


class Refund(models.Model):
    """Money to give back: out of one attempt at its firm, or by a bank transfer made by hand.

    `side` is the party it goes to: that one, or whoever paid it of those who owe it together. `fen` of what is to be refunded; `key` is ours at the firm, `reference` the bank's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    party = models.ForeignKey("casefile.Party", models.PROTECT, related_name="refunds")
    side = models.ForeignKey("casefile.Party", models.PROTECT, related_name="+", db_index=False)
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, null=True, related_name="refunds")
    way = models.CharField(max_length=LONGEST_WAY)
    key = models.CharField(max_length=32, unique=True)
    fen = models.BigIntegerField()
    proposed_by = models.ForeignKey("identity.Account", models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=100, blank=True)
    said = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RefundState, default=RefundState.PROPOSED)
    proposed_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "payment_refund"
        constraints = [
            models.CheckConstraint(condition=models.Q(fen__gt=0), name="payment_refund_amount")
        ]
        indexes = [
            models.Index(
                fields=["changed_at"],
                condition=models.Q(state__in=[RefundState.APPROVED, RefundState.PROCESSING]),
                name="payment_refund_to_ask",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.fen}"


class WhyUnbooked(models.TextChoices):
    """Why a person must say whose money it is, or what it is worth."""

    UNKNOWN_ORDER = "unknown_order"
    OTHER_CURRENCY = "other_currency"
    OTHER_ACCOUNT = "other_account"  # a firm told of it through the account of another court
    NO_REFERENCE = "no_reference"
    NO_ACCOUNT = "no_account"  # the statement does not say of which account it is
    PERHAPS_KNOWN = "perhaps_known"  # a statement in another format told of it before
    REVERSAL = "reversal"  # the bank took money back
    REFUND_BACK = "refund_back"  # the bank gave back what the court had sent


class UnbookedMoney(models.Model):
    """Money that is there and that nobody could book: a task of the court's finance staff.

    `money_id` is the firm's or the bank's own mark of it; `told` what came with it, `booked_on` and
    `valued_on` the days of a bank's entry. `because` is what a person said in the end.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey("directory.Court", models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=LONGEST_WAY)
    money_id = models.CharField(max_length=120)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    why = models.CharField(max_length=14, choices=WhyUnbooked)
    told = models.TextField(blank=True)
    attempt = models.ForeignKey(
        PaymentAttempt, models.PROTECT, null=True, related_name="unbooked", db_index=False
    )
    booked_on = models.DateField(null=True)
    valued_on = models.DateField(null=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "payment_unbooked"
        constraints = [
            models.UniqueConstraint(fields=["way", "money_id"], name="payment_unbooked_once")
        ]
        indexes = [
            models.Index(
                fields=["court", "id"],
                condition=models.Q(settled_at=None),
                name="payment_unbooked_waiting",
            ),
            models.Index(
                fields=["currency", "minor"],
                condition=models.Q(way=BANK),
                name="payment_unbooked_by_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.money_id}"


class BankStatementFile(models.Model):
    """A bank's statement that took effect, kept byte for byte under its SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey("directory.Court", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "bank_statement_file"
        constraints = [
            models.UniqueConstraint(fields=["court", "sha256"], name="bank_statement_file_once")
        ]

    def __str__(self) -> str:
        return self.sha256
