"""What the court asks of a carrier of text messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMessage:
    """One text to one mobile number in E.164. `key` names it: the same key is sent once only.

    `report_to` is the address at which the court takes the carrier's report of its delivery.
    """

    key: str
    to: str
    text: str
    report_to: str = ""


class Answer(Enum):
    """What the carrier said when it was given the message, in our words."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: the number is wrong, closed or barred
    DEFERRED = "deferred"  # try again later


@dataclass(frozen=True, slots=True)
class Handed:
    """The carrier's answer, with its own words kept as evidence."""

    answer: Answer
    carrier_said: str
    message_id: str


class Outcome(Enum):
    """What became of a message the carrier had accepted."""

    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A carrier's later word on the message of this key."""

    key: str
    outcome: Outcome
    carrier_said: str


class SmsUnavailableError(Exception):
    """No carrier could be reached, or it broke off: whether the message was taken is not known."""


class ReportRefusedError(Exception):
    """What came as a report is not from the carrier, or cannot be read."""


class SmsGateway(Protocol):
    """Sends text messages and understands what the carrier reports of them."""

    def send(self, message: TextMessage) -> Handed:
        """Hand one message to the carrier.

        Raises:
            SmsUnavailableError: the same message can be sent again; it goes out once.
        """

    def read_report(self, path: str, headers: Mapping[str, str], body: bytes) -> DeliveryReport:
        """Understand a report that came to `path` over HTTP, with lower-case header names.

        Raises:
            ReportRefusedError: it is not the carrier's, too old, or not a report of delivery.
        """
