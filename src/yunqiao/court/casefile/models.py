"""The case file: cases, parties, documents, deadlines, tasks and the counter of case numbers.

A foreign key with which an index of the table begins has none of its own.
"""

from typing import Final

from django.db import models
from django.db.models.functions import Cast, Replace, Right

from yunqiao.court.casefile.states import Stage
from yunqiao.court.foundation.ids import new_id

END_OF_ID: Final = Right(
    Replace(Cast("id", models.TextField()), models.Value("-"), models.Value("")), 15
)
"""The last 60 bits of an id in hexadecimal: as much of it as a bank's reference can carry."""


class Case(models.Model):
    """A matter before a court, from its filing on.

    `receipt` is its number until registration and may have gaps; `number`, such as
    （2026）粤0703民初123号, is gapless per court, year and kind and given at registration.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(
        "directory.Court", models.PROTECT, related_name="cases", db_index=False
    )
    receipt = models.CharField(max_length=40)
    number = models.CharField(max_length=60, null=True)
    cause = models.CharField(max_length=200)
    claimants = models.CharField(max_length=700)
    defendants = models.CharField(max_length=700)
    stage = models.CharField(max_length=24, choices=Stage)
    filed_at = models.DateTimeField()
    registered_on = models.DateField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "case"
        constraints = [  # `unique=True` would bring an index for LIKE besides
            models.UniqueConstraint(fields=["receipt"], name="case_receipt"),
            models.UniqueConstraint(fields=["number"], name="case_number"),
        ]
        indexes = [
            models.Index(
                fields=["court", "stage", "-updated_at", "-id"],
                name="case_worklist",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.receipt


class Role(models.TextChoices):
    """A party's role in the first instance."""

    CLAIMANT = "claimant"
    DEFENDANT = "defendant"
    THIRD_PARTY = "third_party"


class PartyKind(models.TextChoices):
    """Natural person or organisation."""

    NATURAL = "natural"
    ORGANISATION = "organisation"


class PartyStanding(models.TextChoices):
    """Whether a party is in the suit; a claimant who withdrew alone may still owe the fee with the others."""

    IN_SUIT = "in_suit"
    LEFT = "left"
    LEFT_OWING = "left_owing"


class Party(models.Model):
    """One party of a case: a person of the court's, or only a name and an address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="parties", db_index=False)
    position = models.SmallIntegerField()
    role = models.CharField(max_length=12, choices=Role)
    kind = models.CharField(max_length=12, choices=PartyKind)
    person = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="parties")
    name = models.CharField(max_length=300)
    other_name = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2)
    address = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    standing = models.CharField(
        max_length=10, choices=PartyStanding, default=PartyStanding.IN_SUIT, db_default="in_suit"
    )

    class Meta:
        db_table = "party"
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="party_place")]
        indexes = [models.Index(END_OF_ID, name="party_by_end_of_id")]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A document on a case, stored once by its SHA-256 and never changed.

    `viewing_sha256` is the copy shown in a browser, converted or with what acts taken out of it;
    empty if there is none. `scan` is what a virus scanner said when the document came. `paper` is what
    it is, empty for the court's own letters; `answers` is the point of a notice it came to answer.
    One that is `only_for` a party is shown to that side and to the court, one that is
    `only_for_role` to all parties of that role.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", db_index=False)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    language = models.CharField(max_length=10, blank=True)
    position = models.SmallIntegerField(default=1)
    title = models.CharField(max_length=300, blank=True)
    proves = models.TextField(blank=True)
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="translations", db_index=False
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", db_index=False
    )
    paper = models.CharField(max_length=40, blank=True)
    answers = models.CharField(max_length=20, blank=True)
    viewing_sha256 = models.CharField(max_length=64, blank=True)
    viewing_type = models.CharField(max_length=100, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.IntegerField(null=True)
    scan = models.CharField(max_length=11, blank=True)
    only_for = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="own_documents", db_index=False
    )
    only_for_role = models.CharField(max_length=12, choices=Role, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "document"
        indexes = [models.Index(fields=["case", "id"], name="document_of_case")]

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """What an agent may do on a case for a party, and from when until when (court-local dates).

    The principal is a person, who stays the same when the parties of the claim are corrected.
    `powers` are the special powers named one by one (CPL 62); whatever is not named there is not
    covered by "general authority". `receives` is false where the power of attorney says that the
    agent may not receive documents. What decides on its formality stands beside it: of which
    category the principal is, where and when it was signed, how it is certified.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="representations")
    principal = models.ForeignKey("identity.Person", models.PROTECT, related_name="agents")
    agent = models.ForeignKey("identity.Person", models.PROTECT, related_name="principals")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    office = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    powers = models.JSONField(default=list)
    receives = models.BooleanField(default=True)
    principal_category = models.CharField(max_length=60)
    signed_in = models.CharField(max_length=2)
    signed_on = models.DateField()
    certified = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "representation"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "principal", "agent"],
                condition=models.Q(revoked_at=None),
                name="representation_once",
            )
        ]
        indexes = [models.Index(fields=["agent", "case"], name="representation_of_agent")]

    def __str__(self) -> str:
        return self.name


class DeadlineState(models.TextChoices):
    """How a deadline stands."""

    RUNNING = "running"
    MET = "met"
    MISSED = "missed"
    LIFTED = "lifted"


class Deadline(models.Model):
    """A running time limit: court-local dates, both included, and the article that gives it.

    `of_court` says that the court itself must act in it: its own closure never lengthens it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines", db_index=False)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="deadlines")
    kind = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    citation = models.CharField(max_length=80)
    of_court = models.BooleanField(db_default=False)
    state = models.CharField(max_length=8, choices=DeadlineState, default=DeadlineState.RUNNING)

    class Meta:
        db_table = "deadline"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "party", "first_day"],
                name="deadline_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "last_day"],
                condition=models.Q(state="running"),
                name="deadline_running",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.last_day}"


class TaskState(models.TextChoices):
    """How a task stands."""

    OPEN = "open"
    DONE = "done"


class Task(models.Model):
    """Something a queue of a court, or one member of its staff, has to do.

    `party` is the one whose money or application it is about; None where it is about the case.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey(
        "directory.Court", models.PROTECT, related_name="tasks", db_index=False
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="tasks", db_index=False
    )
    queue = models.CharField(max_length=24)
    kind = models.CharField(max_length=40)
    assigned_to = models.ForeignKey(
        "identity.Account", models.SET_NULL, null=True, related_name="tasks"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=4, choices=TaskState, default=TaskState.OPEN)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "task"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "party"],
                condition=models.Q(state="open"),
                name="task_open_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(fields=["court", "queue", "state", "due_on", "id"], name="task_queue")
        ]

    def __str__(self) -> str:
        return self.kind


class CaseNumberCounter(models.Model):
    """The last number given, per court, year and kind; its row lock makes numbers gapless."""

    pk = models.CompositePrimaryKey("court", "year", "kind")
    court = models.ForeignKey("directory.Court", models.PROTECT)
    year = models.SmallIntegerField()
    kind = models.CharField(max_length=20)
    last = models.IntegerField()

    class Meta:
        db_table = "case_number_counter"

    def __str__(self) -> str:
        return f"{self.court_id} {self.year} {self.kind} {self.last}"
