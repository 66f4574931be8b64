"""Mail and texts of the court as fakes, and the worker's part in handing them over."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache

from yunqiao.court.identity import messages
from yunqiao.court.identity.records import Message, MessageState
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import Mail, MailGateway, MailUnavailableError, Sent
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.sms.fake import FakeSms
from yunqiao.gateways.sms.port import SmsGateway

LONG_CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
SHORT_CODE = re.compile(r"\d{6}")


class NoMail:
    """A mail server that cannot be reached."""

    def send(self, mail: Mail) -> Sent:
        raise MailUnavailableError(mail.to)


@dataclass
class Post:
    """What was handed to the carriers; looking hands over what waits, as the worker would."""

    mail: FakeMail
    sms: FakeSms

    def hand_over(self, *, give_up: bool = False) -> None:
        waiting = Message.objects.filter(state=MessageState.WAITING).order_by("created_at", "id")
        for message_id in list(waiting.values_list("id", flat=True)):
            messages.hand_over(message_id=message_id, give_up=give_up)

    def mails(self, to: str = "") -> list[Mail]:
        self.hand_over()
        return [mail for mail in self.mail.sent if to in mail.to]

    def texts(self, to: str = "") -> list[str]:
        self.hand_over()
        return [text.text for text in self.sms.sent if to in text.to]

    def code(self) -> str:
        """The code of the newest message by e-mail."""
        found = LONG_CODE.search(self.mails()[-1].subject) or SHORT_CODE.search(
            self.mails()[-1].subject
        )
        assert found
        return found[0]

    def text_code(self) -> str:
        """The code of the newest text."""
        found = SHORT_CODE.search(self.texts()[-1])
        assert found
        return found[0]


@contextmanager
def post_office() -> Iterator[Post]:
    """Fakes in the place of both carriers, and no attempts counted yet."""
    cache.clear()
    before = gateway(MailGateway), gateway(SmsGateway)  # type: ignore[type-abstract]
    post = Post(FakeMail(), FakeSms())
    bind(MailGateway, post.mail)  # type: ignore[type-abstract]
    bind(SmsGateway, post.sms)  # type: ignore[type-abstract]
    yield post
    bind(MailGateway, before[0])  # type: ignore[type-abstract]
    bind(SmsGateway, before[1])  # type: ignore[type-abstract]
