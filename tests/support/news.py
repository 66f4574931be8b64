"""Which news an open page hears of, and which the log has for it."""

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from support.offices import append_pending
from yunqiao.config.live.tail import BATCH, NEW
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.tickets import fingerprint, opened

FOLLOWS = re.compile(r'data-live="([^"]+)"')


def topics_of(reader: Client, page: str) -> set[str]:
    """The topics of which a page is told, for the session that reads it."""
    found = FOLLOWS.search(reader.get(page).content.decode())
    assert found
    ticket = parse_qs(urlsplit(found[1]).query)["ticket"][0]
    session = fingerprint(reader.cookies[settings.SESSION_COOKIE_NAME].value)
    return set(opened(ticket, settings.SECRET_KEY, session=session, at=now().timestamp()).topics)


def told_by_the_log() -> set[str]:
    """The topics of courts that the live process tells for everything that is committed."""
    append_pending()
    with connection.cursor() as cursor:
        cursor.execute(NEW, [0, BATCH])
        return {f"court:{court_id}" for _index, _stream, court_id in cursor.fetchall()}
