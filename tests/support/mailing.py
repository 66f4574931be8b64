"""E-mail that is kept, for tests of what people are told."""

import pytest

from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind


@pytest.fixture
def mail() -> FakeMail:
    """Binds a mail server that keeps every message; the binding ends with the test."""
    fake = FakeMail()
    bind(MailGateway, fake)  # type: ignore[type-abstract]
    return fake
