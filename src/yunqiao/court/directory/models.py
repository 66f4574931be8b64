"""Courts at all levels, as a tree, with what each sets for itself."""

from zoneinfo import ZoneInfo

from django.db import models

from yunqiao.court.foundation.ids import new_id


class CourtLevel(models.TextChoices):
    """The four levels of courts (Organic Law of the People's Courts, art. 12)."""

    SUPREME = "supreme"
    HIGH = "high"
    INTERMEDIATE = "intermediate"
    BASIC = "basic"


class Court(models.Model):
    """One court. `code` is its mark in case numbers, such as 粤0703.

    `announced` holds the working calendars an administrator entered, by year (directory.calendars);
    it lies on the row so that counting a deadline needs no further query.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    level = models.CharField(max_length=12, choices=CourtLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="courts_below")
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    requires_scan = models.BooleanField(default=False)
    takes_filings = models.BooleanField(default=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    announced = models.JSONField(default=list)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the court's legal dates."""
        return ZoneInfo(self.time_zone)

    def name(self, language: str) -> str:
        """The court's name for a reader of that language."""
        return self.name_en if language.startswith("en") else self.name_zh

    class Meta:
        db_table = "court"

    def __str__(self) -> str:
        return self.name_zh


class DivisionKind(models.TextChoices):
    """What a division is there for."""

    FILING = "filing"
    TRIAL = "trial"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


class Division(models.Model):
    """A division of a court, such as its first civil division (民事审判第一庭)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(Court, models.PROTECT, related_name="divisions")
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=DivisionKind)
    until = models.DateField(null=True)

    def name(self, language: str) -> str:
        """The division's name for a reader of that language."""
        return self.name_en if language.startswith("en") else self.name_zh

    class Meta:
        db_table = "division"

    def __str__(self) -> str:
        return self.name_zh


class Counter(models.Model):
    """A counter where people are received; it is open on the working days of the court's calendar."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(Court, models.PROTECT, related_name="counters")
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    telephone = models.CharField(max_length=40, blank=True)
    opens = models.TimeField()
    closes = models.TimeField()
    until = models.DateField(null=True)

    def name(self, language: str) -> str:
        """The counter's name for a reader of that language."""
        return self.name_en if language.startswith("en") else self.name_zh

    class Meta:
        db_table = "counter"

    def __str__(self) -> str:
        return self.name_zh


class Closure(models.Model):
    """Days on which a court is closed though its calendar says it works; both days included."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(Court, models.PROTECT, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    reason_zh = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)
    lifted = models.BooleanField(default=False)

    class Meta:
        db_table = "closure"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="closure_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}"


class CourtSetting(models.Model):
    """What a court has set for itself, from a court-local date on; a new value is a new row.

    `name` is one of `directory.settings`; the newest row that is in force on a day counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(Court, models.PROTECT, related_name="settings")
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    since = models.DateField()

    class Meta:
        db_table = "court_setting"
        indexes = [models.Index(fields=["court", "name", "-id"], name="court_setting_newest")]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class LetterText(models.Model):
    """What a court adds to one of its letters, in both languages; each version is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(Court, models.PROTECT, related_name="letter_texts")
    letter = models.CharField(max_length=40)
    version = models.IntegerField()
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        db_table = "letter_text"
        constraints = [
            models.UniqueConstraint(fields=["court", "letter", "version"], name="letter_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.version}"
