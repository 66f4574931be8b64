"""Inviting by e-mail whoever was given a post, once, and keeping the mail server's answer."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from yunqiao.court.administration import entries
from yunqiao.court.administration.entries import Change, MessageSent
from yunqiao.court.casefile.words import post_name
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.mail.port import Mail, MailGateway
from yunqiao.gateways.registry import gateway


def invite(*, entry: DocketEntry) -> None:
    """Write to whoever got a post by this entry; a changed post invites nobody.

    Raises:
        MailUnavailableError: the mail server could not be reached; try again later.
    """
    change = Change.read(entry.payload)
    key = RequestKey.of(THE_COURT, f"{entry.id}.invitation", None)
    if change.before or idempotency.recall(key) is not None:
        return
    court = Court.objects.get(id=entry.stream_id)
    mail = _mail(entry, change, court)
    sent = gateway(MailGateway).send(mail)  # type: ignore[type-abstract]
    said = MessageSent(
        about=str(entry.id), to=mail.to, answer=sent.answer.value, server_said=sent.server_said
    )
    idempotency.once(key, lambda: _record(court, said, key))


def _record(court: Court, said: MessageSent, key: RequestKey) -> dict[str, Any]:
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.COURT, court.id)
        payload = said.payload()
        writing.record(Stream.COURT, court.id, entries.INVITATION_SENT, payload, advance=False)
        idempotency.settle(writing, key, payload)
    return payload


def _mail(entry: DocketEntry, change: Change, court: Court) -> Mail:
    """The invitation in the language of the account."""
    to = change.after["email"]
    account = Account.objects.get(email=to)
    with translation.override(account.language):
        context = {
            "court": court,
            "post": post_name(change.after["role"]),
            "since": change.after["since"],
            "address": f"{settings.ORIGIN}{reverse('account_login')}",
        }
        subject = render_to_string("administration/invitation_subject.txt", context)
        text = render_to_string("administration/invitation.txt", context)
    return Mail(key=f"invitation.{entry.id}", to=to, subject=" ".join(subject.split()), text=text)
