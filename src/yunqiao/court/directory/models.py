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
    """One court. `code` is its mark in case numbers, such as 粤0703."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    level = models.CharField(max_length=12, choices=CourtLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="courts_below")
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    requires_scan = models.BooleanField(default=False)
    takes_filings = models.BooleanField(default=True)

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
