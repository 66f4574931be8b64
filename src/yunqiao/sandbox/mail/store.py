"""Messages on disk, one .eml file each, as they came plus the envelope in three header lines."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path
from secrets import token_hex

SENDER = "X-Envelope-From"
RECIPIENT = "X-Envelope-To"


@dataclass(frozen=True)
class Store:
    """The folder of caught messages; a name sorts by the instant of receipt."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def keep(self, sender: str, recipients: Sequence[str], content: bytes) -> str:
        """Keep one message durably and return its name."""
        name = f"{time.time_ns():020}-{token_hex(4)}"
        envelope = [f"{SENDER}: {sender}", *(f"{RECIPIENT}: {r}" for r in recipients)]
        unfinished = self.folder / f".{name}"
        with unfinished.open("wb") as file:
            file.write("".join(f"{line}\r\n" for line in envelope).encode() + content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(self._path(name))
        return name

    def newest_first(self, to: str = "") -> Iterator[tuple[str, EmailMessage]]:
        """Names and headers of the messages whose recipients contain the text."""
        for path in sorted(self.folder.glob("*.eml"), reverse=True):
            with path.open("rb") as file:
                headers = BytesHeaderParser(policy=policy.default).parse(file)
            if any(to.casefold() in r.casefold() for r in recipients_of(headers)):
                yield path.stem, headers

    def read(self, name: str) -> EmailMessage | None:
        """The whole message, None if there is none of this name."""
        raw = self.raw(name)
        return None if raw is None else BytesParser(policy=policy.default).parsebytes(raw)

    def raw(self, name: str) -> bytes | None:
        """The bytes of the message, None if there is none of this name."""
        known = {path.stem for path in self.folder.glob("*.eml")}
        return self._path(name).read_bytes() if name in known else None

    def clear(self) -> None:
        """Forget every message."""
        for path in self.folder.glob("*.eml"):
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.eml"


def recipients_of(message: EmailMessage) -> list[str]:
    """Whom the envelope named, blind copies included."""
    return [str(value) for value in message.get_all(RECIPIENT, [])]


def attachments_of(message: EmailMessage) -> list[EmailMessage]:
    """Every part that is not the text itself, in order."""
    return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]


def text_of(message: EmailMessage) -> str:
    """The plain text, else the HTML source, else nothing."""
    body = message.get_body(("plain", "html"))
    return "" if body is None else str(body.get_content())
