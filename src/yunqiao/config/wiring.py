"""Binds each port to the gateway the settings name."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.apps import AppConfig
from django.conf import settings

from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.mail.smtp import SmtpMail
from yunqiao.gateways.registry import bind
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage


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
    bind(Storage, FolderStorage(Path(unquote(urlsplit(settings.STORAGE_URL).path))))  # type: ignore[type-abstract]
