"""Streams of a real live process: news of a case, strangers kept out, what a kill made one miss."""

import http.client
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from psycopg import Connection

from running import PATIENCE, Running, running, until
from support.house import cluster_of
from yunqiao.court.foundation.tickets import Ticket, fingerprint, sealed

pytestmark = pytest.mark.faults
SESSION = "a-session"
FAR_OFF = 1 << 40


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("home")
    home.parent.chmod(0o755)
    with running(home) as started:
        yield started


class Stream:
    """One stream as a browser reads it."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.answer = answer
        self.last_id = ""

    def event(self) -> str:
        """The next event that is no heartbeat; the name of an unnamed one is empty."""
        name, lines, deadline = "", 0, time.monotonic() + PATIENCE
        while line := self.answer.readline().decode():
            if line == "\n" and lines:
                return name
            assert time.monotonic() < deadline, "nothing but heartbeats"
            lines += not line.startswith(":") and line != "\n"
            if line.startswith("event: "):
                name = line.removeprefix("event: ").strip()
            elif line.startswith("id: "):
                self.last_id = line.removeprefix("id: ").strip()
        raise EOFError


@contextmanager
def stream(
    house: Running, topics: list[str], *, session: str = SESSION, since: str = ""
) -> Iterator[Stream]:
    secret = (house.home / "secrets" / "secret_key").read_text()
    ticket = Ticket("somebody", fingerprint(SESSION), tuple(topics), FAR_OFF)
    place = urlsplit(house.address)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE)
    headers = {"Cookie": f"sessionid={session}"} | ({"Last-Event-ID": since} if since else {})
    asked = urlencode({"ticket": sealed(ticket, secret)})
    connection.request("GET", f"/live/events?{asked}", headers=headers)
    answer = connection.getresponse()
    try:
        yield Stream(answer)
    finally:
        connection.close()


def tell(house: Running, topic: str) -> None:
    with database(house) as connection:
        connection.execute("SELECT pg_notify('yunqiao_live', %s)", [topic])


def database(house: Running) -> Connection[tuple[object, ...]]:
    return psycopg.connect(cluster_of(house).url, autocommit=True)


def told_until_heard(house: Running, listening: Stream, topic: str) -> None:
    """The live process may just be coming back to its database: what it misses it makes up for."""
    tell(house, topic)
    assert listening.event() == "news"


def test_news_of_the_topic_arrives_and_other_news_does_not(house: Running) -> None:
    with stream(house, ["case:1"]) as one, stream(house, ["case:2"]) as two:
        assert (one.answer.status, one.event(), two.event()) == (200, "", "")
        tell(house, "case:2")
        assert two.event() == "news"
        told_until_heard(house, one, "case:1")


def test_a_ticket_of_another_session_and_a_made_up_one_are_refused(house: Running) -> None:
    with stream(house, ["case:1"], session="another") as other:
        assert other.answer.status == 403
    assert house.get("/live/events?ticket=made.up")[0] == 403


def test_after_a_kill_who_comes_back_hears_again(house: Running) -> None:
    with stream(house, ["case:1"]) as before:
        before.event()
        since = before.last_id
        assert since == "0"  # nothing is in the log yet
        house.kill_part("live")
        with pytest.raises((EOFError, OSError, http.client.HTTPException)):
            while True:
                before.event()
    until(lambda: house.get("/live/health")[0] == 200, within=PATIENCE)
    with stream(house, ["case:1"], since=since) as again:
        assert again.event() == ""
        told_until_heard(house, again, "case:1")


def test_while_the_database_is_away_streams_stay_and_then_ask_for_everything(
    house: Running,
) -> None:
    cluster = cluster_of(house)
    with stream(house, ["case:1"]) as listening:
        listening.event()
        number = cluster.process()
        assert number
        os.kill(number, 9)
        assert listening.event() == "news"
