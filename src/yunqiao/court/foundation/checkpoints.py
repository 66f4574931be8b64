"""Checkpoints: signed, time-stamped statements of the log that leave the database."""

import logging
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import Final

import psycopg
from django.conf import settings

from yunqiao.court.foundation import log, merkle
from yunqiao.court.foundation.connections import Connection, open_connection
from yunqiao.court.foundation.notes import Checkpoint, NoteError, VerifierKey, open_note, sign_note
from yunqiao.court.foundation.outside import Outside
from yunqiao.gateways.mail.port import Answer, Attachment, Mail, MailGateway, MailUnavailableError
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.signing.port import Signer
from yunqiao.gateways.timestamp.port import TimestampAuthority, TimestampError

LOCK: Final = 0x79756E63  # "yunc": the one session that may sign

logger = logging.getLogger(__name__)


class LogRewoundError(Exception):
    """The log does not continue what has already been signed; nothing more is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who signs, who stamps and where checkpoints go. `origin` names the log and its key."""

    origin: str
    signer: Signer
    authority: TimestampAuthority
    outside: Outside
    mail: MailGateway | None = None
    addresses: Sequence[str] = ()

    @property
    def key(self) -> VerifierKey:
        """The public key, under the log's name."""
        return VerifierKey(self.origin, self.signer.public_key)


def office() -> Office:
    """The office of this installation, as settings and wiring make it."""
    return Office(
        origin=settings.LOG_ORIGIN,
        signer=gateway(Signer),  # type: ignore[type-abstract]
        authority=gateway(TimestampAuthority),  # type: ignore[type-abstract]
        outside=Outside(settings.HOME / "checkpoints"),
        mail=gateway(MailGateway),  # type: ignore[type-abstract]
        addresses=settings.CHECKPOINT_MAIL,
    )


def issue(connection: Connection, office: Office) -> Checkpoint | None:
    """Let a checkpoint of the log leave, if it has grown since the last; None if it has not.

    What the last checkpoint lacks, because the time-stamp authority or the mail server was down,
    it gets here later. While another session signs, this one waits its turn.

    Raises:
        LogRewoundError: the log does not continue the last checkpoint that left.
        LookupError: the log has lost a part.
        NoteError: the last checkpoint is damaged or of another key.
        OSError: the folder outside the database cannot be written.
        psycopg.Error: the database does not answer.
    """
    with _turn(connection):
        return _issue(connection, office)


def run(stop: Event, office: Office, *, every: float) -> None:
    """Let a checkpoint leave every so many seconds until `stop` is set.

    What is in the way is logged and tried again; a log that was rewound is never signed.
    """
    while not stop.wait(every):
        try:
            with open_connection() as connection:
                issue(connection, office)
        except (LogRewoundError, LookupError, NoteError) as error:
            logger.critical("No checkpoint is signed: %s", error)
        except (psycopg.Error, OSError) as error:
            logger.warning("No checkpoint left, trying again: %s", error)


def letter(checkpoint: Checkpoint, note: str, token: bytes | None, *, to: str) -> Mail:
    """The e-mail by which a checkpoint leaves: the note in the text and as a file."""
    attachments = [
        Attachment(name="checkpoint.txt", media_type="text/plain", content=note.encode())
    ]
    if token:
        attachments.append(
            Attachment(
                name="checkpoint.tsr", media_type="application/timestamp-reply", content=token
            )
        )
    root = b64encode(checkpoint.root).decode()
    return Mail(
        key=f"checkpoint-{checkpoint.size}-{to}",
        to=to,
        subject=f"{checkpoint.origin}: 卷宗日志检查点 docket checkpoint {checkpoint.size}",
        text=(
            f"请保存本邮件：截至 {checkpoint.at:%Y-%m-%d %H:%M:%S} UTC，卷宗日志共 {checkpoint.size} 条，"
            f"根哈希 {root}。此后任何改动都会与之不符。\n\n"
            f"Keep this message: at {checkpoint.at:%Y-%m-%d %H:%M:%S} UTC the log of the docket had"
            f" {checkpoint.size} entries and the root {root}. Any later change will contradict it."
            f"\n\n{note}"
        ),
        attachments=attachments,
    )


@contextmanager
def _turn(connection: Connection) -> Iterator[None]:
    connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _issue(connection: Connection, office: Office) -> Checkpoint | None:
    office.outside.publish_key(office.key)
    last = _last(connection, office)
    checkpoint = _next(connection, office, last)
    if checkpoint is None:
        if last:
            _keep(connection, office, *last)
        _stamp(connection, office)
        if last:
            _post(office, *last)
        return None
    note = sign_note(checkpoint, office.signer, office.key)
    _keep(connection, office, checkpoint, note)
    _stamp(connection, office)
    _post(office, checkpoint, note)
    return checkpoint


def _last(connection: Connection, office: Office) -> tuple[Checkpoint, str] | None:
    """The largest checkpoint known, in the folder or, where that was begun anew, in the database."""
    row = connection.execute(
        "SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1"
    ).fetchone()
    notes = [note for note in (office.outside.latest(), row[0] if row else None) if note]
    opened = [(open_note(note, office.key), note) for note in notes]
    return max(opened, key=lambda pair: pair[0].size, default=None)


def _next(
    connection: Connection, office: Office, last: tuple[Checkpoint, str] | None
) -> Checkpoint | None:
    """What may be signed now, proven to continue the last checkpoint."""
    with connection.cursor() as cursor:
        size = log.size_of(cursor)
        subtree = log.tiles_of(cursor).subtree
        if last:
            _require_continuation(last[0], size, subtree)
        if size == (last[0].size if last else 0):
            return None
        root = merkle.root_of(size, subtree)
    return Checkpoint(
        origin=office.origin, size=size, root=root, at=datetime.now(UTC).replace(microsecond=0)
    )


def _require_continuation(last: Checkpoint, size: int, subtree: merkle.Subtree) -> None:
    if size < last.size:
        raise LogRewoundError(
            f"the log has {size} leaves, but a checkpoint of {last.size} has left: the database was"
            " rolled back or cut off; restore it before anything more is signed"
        )
    proven = merkle.is_consistent(
        size1=last.size,
        size2=size,
        root1=last.root,
        root2=merkle.root_of(size, subtree),
        path=merkle.consistency_path(last.size, size, subtree),
    )
    if not proven:
        raise LogRewoundError(
            f"the first {last.size} leaves of the log are not those of the checkpoint that left:"
            " the log was altered; run verify, and restore it before anything more is signed"
        )


def _keep(connection: Connection, office: Office, checkpoint: Checkpoint, note: str) -> None:
    """Outside first: what is signed has left even if the database forgets it."""
    if office.outside.latest() != note:
        office.outside.keep_note(checkpoint.size, note)
    connection.execute(
        "INSERT INTO log_checkpoint (size, root, at, note) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (size) DO NOTHING",
        [checkpoint.size, checkpoint.root, checkpoint.at, note],
    )


def _stamp(connection: Connection, office: Office) -> None:
    """Get the time-stamps that are lacking; each call of the authority is outside any transaction."""
    lacking = connection.execute(
        "SELECT size, note FROM log_checkpoint WHERE timestamp IS NULL ORDER BY size DESC LIMIT 10"
    ).fetchall()
    for size, note in lacking:
        try:
            token = office.authority.stamp(note.encode())
        except TimestampError as error:
            logger.warning("Checkpoint %s has no time-stamp yet: %s", size, error)
            return
        office.outside.keep_token(size, token)
        connection.execute(
            "UPDATE log_checkpoint SET timestamp = %s WHERE size = %s AND timestamp IS NULL",
            [office.outside.token(size), size],
        )


def _post(office: Office, checkpoint: Checkpoint, note: str) -> None:
    """Mail the checkpoint to whom it has not reached; a later one says all that this one says."""
    if not office.mail:
        return
    size, token = checkpoint.size, office.outside.token(checkpoint.size)
    known = office.outside.mailed_to(size)
    for address in office.addresses:
        if address in known:
            continue
        try:
            sent = office.mail.send(letter(checkpoint, note, token, to=address))
        except MailUnavailableError as error:
            logger.warning("Checkpoint %s is not mailed yet: %s", size, error)
            return
        if sent.answer is Answer.REFUSED:
            logger.error("%s refuses checkpoint %s: %s", address, size, sent.server_said)
        if sent.answer is not Answer.DEFERRED:
            office.outside.keep_mailed(size, address)
