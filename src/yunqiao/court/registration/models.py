"""Papers a registered case sends to its parties, as drafts, and who hears it."""

from django.db import models

from yunqiao.court.foundation.ids import new_id


class PaperDraft(models.Model):
    """A paper that is to be served in a case; a draft until it is served (registration.papers)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("casefile.Case", models.PROTECT, related_name="paper_drafts")
    kind = models.CharField(max_length=40)
    article = models.CharField(max_length=10)
    party = models.ForeignKey("casefile.Party", models.PROTECT, related_name="paper_drafts")
    position = models.SmallIntegerField()

    class Meta:
        db_table = "paper_draft"
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "party"], name="paper_draft_once")
        ]

    def __str__(self) -> str:
        return self.kind


class Assignment(models.Model):
    """The division, and once there is one the judge, that hears a case."""

    case = models.OneToOneField(
        "casefile.Case", models.PROTECT, primary_key=True, related_name="assignment"
    )
    court = models.ForeignKey("directory.Court", models.PROTECT, related_name="+")
    division = models.ForeignKey("directory.Division", models.PROTECT, null=True, related_name="+")
    judge = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "assignment"

    def __str__(self) -> str:
        return str(self.case_id)
