"""E-mail that is kept instead of sent, for tests."""

from yunqiao.gateways.mail.port import Answer, Mail, Sent


class FakeMail:
    """Keeps every message; addresses in `refused` are answered as closed."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.refused: set[str] = set()

    def send(self, mail: Mail) -> Sent:
        """Keep the message (see the port)."""
        message_id = f"<{mail.key}@fake>"
        if mail.to in self.refused:
            return Sent(Answer.REFUSED, "550 no such mailbox", message_id)
        self.sent.append(mail)
        return Sent(Answer.ACCEPTED, "250", message_id)
