"""Rows of what is due and why: assessments, rates of a day, applications for relief."""

from django.db import models

from yunqiao.court.fees.states import ReliefState
from yunqiao.court.foundation.ids import new_id


class FeeAssessment(models.Model):
    """What a case costs a party from this act on, why, and from which facts; never changed.

    `number` counts the assessments of the party from one; the last one counts. `because_of` is the
    docket entry that set the court's program going, `by` the person who acted; one of them is known. `finding` is
    the law's answer as recorded, with every step. `waived_fen` is the part the court lets off.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("casefile.Case", models.PROTECT, related_name="fee_assessments")
    party = models.ForeignKey("casefile.Party", models.PROTECT, related_name="fee_assessments")
    number = models.SmallIntegerField()
    ground = models.CharField(max_length=24)
    provision = models.CharField(max_length=60)
    basis = models.JSONField()
    finding = models.JSONField()
    fee_fen = models.BigIntegerField()
    waived_fen = models.BigIntegerField(default=0)
    because_of = models.UUIDField(null=True, unique=True)
    by = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "fee_assessment"
        constraints = [
            models.UniqueConstraint(fields=["case", "party", "number"], name="fee_assessment_once"),
            models.CheckConstraint(
                condition=models.Q(waived_fen__gte=0, fee_fen__gte=models.F("waived_fen")),
                name="fee_assessment_amounts",
            ),
            models.CheckConstraint(
                condition=~models.Q(because_of=None, by=None), name="fee_assessment_caused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.fee_fen}"

    @property
    def due_fen(self) -> int:
        """What the party has to bear."""
        return self.fee_fen - self.waived_fen


class PublishedRate(models.Model):
    """What a unit of a currency is worth in yuan on a court-local day; a correction is a newer row.

    It counts at `court`, which recorded it, and at the courts below.
    `published_on` differs from `holds_on` where none was published on the day itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey("directory.Court", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    holds_on = models.DateField()
    published_on = models.DateField()
    cny_per_unit = models.DecimalField(max_digits=20, decimal_places=8)
    source = models.CharField(max_length=200)
    by = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "published_rate"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cny_per_unit__gt=0), name="rate_above_nought"
            ),
            models.CheckConstraint(
                condition=models.Q(published_on__lte=models.F("holds_on")), name="rate_in_order"
            ),
        ]
        indexes = [models.Index(fields=["currency", "holds_on", "-id"], name="rate_of_a_day")]

    def __str__(self) -> str:
        return f"{self.currency} {self.holds_on}"


class ReliefApplication(models.Model):
    """A party asks to pay later, less or nothing; `asked` is its docket entry, which says why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("casefile.Case", models.PROTECT, related_name="relief_applications")
    party = models.ForeignKey("casefile.Party", models.PROTECT, related_name="relief_applications")
    number = models.SmallIntegerField()
    kind = models.CharField(max_length=12)
    grounds = models.JSONField()
    reasons = models.TextField()
    asked = models.UUIDField(unique=True)
    state = models.CharField(max_length=8, choices=ReliefState, default=ReliefState.ASKED)
    at = models.DateTimeField()

    class Meta:
        db_table = "relief_application"
        constraints = [
            models.UniqueConstraint(fields=["case", "party", "number"], name="relief_number"),
            models.UniqueConstraint(
                fields=["case", "party"],
                condition=models.Q(state=ReliefState.ASKED),
                name="relief_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
