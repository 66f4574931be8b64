"""Uploads: files being received piece by piece, and files that have arrived."""

from django.conf import settings
from django.db import models

from yunqiao.court.foundation.ids import new_id
from yunqiao.court.papers.states import UploadState


class Scan(models.TextChoices):
    """What a virus scanner said of a file."""

    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"
    INFECTED = "infected"


class Upload(models.Model):
    """A file an account has handed in; its bytes are stored by SHA-256 and never changed.

    `envelope` is what it was handed in for, such as a draft; `exhibit` is its place in there, which
    a replacement takes over. `media_type` is what the sender said until the examination says what
    it is. The viewing copy and the thumbnail are files of our own making, stored by SHA-256 too;
    an empty one means that the original is shown, or that there is none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    envelope = models.UUIDField(null=True)
    exhibit = models.UUIDField(default=new_id, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=UploadState, default=UploadState.RECEIVED)
    reason = models.CharField(max_length=24, blank=True)
    scan = models.CharField(max_length=11, choices=Scan, default=Scan.NOT_SCANNED)
    viewing_sha256 = models.CharField(max_length=64, blank=True)
    viewing_type = models.CharField(max_length=100, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.IntegerField(null=True)

    class Meta:
        db_table = "upload"
        indexes = [models.Index(fields=["envelope", "id"], name="upload_in_envelope")]

    def __str__(self) -> str:
        return self.name


class UploadSession(models.Model):
    """A file being received: of `size` bytes announced, `received` have arrived for good.

    The upload it becomes has the same id. `metadata` is the client's own header, given back as is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="upload_sessions"
    )
    envelope = models.UUIDField(null=True)
    exhibit = models.UUIDField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    metadata = models.TextField(blank=True)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "upload_session"
        indexes = [
            models.Index(fields=["envelope", "id"], name="session_in_envelope"),
            models.Index(fields=["expires_at"], name="session_expiry"),
        ]

    def __str__(self) -> str:
        return self.name


class UploadChunk(models.Model):
    """Bytes of a session that lie in a file of their own until the whole has arrived."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(UploadSession, models.CASCADE, related_name="chunks")
    first_byte = models.BigIntegerField()
    size = models.BigIntegerField()

    class Meta:
        db_table = "upload_chunk"
        constraints = [
            models.UniqueConstraint(fields=["session", "first_byte"], name="upload_chunk_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} from {self.first_byte}"


class UnusedBytes(models.Model):
    """Stored bytes that an upload left behind; the database notes them when its row is deleted.

    `is_leaving` while the store is told to remove them; `left_at` once it has.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    is_leaving = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "unused_bytes"

    def __str__(self) -> str:
        return self.sha256
