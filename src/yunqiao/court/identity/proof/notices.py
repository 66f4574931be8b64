"""Telling the person how their proof of identity stands, in their own language: by e-mail, else by a text."""

from dataclasses import asdict
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.messages import text_notice
from yunqiao.court.identity.proof.entries import IDENTITY_NOTICE_SENT
from yunqiao.court.identity.proof.models import IdentityProof
from yunqiao.court.identity.proof.words import points_of
from yunqiao.court.identity.records import Message
from yunqiao.court.identity.told import Told
from yunqiao.gateways.mail.port import Answer, Mail, MailGateway, MailUnavailableError, Sent
from yunqiao.gateways.registry import gateway

FOLDER: Final = "identity/mail"


def tell(*, entry: DocketEntry, give_up: bool) -> None:
    """Send the notice of an entry once, and record what the receiving server said.

    With `give_up`, an unreachable mail server is recorded as such, and a clerk sees it.

    Raises:
        MailUnavailableError: the mail server could not be reached; try again later.
    """
    key = RequestKey.of(THE_COURT, f"{entry.id}.notice", None)
    if idempotency.recall(key) is not None:
        return
    proof = IdentityProof.objects.select_related("account", "court").get(id=entry.payload["proof"])
    mail = _mail(entry, proof, proof.account.email or "")
    if not mail.to:
        text_notice(account=proof.account, about=entry.id, sentence=mail.subject)
        return
    try:
        sent = gateway(MailGateway).send(mail)  # type: ignore[type-abstract]
    except MailUnavailableError as error:
        if not give_up:
            raise
        sent = Sent(Answer.DEFERRED, str(error), mail.key)
    told = Told.by_mail(mail, sent)
    idempotency.once(key, lambda: _record(entry, proof, told, key))


def note_text(*, entry: DocketEntry, message: Message) -> None:
    """Record what became of the text that told of an entry; not delivered, a clerk sees it."""
    proof = IdentityProof.objects.select_related("court").get(id=entry.payload["proof"])
    key = RequestKey.of(THE_COURT, f"{message.id}.notice", None)
    idempotency.once(key, lambda: _record(entry, proof, Told.by_text(message), key))


def _record(
    entry: DocketEntry, proof: IdentityProof, told: Told, key: RequestKey
) -> dict[str, Any]:
    payload = {"about": str(entry.id), "proof": str(proof.id), **asdict(told)}
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.PERSON, proof.person_id)
        writing.record(Stream.PERSON, proof.person_id, IDENTITY_NOTICE_SENT, payload, advance=False)
        if not told.arrived:
            writing.execute(_BY_HAND, (proof.id,))
    return payload


def _mail(entry: DocketEntry, proof: IdentityProof, to: str) -> Mail:
    with translation.override(proof.account.language):
        context = {
            "proof": proof,
            "origin": settings.ORIGIN,
            "payload": entry.payload,
            "points": points_of(entry, proof),
        }
        name = f"{FOLDER}/{entry.kind.lower()}"
        subject = " ".join(render_to_string(f"{name}_subject.txt", context).split())
        text = render_to_string(f"{name}.txt", context)
    return Mail(key=f"notice.{entry.id}", to=to, subject=subject, text=text)


_BY_HAND: Final = "UPDATE identity_proof SET by_hand = true WHERE id = %s"
