"""A person's proof of identity: what they say, the papers they give, the files of each."""

from typing import Final

from django.db import models

from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.proof.states import PaperState, ProofState

IDENTITY: Final = "identity"
STATEMENT: Final = "statement"
EXTRA: Final = "extra"


class IdentityProof(models.Model):
    """One proof of identity, checked by one court; a person has at most one that is not decided.

    `said` is the answer to who one is (forms.WhoForm); `category` and `place` are what the law
    makes of it. `due_on` is the court-local last day for telling the result. `seen_by` looked at
    it last, at `seen_at`. `code` is to be spoken in the statement of this round.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="proofs")
    account = models.ForeignKey("identity.Account", models.PROTECT, related_name="proofs")
    court = models.ForeignKey("directory.Court", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=ProofState, default=ProofState.WRITING)
    said = models.JSONField(default=dict)
    category = models.CharField(max_length=32, blank=True)
    place = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=300, blank=True)
    other_name = models.CharField(max_length=300, blank=True)
    representative = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=8, blank=True)
    round = models.SmallIntegerField(default=0)
    wrong = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    register = models.CharField(max_length=16, blank=True)
    register_said = models.JSONField(default=dict)
    by_hand = models.BooleanField(default=False)
    seen_by = models.ForeignKey("identity.Account", models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "identity_proof"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(state="proved"),
                name="identity_proof_one_open",
            )
        ]
        indexes = [models.Index(fields=["court", "state", "due_on", "id"], name="proof_queue")]

    def __str__(self) -> str:
        return self.name or str(self.id)


class IdentityPaper(models.Model):
    """One paper of a proof, or the recorded statement; its id is the envelope of its uploads.

    `one_of` are the kinds that will do, `kind` the one given. `law` is why, in the law's keys.
    The number and the machine-readable zone are sealed (identity.safekeeping); `index` finds the
    number again. `checks` is what the automatic checks said of what was typed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proof = models.ForeignKey(IdentityProof, models.CASCADE, related_name="papers")
    position = models.SmallIntegerField()
    slot = models.CharField(max_length=16)
    one_of = models.JSONField(default=list)
    kind = models.CharField(max_length=64, blank=True)
    law = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=PaperState, default=PaperState.WANTED)
    wrong = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    key_id = models.CharField(max_length=8, blank=True)
    index = models.BinaryField(max_length=32, null=True)
    masked = models.CharField(max_length=20, blank=True)
    expires_on = models.DateField(null=True)
    checks = models.JSONField(default=list)
    typed_in_round = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "identity_paper"
        constraints = [
            models.UniqueConstraint(fields=["proof", "position"], name="identity_paper_place")
        ]
        indexes = [
            models.Index(fields=["index"], name="identity_paper_number"),
            models.Index(fields=["key_id"], name="identity_paper_key"),
        ]

    @property
    def is_statement(self) -> bool:
        """Whether this is the recorded statement."""
        return self.slot == STATEMENT

    @property
    def is_main(self) -> bool:
        """Whether this is the paper that says who the person is."""
        return self.slot == IDENTITY

    def __str__(self) -> str:
        return self.kind or self.slot


class IdentityFile(models.Model):
    """A file of a paper as it was given to the court: never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.ForeignKey(IdentityPaper, models.PROTECT, related_name="files")
    round = models.SmallIntegerField()
    position = models.SmallIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    viewing_sha256 = models.CharField(max_length=64, blank=True)
    viewing_type = models.CharField(max_length=100, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.IntegerField(null=True)
    scan = models.CharField(max_length=11, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "identity_file"
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "round", "position"], name="identity_file_place"
            )
        ]

    def __str__(self) -> str:
        return self.name
