"""Telling the filer by e-mail what happened, and keeping the mail server's answer on the docket."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import NOTICE_SENT
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.filing.queries import claim_of, filer_of
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.reader import faces, zone_named
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.messages import text_notice
from yunqiao.court.identity.models import StaffRole
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

REACH_PARTY: Final = "reach_party"
"""The kind of task a clerk has when e-mail did not reach a party."""


def tell(*, entry: DocketEntry, give_up: bool) -> None:
    """Send the notice of an entry once, and record what the receiving server said.

    With `give_up`, an unreachable mail server is recorded as such and a clerk gets the task.

    Raises:
        MailUnavailableError: the mail server could not be reached; try again later.
    """
    key = RequestKey.of(THE_COURT, f"{entry.id}.notice", None)
    if idempotency.recall(key) is not None:
        return
    case = Case.objects.select_related("court").get(id=entry.stream_id)
    mail = _mail(entry, case)
    if not mail.to:
        if filer := filer_of(case):
            text_notice(account=filer, about=entry.id, sentence=mail.subject)
        return
    try:
        sent = gateway(MailGateway).send(mail)  # type: ignore[type-abstract]
    except MailUnavailableError as error:
        if not give_up:
            raise
        sent = Sent(Answer.DEFERRED, str(error), mail.key)
    idempotency.once(key, lambda: _record(entry, case, mail, sent, key))


def _record(
    entry: DocketEntry, case: Case, mail: Mail, sent: Sent, key: RequestKey
) -> dict[str, Any]:
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.CASE, case.id)
        payload = {
            "about": str(entry.id),
            "to": mail.to,
            "subject": mail.subject,
            "answer": sent.answer.value,
            "server_said": sent.server_said,
            "message_id": sent.message_id,
        }
        docket.record(writing, case, NOTICE_SENT, payload, advance=False)
        if sent.answer is not Answer.ACCEPTED:
            due_on = court_date(now(), case.court.zone) + timedelta(days=3)
            open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=REACH_PARTY, due_on=due_on)
    return payload


def _mail(entry: DocketEntry, case: Case) -> Mail:
    """The notice in the language, and with the clock, of whoever filed the claim.

    Without an address to send it to, `to` is empty.
    """
    claim, filer = claim_of(case), filer_of(case)
    to = claim.service_address.email or (filer.email if filer else None) or ""
    zone = zone_named(filer.time_zone) if filer else None
    with translation.override(filer.language if filer else claim.language):
        received = faces(case.filed_at, zone or case.court.zone, case.court.zone)
        context = {
            "case": case,
            "origin": settings.ORIGIN,
            "received": received,
            "payload": entry.payload,
        }
        name = f"filing/mail/{entry.kind.lower()}"
        subject = " ".join(render_to_string(f"{name}_subject.txt", context).split())
        return Mail(
            key=f"notice.{entry.id}",
            to=to,
            subject=subject,
            text=render_to_string(f"{name}.txt", context),
            attachments=_letters(entry),
        )


def _letters(entry: DocketEntry) -> list[Attachment]:
    store = gateway(Storage)  # type: ignore[type-abstract]
    return [
        Attachment(
            name=one.document.name,
            media_type=one.document.media_type,
            content=b"".join(store.read(one.document.sha256)),
        )
        for one in letters_about(entry)
    ]
