"""Rows about a person's ways in: messages to them, sessions they have open, requests for a way back."""

from django.db import models

from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.states import WayBackState


class Channel(models.TextChoices):
    """By what a person is reached."""

    EMAIL = "email"
    SMS = "sms"


class MessageState(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNDELIVERED = "undelivered"
    GIVEN_UP = "given_up"


class Message(models.Model):
    """A message about an account to one address of its holder: a code, or word of a change.

    Its text is erased as soon as it is handed over or given up. `about` is the docket entry that a
    text tells of; what became of such a text goes on the docket, under its subject.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=11, choices=MessageState, default=MessageState.WAITING)
    said = models.CharField(max_length=500, blank=True)
    about = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "account_message"
        indexes = [models.Index(fields=["created_at"], name="account_message_age")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class OpenSession(models.Model):
    """A session opened by signing in, so that its holder can see and end it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=300, blank=True)
    network_address = models.GenericIPAddressField(null=True)
    began_at = models.DateTimeField()

    class Meta:
        db_table = "open_session"

    def __str__(self) -> str:
        return self.device


class WayBack(models.Model):
    """A request of somebody who lost every way into an account, to be decided by a court officer.

    `lost` is the address they signed in with, `offered` the proved one that is to take its place.
    Once granted, it takes effect at `effective_at` unless the account's holder stops it. Whoever
    asked reads `language`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    court = models.ForeignKey("directory.Court", models.PROTECT, related_name="ways_back")
    lost = models.CharField(max_length=254)
    offered_channel = models.CharField(max_length=5, choices=Channel)
    offered = models.CharField(max_length=254)
    name = models.CharField(max_length=300)
    explanation = models.TextField()
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=WayBackState, default=WayBackState.OPEN)
    decided_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="ways_back_decided"
    )
    decided_at = models.DateTimeField(null=True)
    identity_check = models.CharField(max_length=12, blank=True)
    reason = models.TextField(blank=True)
    effective_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "way_back"
        constraints = [
            models.UniqueConstraint(
                fields=["lost", "offered"],
                condition=models.Q(state="open"),
                name="way_back_once_open",
            )
        ]
        indexes = [models.Index(fields=["court", "state", "due_on", "id"], name="way_back_queue")]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at:%Y-%m-%d}"
