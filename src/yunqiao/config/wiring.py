"""Binds each port to the gateway the settings name."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from yunqiao.gateways.bank.accounts import BankAccountsFolder
from yunqiao.gateways.bank.files import BankFiles
from yunqiao.gateways.bank.port import BankAccounts, BankGateway
from yunqiao.gateways.immigration.port import ImmigrationRegister
from yunqiao.gateways.immigration.signed import SignedRegister
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.mail.smtp import SmtpMail
from yunqiao.gateways.payment.accounts import AccountsFolder
from yunqiao.gateways.payment.port import PaymentGateways
from yunqiao.gateways.registry import bind
from yunqiao.gateways.scanning.absent import NoScanner
from yunqiao.gateways.scanning.clamd import ClamdScanner
from yunqiao.gateways.scanning.port import Scanner
from yunqiao.gateways.sealing.local import LocalSealer
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.signatures import Signing
from yunqiao.gateways.signing.keyfile import KeyFileSigner
from yunqiao.gateways.signing.port import Signer
from yunqiao.gateways.sms.absent import NoSms
from yunqiao.gateways.sms.port import SmsGateway
from yunqiao.gateways.sms.signed_http import SignedHttpSms
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority
from yunqiao.gateways.timestamp.rfc3161 import Rfc3161Authority


class WiringConfig(AppConfig):
    """Runs the wiring once Django's apps are loaded."""

    name = "yunqiao.config"
    label = "config"

    def ready(self) -> None:
        """Bind all ports."""
        wire()


def wire() -> None:
    """Bind all ports as the settings say."""
    bind(MailGateway, SmtpMail(settings.MAIL_URL, settings.MAIL_FROM))  # type: ignore[type-abstract]
    bind(SmsGateway, SignedHttpSms(settings.SMS_URL) if settings.SMS_URL else NoSms())  # type: ignore[type-abstract]
    bind(Storage, storage_at(settings.STORAGE_URL))  # type: ignore[type-abstract]
    signing = Signing(key_id="court", secret=settings.IMMIGRATION_SECRET.encode())
    bind(ImmigrationRegister, SignedRegister(settings.IMMIGRATION_URL, signing))  # type: ignore[type-abstract]
    bind(Signer, KeyFileSigner(settings.HOME / "secrets" / "log_key.pem"))  # type: ignore[type-abstract]
    bind(Sealer, LocalSealer(settings.HOME / "secrets" / "seal.pem", settings.SEAL_NAME))  # type: ignore[type-abstract]
    bind(TimestampAuthority, Rfc3161Authority(settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS))  # type: ignore[type-abstract]
    bind(PaymentGateways, AccountsFolder(settings.PAYMENT_ACCOUNTS))  # type: ignore[type-abstract]
    bind(BankAccounts, BankAccountsFolder(settings.PAYMENT_ACCOUNTS))  # type: ignore[type-abstract]
    bind(BankGateway, BankFiles())  # type: ignore[type-abstract]
    bind(Scanner, ClamdScanner(settings.SCANNER_URL) if settings.SCANNER_URL else NoScanner())  # type: ignore[type-abstract]


def storage_at(url: str) -> Storage:
    """The store of documents a URL names: `file:///folder` or `s3://KEY:SECRET@host/bucket`.

    Raises:
        ImproperlyConfigured: it names neither.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FolderStorage(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.path.strip("/"):
        from yunqiao.gateways.storage.s3 import S3Storage

        return S3Storage(url)
    raise ImproperlyConfigured(
        "STORAGE_URL must be file:///a/folder or s3://KEY:SECRET@host:port/bucket"
    )
