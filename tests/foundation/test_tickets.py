"""A ticket for live news holds for its session, its time and its topics, and cannot be made up."""

from dataclasses import replace

import pytest

from yunqiao.court.foundation.tickets import Ticket, TicketError, opened, sealed

TICKET = Ticket(account="a", session="s", topics=("case:1", "court:2"), until=100)


def test_a_ticket_says_what_was_written_on_it() -> None:
    assert opened(sealed(TICKET, "secret"), "secret", session="s", at=99) == TICKET


@pytest.mark.parametrize(
    ("written", "session", "at"),
    [
        ("", "s", 1),
        ("no.ticket!", "s", 1),
        (sealed(TICKET, "another secret"), "s", 1),
        (sealed(TICKET, "secret")[:-3] + "AAA", "s", 1),
        (sealed(TICKET, "secret"), "another session", 1),
        (sealed(TICKET, "secret"), "s", 101),
        (
            sealed(replace(TICKET, topics=("court:3",)), "secret").partition(".")[0]
            + "."
            + sealed(TICKET, "secret").partition(".")[2],
            "s",
            1,
        ),
    ],
)
def test_any_other_ticket_is_refused(written: str, session: str, at: float) -> None:
    with pytest.raises(TicketError):
        opened(written, "secret", session=session, at=at)
