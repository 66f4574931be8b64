"""What the court asks of e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message to one address. `key` becomes its Message-ID: a repeat is seen to be one."""

    key: str
    to: str
    subject: str
    text: str
    attachments: Sequence[Attachment] = ()


class Answer(Enum):
    """What the receiving server said, in our words."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: the address is wrong or closed
    DEFERRED = "deferred"  # try again later


@dataclass(frozen=True, slots=True)
class Sent:
    """The server's answer, with its own words kept as evidence."""

    answer: Answer
    server_said: str
    message_id: str


class MailUnavailableError(Exception):
    """No mail server could be reached: nothing was sent."""


class MailGateway(Protocol):
    """Sends e-mail and reports what the receiving server answered."""

    def send(self, mail: Mail) -> Sent:
        """Send one message.

        Raises:
            MailUnavailableError: the server could not be reached or broke off.
        """
