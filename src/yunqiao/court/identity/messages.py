"""Messages about an account to its holder: queued with what they are about, handed over by a job."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from procrastinate.contrib.django import app

from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.records import Channel, Message, MessageState
from yunqiao.gateways.mail.port import Answer as MailAnswer
from yunqiao.gateways.mail.port import Mail, MailGateway, MailUnavailableError
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.sms.port import Answer as SmsAnswer
from yunqiao.gateways.sms.port import (
    DeliveryReport,
    Outcome,
    SmsGateway,
    SmsUnavailableError,
    TextMessage,
)

HAND_OVER: Final = "identity.hand_over"
URGENT: Final = 100
"""The priority of the job: a person is waiting for a code."""
TEXT_CLOSED: Final = "procedure.text_closed"
"""The job that puts on the docket what became of a text; `court.procedure` defines it."""
REPORTS: Final = "/api/v1/sms/reports"
CODE_HOLDS: Final = timedelta(minutes=15)
WORD_HOLDS: Final = timedelta(days=2)
REPORTED_WITHIN: Final = timedelta(days=1)
"""How long the court waits for a carrier's report before somebody reaches the person."""
KEPT: Final = timedelta(days=30)
_MAIL: Final = {
    MailAnswer.ACCEPTED: MessageState.HANDED_OVER,
    MailAnswer.REFUSED: MessageState.REFUSED,
}
_SMS: Final = {
    SmsAnswer.ACCEPTED: MessageState.HANDED_OVER,
    SmsAnswer.REFUSED: MessageState.REFUSED,
}
_OUTCOMES: Final = {
    Outcome.DELIVERED: MessageState.DELIVERED,
    Outcome.UNDELIVERED: MessageState.UNDELIVERED,
}


class TryAgainError(Exception):
    """The message was not taken now; the job tries again."""


def send_code(*, channel: Channel, address: str, code: str) -> Message:
    """Queue a code to an address, in the reader's language."""
    message = _message(channel, address, CODE_HOLDS)
    return _queue(message, "identity/messages/code", {"code": code})


def tell(*, account: Account, sentence: str, also: tuple[Channel, str] | None = None) -> None:
    """Tell the holder on every channel of the account, and on one more, what changed.

    `sentence` is already in the account's language.
    """
    channels = [(Channel.EMAIL, account.email), (Channel.SMS, account.phone)]
    with translation.override(account.language):
        for channel, address in dict.fromkeys([*channels, *([also] if also else [])]):
            if address:
                context = {"sentence": sentence, "origin": settings.ORIGIN}
                _queue(_message(channel, address, WORD_HOLDS), "identity/messages/told", context)


def tell_address(*, channel: Channel, address: str, sentence: str, language: str) -> None:
    """Tell one address, which need not belong to an account."""
    with translation.override(language):
        context = {"sentence": sentence, "origin": settings.ORIGIN}
        _queue(_message(channel, address, WORD_HOLDS), "identity/messages/told", context)


def text_notice(*, account: Account, about: UUID, sentence: str) -> None:
    """Tell a holder who has no e-mail address, by one text, what they can read on their pages.

    `about` is the docket entry it tells of: however often a job repeats, the text goes out once,
    and `TEXT_CLOSED` follows as soon as it is known whether it was delivered.
    """
    message_id = uuid5(about, f"text notice to {account.id}")
    if account.phone and not Message.objects.filter(id=message_id).exists():
        with translation.override(account.language):
            context = {"sentence": sentence, "origin": settings.ORIGIN}
            message = _message(Channel.SMS, account.phone, WORD_HOLDS)
            message.id, message.about, message.subject = message_id, about, sentence[:200]
            _queue(message, "identity/messages/notice", context)


def hand_over(*, message_id: UUID, give_up: bool) -> None:
    """Hand a waiting message to its carrier, outside of any transaction; handed over, do nothing.

    Raises:
        TryAgainError: the carrier did not take it now, and `give_up` is off.
    """
    message = Message.objects.filter(id=message_id, state=MessageState.WAITING).first()
    if message is None:
        return
    if message.expires_at < now():
        _close(message_id, MessageState.GIVEN_UP, "too late")
        return
    state, said = _hand(message)
    if state is not None:
        _close(message_id, state, said)
    elif give_up:
        _close(message_id, MessageState.GIVEN_UP, said)
    else:
        raise TryAgainError(said)


def take_report(*, report: DeliveryReport) -> None:
    """Note what a carrier reports of a message, which may come before its own answer is noted."""
    try:
        message_id = UUID(report.key)
    except ValueError:
        return
    _close(message_id, _OUTCOMES[report.outcome], report.carrier_said, MessageState.HANDED_OVER)


def give_up(*, message_id: UUID) -> None:
    """Give up a message that no job could hand over."""
    _close(message_id, MessageState.GIVEN_UP, "it could not be handed over")


def close_unreported() -> None:
    """Give up the texts about docket entries of which nobody has said in time what became."""
    at = now()
    late = Q(state=MessageState.HANDED_OVER, created_at__lt=at - REPORTED_WITHIN)
    late |= Q(state=MessageState.WAITING, expires_at__lt=at)
    for message_id in Message.objects.filter(late, about__isnull=False).values_list(
        "id", flat=True
    ):
        _close(message_id, MessageState.GIVEN_UP, "no report came", MessageState.HANDED_OVER)


def forget_old(*, before: datetime | None = None) -> None:
    """Forget what was sent a month ago."""
    Message.objects.filter(created_at__lt=before or now() - KEPT).delete()


def _message(channel: Channel, address: str, holds: timedelta) -> Message:
    at = now()
    return Message(channel=channel, address=address, created_at=at, expires_at=at + holds)


def _queue(message: Message, template: str, context: dict[str, str]) -> Message:
    if message.channel == Channel.SMS:
        message.text = render_to_string(f"{template}_sms.txt", context).strip()
    else:
        message.text = render_to_string(f"{template}.txt", context)
        subject = render_to_string(f"{template}_subject.txt", context)
        message.subject = " ".join(subject.split())
    with transaction.atomic():
        message.save(force_insert=True)
        app.configure_task(HAND_OVER, priority=URGENT).defer(message=str(message.id))
    return message


def _hand(message: Message) -> tuple[MessageState | None, str]:
    """What became of it, and in whose words; None: not now."""
    try:
        return _mailed(message) if message.channel == Channel.EMAIL else _texted(message)
    except (MailUnavailableError, SmsUnavailableError) as error:
        return None, str(error)


def _mailed(message: Message) -> tuple[MessageState | None, str]:
    key = f"account.{message.id}"
    mail = Mail(key=key, to=message.address, subject=message.subject, text=message.text)
    sent = gateway(MailGateway).send(mail)  # type: ignore[type-abstract]
    return _MAIL.get(sent.answer), sent.server_said


def _texted(message: Message) -> tuple[MessageState | None, str]:
    text = TextMessage(
        key=str(message.id),
        to=message.address,
        text=message.text,
        report_to=settings.ORIGIN + REPORTS,
    )
    handed = gateway(SmsGateway).send(text)  # type: ignore[type-abstract]
    return _SMS.get(handed.answer), handed.carrier_said


def _close(message_id: UUID, state: MessageState, said: str, *also_from: MessageState) -> None:
    standing = (MessageState.WAITING, *also_from)
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(id=message_id, state__in=standing)
        message = waiting.first()
        if message is None:
            return
        message.state, message.said, message.text = state, said[:500], ""
        if message.about is None:
            message.subject = ""
        elif state is not MessageState.HANDED_OVER:
            told = {"entry": str(message.about), "message": str(message.id)}
            app.configure_task(TEXT_CLOSED).defer(**told)
        message.save()
