"""Tickets for live news, sealed by the web process and opened by the live one; plain Python only."""

import base64
import hmac
import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

PURPOSE: Final = b"yunqiao live ticket"


class TicketError(Exception):
    """The ticket is not one of ours, has run out, or belongs to another session."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose it is, for which session (its fingerprint) and topics, until when (seconds since 1970)."""

    account: str
    session: str
    topics: tuple[str, ...]
    until: int


def fingerprint(session: str) -> str:
    """What of a session's cookie stands on a ticket."""
    return sha256(session.encode()).hexdigest()


def sealed(ticket: Ticket, secret: str) -> str:
    """The ticket as it stands in an address."""
    body = json.dumps(asdict(ticket), separators=(",", ":")).encode()
    return f"{_written(body)}.{_written(_seal(body, secret))}"


def opened(written: str, secret: str, *, session: str, at: float) -> Ticket:
    """The ticket behind what was written, if it holds for this session at this instant.

    Raises:
        TicketError: it does not.
    """
    first, _, second = written.partition(".")
    try:
        body, seal = _read(first), _read(second)
    except ValueError as error:
        raise TicketError("this is no ticket") from error
    if not hmac.compare_digest(seal, _seal(body, secret)):
        raise TicketError("this ticket is not ours")
    given = json.loads(body)
    ticket = Ticket(**given | {"topics": tuple(given["topics"])})
    if ticket.until < at:
        raise TicketError("this ticket has run out: load the page again")
    if not hmac.compare_digest(ticket.session, session):
        raise TicketError("this ticket belongs to another session: load the page again")
    return ticket


def _seal(body: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), PURPOSE + body, sha256)


def _written(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _read(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
