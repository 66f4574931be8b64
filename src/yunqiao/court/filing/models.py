"""Drafts of claims: ordinary rows, saved at every step, until they are filed."""

from django.db import models

from yunqiao.court.foundation.ids import new_id


class ClaimDraft(models.Model):
    """A claim being written. `version` grows with every save, so that two browsers cannot overwrite.

    `content` holds the answers by section, as `claim.Claim` reads them; incomplete ones too.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="claim_drafts")
    content = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    filed_as = models.ForeignKey(
        "casefile.Case", models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    for_person = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="+")
    """For whom a clerk writes it at the counter; empty where the account's own person files."""
    corrects = models.ForeignKey("casefile.Case", models.PROTECT, null=True, related_name="+")
    asked = models.JSONField(default=list)
    """The sections the court asked to correct; empty for a new claim."""

    @property
    def title(self) -> str:
        """Claimants and defendants by name, as far as they are written."""
        sides = [self.content.get(side) or [] for side in ("claimants", "defendants")]
        named = ["、".join(str(party["name"]) for party in side) for side in sides]
        return " — ".join(name for name in named if name)

    class Meta:
        db_table = "claim_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["corrects"],
                condition=models.Q(filed_as=None, corrects__isnull=False),
                name="claim_draft_one_correction",
            )
        ]
        indexes = [models.Index(fields=["account", "-updated_at"], name="claim_draft_of_account")]

    def __str__(self) -> str:
        return str(self.id)


class CounterFiling(models.Model):
    """A claim filed at the counter: for whom, and the code by which they find it online.

    The code is drawn from the installation's secret, the case and `generation`; it is kept nowhere.
    """

    case = models.OneToOneField("casefile.Case", models.PROTECT, primary_key=True)
    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="counter_filings")
    generation = models.IntegerField(default=1)
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "counter_filing"

    def __str__(self) -> str:
        return str(self.case_id)
