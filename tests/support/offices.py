"""An office for checkpoints made of fakes, and the sequencer's work done in the test itself."""

from pathlib import Path

from yunqiao.court.foundation.checkpoints import Office, issue
from yunqiao.court.foundation.connections import open_connection
from yunqiao.court.foundation.notes import Checkpoint
from yunqiao.court.foundation.outside import Outside
from yunqiao.court.foundation.sequencer import Sequencer
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.signing.fake import FakeSigner
from yunqiao.gateways.timestamp.fake import FakeAuthority

ORIGIN = "log.court.example"


def fake_office(folder: Path) -> Office:
    return Office(
        origin=ORIGIN,
        signer=FakeSigner(),
        authority=FakeAuthority(),
        outside=Outside(folder),
        mail=FakeMail(),
        addresses=["archive@court.example", "bar@court.example"],
    )


def append_pending() -> int:
    """Append whatever is committed; return the log's size."""
    with open_connection() as connection:
        sequencer = Sequencer.take_over(connection)
        assert sequencer
        while sequencer.append_batch():
            pass
        return sequencer.size


def checkpoint(office: Office) -> Checkpoint | None:
    """Append whatever is committed and let a checkpoint leave."""
    append_pending()
    with open_connection() as connection:
        return issue(connection, office)
