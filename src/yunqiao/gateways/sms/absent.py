"""No carrier: no text message can be sent from here."""

from collections.abc import Mapping

from yunqiao.gateways.sms.port import (
    DeliveryReport,
    Handed,
    ReportRefusedError,
    SmsUnavailableError,
    TextMessage,
)


class NoSms:
    """Sends nothing."""

    def send(self, message: TextMessage) -> Handed:
        """Say that there is no carrier (see the port)."""
        del message
        raise SmsUnavailableError("this court has no carrier of text messages")

    def read_report(self, path: str, headers: Mapping[str, str], body: bytes) -> DeliveryReport:
        """Refuse every report (see the port)."""
        del path, headers, body
        raise ReportRefusedError("this court has no carrier of text messages")
