"""Providers of the court: which are set, whether they answer now, a test message."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.administration import access, entries
from yunqiao.court.administration.entries import MessageSent
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.immigration.port import (
    Asked,
    ImmigrationRegister,
    RegisterUnavailableError,
)
from yunqiao.gateways.mail.port import Answer, Mail, MailGateway, MailUnavailableError, Sent
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.scanning.port import Scanner, ScannerUnavailableError
from yunqiao.gateways.sealing.port import Sealer, SealUnavailableError
from yunqiao.gateways.sms.port import SmsGateway, SmsUnavailableError, TextMessage
from yunqiao.gateways.storage.port import Storage, StorageFullError
from yunqiao.gateways.timestamp.port import TimestampAuthority, TimestampError

PROBE: Final = b"yunqiao"
NO_NUMBER: Final = "+0"
"""A telephone number that cannot exist: a carrier says so, and nobody gets a text."""
NO_PAPER: Final = "YUNQIAO0000"
"""The number of a paper that nobody has: the register says that it knows none."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the page shows it: what for, where it stands.

    `check` gives what it said, if it says something; it raises if it fails.
    """

    name: Promise
    setting: str
    check: Callable[[], str]

    @property
    def place(self) -> str:
        """Its host, or the kind of place; never a password. Empty where none is set."""
        parts = urlsplit(str(getattr(settings, self.setting, "") or ""))
        return parts.hostname or parts.path


def _stores() -> str:
    gateway(Storage).keep([PROBE])  # type: ignore[type-abstract]
    return ""


def _stamps() -> str:
    gateway(TimestampAuthority).stamp(PROBE)  # type: ignore[type-abstract]
    return ""


def _seals() -> str:
    gateway(Sealer).sign(PROBE)  # type: ignore[type-abstract]
    return ""


def _scans() -> str:
    return gateway(Scanner).scan([PROBE], len(PROBE)).value  # type: ignore[type-abstract]


def _texts() -> str:
    probe = TextMessage(key=f"probe.{new_id()}", to=NO_NUMBER, text=PROBE.decode())
    return gateway(SmsGateway).send(probe).carrier_said  # type: ignore[type-abstract]


def _compares() -> str:
    asked = Asked(
        key=f"probe.{new_id()}", kind="passport", number=NO_PAPER, name=PROBE.decode().upper()
    )
    return gateway(ImmigrationRegister).compare(asked).verdict.value  # type: ignore[type-abstract]


PROVIDERS: Final = (
    Provider(gettext_lazy("Store of documents"), "STORAGE_URL", _stores),
    Provider(gettext_lazy("Time-stamping authority"), "TIMESTAMP_URL", _stamps),
    Provider(gettext_lazy("Seal of the court"), "SEAL_NAME", _seals),
    Provider(gettext_lazy("Virus scanner"), "SCANNER_URL", _scans),
    Provider(gettext_lazy("Text messages"), "SMS_URL", _texts),
    Provider(gettext_lazy("Register of the immigration authority"), "IMMIGRATION_URL", _compares),
)
_FAILURES: Final = (
    OSError,
    StorageFullError,
    TimestampError,
    SealUnavailableError,
    ScannerUnavailableError,
    SmsUnavailableError,
    RegisterUnavailableError,
)


def answers(provider: Provider) -> str:
    """What a provider does when it is asked now: a sentence. Network calls, no transaction."""
    if not provider.place:
        return ""
    try:
        said = provider.check()
    except _FAILURES as error:
        return _("It does not answer: %(reason)s") % {"reason": error}
    return _("It answers: %(said)s") % {"said": said} if said else _("It answers.")


def send_test_message(*, by: Account, court: Court, to: str) -> Sent:
    """Send a test message and keep the mail server's answer in the court's stream.

    Raises:
        NotPermittedError: the account does not administer this court.
    """
    access.may_administer(by, court).require()
    mail = Mail(
        key=f"test.{new_id()}",
        to=to,
        subject=_("A test message of the court"),
        text=_("This message shows that e-mail of the court arrives. You need do nothing."),
    )
    try:
        sent = gateway(MailGateway).send(mail)  # type: ignore[type-abstract]
    except MailUnavailableError as error:
        sent = Sent(Answer.DEFERRED, str(error), mail.key)
    said = MessageSent(
        about=mail.key, to=to, answer=sent.answer.value, server_said=sent.server_said
    )
    with act(by=Actor(person=by.person_id)) as writing:
        writing.lock(Stream.COURT, court.id)
        writing.record(
            Stream.COURT, court.id, entries.TEST_MESSAGE_SENT, said.payload(), advance=False
        )
    return sent
