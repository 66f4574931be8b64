"""Tables every room stands on: docket entries, the log over them, idempotency records."""

from typing import Any
from uuid import UUID

import orjson
from django.db import models


class Stream(models.TextChoices):
    """What a legal act is recorded on (design.md, Streams)."""

    CASE = "case"
    PERSON = "person"
    COURT = "court"


class DocketEntry(models.Model):
    """One legal act, recorded for good. The database refuses to change or delete it.

    `body` is the canonical form (foundation.canonical) and the only thing hashed; the other
    columns repeat parts of it for indexes, and the audit compares them.
    """

    id = models.UUIDField(primary_key=True)
    stream = models.CharField(max_length=8, choices=Stream)
    stream_id = models.UUIDField()
    seq = models.IntegerField()
    kind = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    body = models.BinaryField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    @property
    def record(self) -> dict[str, Any]:
        """The entry as its canonical body says it."""
        record: dict[str, Any] = orjson.loads(bytes(self.body))
        return record

    @property
    def payload(self) -> dict[str, Any]:
        """The typed payload, as JSON; each room's `entries.py` gives it its type."""
        payload: dict[str, Any] = self.record["payload"]
        return payload

    @property
    def on_behalf_of(self) -> UUID | None:
        """For whom the actor acted, where that is somebody else."""
        value = self.record["on_behalf_of"]
        return UUID(value) if value else None

    class Meta:
        db_table = "docket_entry"
        constraints = [
            models.UniqueConstraint(fields=["stream_id", "seq"], name="docket_entry_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.stream_id} #{self.seq} {self.kind}"


class LogPending(models.Model):
    """A committed entry the sequencer has not yet appended to the log.

    Written by the statement that writes the entry, so that the log can be tailed without
    scanning, whatever the order of commits and after a restore into another cluster.
    """

    entry = models.OneToOneField(
        DocketEntry, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )

    class Meta:
        db_table = "log_pending"

    def __str__(self) -> str:
        return str(self.entry_id)


class LogLeaf(models.Model):
    """The leaf of an entry in the Merkle log (RFC 9162, section 2.1); `index` counts from 0."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(
        DocketEntry, models.PROTECT, db_constraint=False, related_name="leaf"
    )
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "log_leaf"

    def __str__(self) -> str:
        return str(self.index)


class LogTile(models.Model):
    """The root of 256**level leaves, written once when the last of them is: proofs stay short.

    `index` counts at its level, so that the leaves begin at index * 256**level; level 0 would be
    the leaves, which `LogLeaf` holds.
    """

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "log_tile"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="log_tile_one")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class LogCheckpoint(models.Model):
    """A signed, time-stamped statement of the log's size and root that has left the database."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField()
    timestamp = models.BinaryField(null=True)

    class Meta:
        db_table = "log_checkpoint"

    def __str__(self) -> str:
        return f"size {self.size}"


class IdempotencyRecord(models.Model):
    """What a creating request of one account gave, so that the same key gives the same thing."""

    pk = models.CompositePrimaryKey("account", "key")
    account = models.UUIDField()
    key = models.CharField(max_length=128)
    fingerprint = models.BinaryField(max_length=32)
    result = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "idempotency_record"

    def __str__(self) -> str:
        return self.key
