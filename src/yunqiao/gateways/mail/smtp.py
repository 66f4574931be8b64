"""E-mail over SMTP (RFC 5321)."""

import smtplib
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from yunqiao.gateways.mail.port import Answer, Mail, MailUnavailableError, Sent

TIMEOUT: Final = 10
"""Seconds to wait for the server: a person may be waiting for a sign-in code."""

PERMANENT: Final = 500


class SmtpMail:
    """Sends through the server of a URL: smtp://, smtp+tls:// (STARTTLS) or smtps://user:password@host."""

    def __init__(self, url: str, sender: str) -> None:
        self._server: SplitResult = urlsplit(url)
        self._sender = sender

    def send(self, mail: Mail) -> Sent:
        """Send one message (see the port)."""
        message = _message(mail, self._sender)
        try:
            with self._connect() as server:
                server.send_message(message)
                return Sent(Answer.ACCEPTED, "250", message["Message-ID"])
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = error.recipients[mail.to]
            return Sent(_answer(code), f"{code} {_text(reply)}", message["Message-ID"])
        except smtplib.SMTPResponseException as error:
            said = f"{error.smtp_code} {_text(error.smtp_error)}"
            return Sent(_answer(error.smtp_code), said, message["Message-ID"])
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnavailableError(str(error)) from error

    def _connect(self) -> smtplib.SMTP:
        host, port = self._server.hostname or "localhost", self._server.port or 25
        secure = self._server.scheme == "smtps"
        server = (smtplib.SMTP_SSL if secure else smtplib.SMTP)(host, port, timeout=TIMEOUT)
        if self._server.scheme == "smtp+tls":
            server.starttls()
        if self._server.username:
            server.login(unquote(self._server.username), unquote(self._server.password or ""))
        return server


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{mail.key}@{sender.rpartition('@')[2].rstrip('>')}>"
    message.set_content(mail.text)
    for file in mail.attachments:
        main, _, sub = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message


def _answer(code: int) -> Answer:
    return Answer.REFUSED if code >= PERMANENT else Answer.DEFERRED


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
