"""Days that were compared with a statement, what left the bank account, and what differed."""

from django.db import models

from yunqiao.court.fees.paying.models import LONGEST_WAY
from yunqiao.court.foundation.ids import new_id


class ReconciledDay(models.Model):
    """One day of one account, beside the statement of the firm or the bank; a later run renews it.

    `account` is a court's code, or `all` for the one that courts without their own share. `day` is
    the firm's. `stated` names what the statement moved, as pairs of posting kind and name; null
    where it could not be had.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.CharField(max_length=12)
    way = models.CharField(max_length=LONGEST_WAY)
    day = models.DateField()
    stated = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "reconciled_day"
        constraints = [
            models.UniqueConstraint(fields=["account", "way", "day"], name="reconciled_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.way} {self.day}"


class SentTransfer(models.Model):
    """Money that left the court's bank account, a line of its statement; never changed.

    `name` is the same in every statement that shows the line, `told` what the bank says of it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.ForeignKey(ReconciledDay, models.PROTECT, related_name="sent")
    name = models.CharField(max_length=120)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    told = models.TextField()

    class Meta:
        db_table = "sent_transfer"
        constraints = [
            models.UniqueConstraint(fields=["day", "name"], name="sent_transfer_once"),
            models.CheckConstraint(condition=models.Q(minor__gt=0), name="sent_transfer_amount"),
        ]

    def __str__(self) -> str:
        return self.name


class StatementDifference(models.Model):
    """A movement on which books and statement disagree: a task of the court's finance staff.

    Its id follows from what it says, so that the same difference is kept once. `what` is empty where
    the whole statement is missing. An empty currency means that this side does not have the movement. Settled without `settled_by`, a later run agreed.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    day = models.ForeignKey(ReconciledDay, models.PROTECT, related_name="differences")
    court = models.ForeignKey("directory.Court", models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey("casefile.Party", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    what = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=120)
    our_minor = models.BigIntegerField()
    our_currency = models.CharField(max_length=3, blank=True)
    their_minor = models.BigIntegerField()
    their_currency = models.CharField(max_length=3, blank=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "statement_difference"
        indexes = [
            models.Index(
                fields=["court", "found_at"],
                condition=models.Q(settled_at=None),
                name="statement_difference_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
