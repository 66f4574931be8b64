"""Live pages: the address from which a page hears of news, and telling that there is news.

A stream says only that something happened; what it was, the page asks for anew, and access decides
then as it always does. Whoever may see a page gets a ticket for its topics with it.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.tickets import Ticket, fingerprint, sealed

ADDRESS: Final = "/live/events"
CHANNEL: Final = "yunqiao_live"
VALID_SECONDS: Final = 12 * 3600


def case_topic(case_id: UUID) -> str:
    """What happens on the docket of a case."""
    return f"case:{case_id}"


def court_topic(court_id: UUID) -> str:
    """What happens on any case of a court."""
    return f"court:{court_id}"


def envelope_topic(envelope: UUID) -> str:
    """What happens to the uploads of a draft."""
    return f"envelope:{envelope}"


def events(request: HttpRequest, topics: Sequence[str]) -> str:
    """The address of the news on these topics, for this session of this account alone."""
    ticket = Ticket(
        account=str(request.user.pk),
        session=fingerprint(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")),
        topics=tuple(topics),
        until=int(now().timestamp()) + VALID_SECONDS,
    )
    return f"{ADDRESS}?{urlencode({'ticket': sealed(ticket, settings.SECRET_KEY)})}"


def tell(*topics: str) -> None:
    """Say that there is news on these topics. Never call it inside a transaction: it would wait there.

    Nobody relies on it; a page that hears nothing asks by itself after a while.
    """
    assert connection.get_autocommit(), "NOTIFY inside a transaction serialises commits"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) topic", [CHANNEL, list(topics)]
        )
