"""Text messages that are kept instead of sent, for tests."""

import json
from collections.abc import Mapping

from yunqiao.gateways.sms.port import (
    Answer,
    DeliveryReport,
    Handed,
    Outcome,
    ReportRefusedError,
    SmsUnavailableError,
    TextMessage,
)


class FakeSms:
    """Keeps every message once; numbers in `refused` are barred, those in `deferred` must wait."""

    def __init__(self) -> None:
        self.sent: list[TextMessage] = []
        self.refused: set[str] = set()
        self.deferred: set[str] = set()
        self.is_down = False

    def send(self, message: TextMessage) -> Handed:
        """Keep the message (see the port)."""
        if self.is_down:
            raise SmsUnavailableError("the carrier is down")
        if message.to in self.refused:
            return Handed(Answer.REFUSED, "422 number_barred", "")
        if message.to in self.deferred:
            return Handed(Answer.DEFERRED, "429 too_many_requests", "")
        if all(message.key != kept.key for kept in self.sent):
            self.sent.append(message)
        return Handed(Answer.ACCEPTED, "202 queued", f"fake.{message.key}")

    def read_report(self, path: str, headers: Mapping[str, str], body: bytes) -> DeliveryReport:
        """Take a report made by `report` (see the port)."""
        del path
        if headers.get("x-signature") != "fake":
            raise ReportRefusedError("the signature is wrong")
        told = json.loads(body)
        return DeliveryReport(told["key"], Outcome(told["outcome"]), told["outcome"])

    @staticmethod
    def report(key: str, outcome: Outcome) -> tuple[dict[str, str], bytes]:
        """Headers and body of a report as this carrier would send it."""
        body = json.dumps({"key": key, "outcome": outcome.value}).encode()
        return {"x-signature": "fake"}, body
