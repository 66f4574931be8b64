"""Telling parties and agents what happened: by e-mail, or by a text where there is no address.

What the receiving mail server or the carrier said goes on the docket. What did not arrive, or had
no address to go to, becomes a task for a clerk: no notice ends otherwise.
"""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import NOTICE_SENT, PARTY_REACHED
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.sides import for_side, is_for
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.filing import reaching
from yunqiao.court.filing.kinds import REACH_PARTY
from yunqiao.court.filing.recipients import Recipient, recipients
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.reader import faces
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.messages import text_notice
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.identity.records import Message
from yunqiao.court.identity.told import Told
from yunqiao.gateways.mail.port import (
    Answer,
    Attachment,
    Mail,
    MailGateway,
    MailUnavailableError,
    Sent,
)
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage


def tell(*, entry: DocketEntry, give_up: bool) -> None:
    """Send the notices of an entry once each, and record what the receiving server said.

    What a carrier says of a text comes later (`note_text`). With `give_up`, an unreachable mail
    server is recorded as such and a clerk gets the task.

    Raises:
        MailUnavailableError: the mail server could not be reached; try again later.
    """
    case = Case.objects.select_related("court").get(id=entry.stream_id)
    for recipient in recipients(entry, case):
        if recipient.to:
            _tell(entry, case, recipient, give_up=give_up)
        elif recipient.reader is not None:
            subject, _text = _words(entry, case, recipient)
            text_notice(account=recipient.reader, about=entry.id, sentence=subject)
        else:
            subject, _text = _words(entry, case, recipient)
            told = Told(to="", subject=subject, answer=recipient.lacks)
            _record_once(entry, case, told, _key(entry, recipient.whom), recipient.side)


def note_text(*, entry: DocketEntry, message: Message) -> None:
    """Record what became of the text that told of an entry; not delivered, a clerk gets the task."""
    case = Case.objects.select_related("court").get(id=entry.stream_id)
    side = next(
        (
            one.side
            for one in recipients(entry, case)
            if one.reader and one.reader.phone == message.address
        ),
        None,
    )
    _record_once(entry, case, Told.by_text(message), _key(entry, str(message.id)), side)


def _tell(entry: DocketEntry, case: Case, recipient: Recipient, *, give_up: bool) -> None:
    key = _key(entry, recipient.whom)
    if idempotency.recall(key) is not None:
        return
    mail = _mail(entry, case, recipient, key=f"notice.{uuid5(entry.id, recipient.whom)}")
    try:
        sent = gateway(MailGateway).send(mail)  # type: ignore[type-abstract]
    except MailUnavailableError as error:
        if not give_up:
            raise
        sent = Sent(Answer.DEFERRED, str(error), mail.key)
    _record_once(entry, case, Told.by_mail(mail, sent), key, recipient.side)


def _key(entry: DocketEntry, whom: str) -> RequestKey:
    return RequestKey.of(THE_COURT, f"{uuid5(entry.id, whom)}.notice", None)


def _record_once(
    entry: DocketEntry, case: Case, told: Told, key: RequestKey, side: Party | None
) -> None:
    idempotency.once(key, lambda: _record(entry, case, told, key, side))


def _record(
    entry: DocketEntry, case: Case, told: Told, key: RequestKey, side: Party | None
) -> dict[str, Any]:
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.CASE, case.id)
        payload = {
            "about": str(entry.id),
            "side": str(side.id) if side else "",
            **asdict(told),
        }
        docket.record(writing, case, NOTICE_SENT, payload, advance=False)
        if not told.arrived:
            due_on = court_date(now(), case.court.zone) + timedelta(days=3)
            open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=REACH_PARTY, due_on=due_on)
    return payload


def _mail(entry: DocketEntry, case: Case, recipient: Recipient, *, key: str) -> Mail:
    subject, text = _words(entry, case, recipient)
    missed = _missed(entry, recipient.side)
    about = [entry.id, *(UUID(one.payload["about"]) for one in missed)]
    attached = _letters(about, recipient.side)
    return Mail(key=key, to=recipient.to, subject=subject, text=text, attachments=attached)


def _words(entry: DocketEntry, case: Case, recipient: Recipient) -> tuple[str, str]:
    """Subject and text in the language, and with the clock, of whoever reads them."""
    with translation.override(recipient.language):
        context = {
            "case": case,
            "origin": settings.ORIGIN,
            "received": faces(case.filed_at, recipient.zone or case.court.zone, case.court.zone),
            "payload": entry.payload,
            "missed": [one.payload["subject"] for one in _missed(entry, recipient.side)],
        }
        name = f"filing/mail/{entry.kind.lower()}"
        subject = " ".join(render_to_string(f"{name}_subject.txt", context).split())
        return subject, render_to_string(f"{name}.txt", context)


def _missed(entry: DocketEntry, side: Party | None) -> list[DocketEntry]:
    """The notices that did not arrive before the party was reached, but those to others."""
    if entry.kind != PARTY_REACHED:
        return []
    return for_side(side, reaching.missed_before(entry))


def _letters(entries: list[UUID], side: Party | None) -> list[Attachment]:
    """The letters about entries that may be shown to a side."""
    store = gateway(Storage)  # type: ignore[type-abstract]
    found = DocketEntry.objects.filter(id__in=entries).order_by("seq")
    return [
        Attachment(
            name=one.document.name,
            media_type=one.document.media_type,
            content=b"".join(store.read(one.document.sha256)),
        )
        for entry in found
        for one in letters_about(entry)
        if is_for(side, only_for=one.issued.only_for, role=one.issued.only_for_role)
    ]
