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
from yunqiao.gateways.mail.port import Answer, Mail, MailGateway, MailUnavailableError, Sent
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.scanning.port import Scanner, ScannerUnavailableError, Verdict
from yunqiao.gateways.sealing.port import Sealer, SealUnavailableError
from yunqiao.gateways.storage.port import Storage, StorageFullError
from yunqiao.gateways.timestamp.port import TimestampAuthority, TimestampError

PROBE: Final = b"yunqiao"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the page shows it: what for, where it stands; `check` raises if it fails.

    Some cannot be asked without sending somebody something.
    """

    name: Promise
    setting: str
    check: Callable[[], bool] | None = None

    @property
    def place(self) -> str:
        """Its host, or the kind of place; never a password. Empty where none is set."""
        parts = urlsplit(str(getattr(settings, self.setting, "") or ""))
        return parts.hostname or parts.path


def _stores() -> bool:
    gateway(Storage).keep([PROBE])  # type: ignore[type-abstract]
    return True


def _stamps() -> bool:
    gateway(TimestampAuthority).stamp(PROBE)  # type: ignore[type-abstract]
    return True


def _seals() -> bool:
    return bool(gateway(Sealer).certificates)  # type: ignore[type-abstract]


def _scans() -> bool:
    verdict = gateway(Scanner).scan([PROBE], len(PROBE))  # type: ignore[type-abstract]
    return verdict is Verdict.CLEAN


PROVIDERS: Final = (
    Provider(gettext_lazy("Store of documents"), "STORAGE_URL", _stores),
    Provider(gettext_lazy("Time-stamping authority"), "TIMESTAMP_URL", _stamps),
    Provider(gettext_lazy("Seal of the court"), "SEAL_NAME", _seals),
    Provider(gettext_lazy("Virus scanner"), "SCANNER_URL", _scans),
    Provider(gettext_lazy("Text messages"), "SMS_URL"),
    Provider(gettext_lazy("Register of the immigration authority"), "IMMIGRATION_URL"),
)
_FAILURES: Final = (
    OSError,
    StorageFullError,
    TimestampError,
    SealUnavailableError,
    ScannerUnavailableError,
)


def answers(provider: Provider) -> str:
    """What a provider does when it is asked now: a sentence. Network calls, no transaction."""
    if provider.check is None:
        return _("It cannot be asked without sending something.") if provider.place else ""
    try:
        works = provider.check()
    except _FAILURES as error:
        return _("It does not answer: %(reason)s") % {"reason": error}
    return _("It answers.") if works else _("None is set.")


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
