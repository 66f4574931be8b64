"""Text messages on disk, one JSON file each."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from secrets import token_hex

from yunqiao.sandbox.aside import put_aside


@dataclass(frozen=True, slots=True)
class Text:
    """One message as the carrier took it, and what became of it; `name` sorts by receipt."""

    name: str
    reference: str
    to: str
    text: str
    report_to: str
    at: float
    status: str = "queued"


@dataclass(frozen=True)
class TextStore:
    """The folder of texts."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def keep(self, reference: str, to: str, text: str, report_to: str) -> tuple[Text, bool]:
        """Keep a text durably, once per reference; whether it is new."""
        known = next((one for one in self.newest_first() if one.reference == reference), None)
        if known is not None:
            return known, False
        name = f"{time.time_ns():020}-{token_hex(4)}"
        kept = Text(name, reference, to, text, report_to, time.time())
        self._write(kept)
        return kept, True

    def mark(self, text: Text, status: str) -> None:
        """Note what became of a text."""
        self._write(replace(text, status=status))

    def newest_first(self, to: str = "") -> Iterator[Text]:
        """The texts whose number contains these characters."""
        for path in sorted(self.folder.glob("*.json"), reverse=True):
            try:
                found = Text(**json.loads(path.read_text("utf-8")))
            except (TypeError, ValueError):
                put_aside(path)
                continue
            if to in found.to:
                yield found

    def clear(self) -> None:
        """Forget every text."""
        for path in self.folder.glob("*.json"):
            path.unlink(missing_ok=True)

    def _write(self, text: Text) -> None:
        unfinished = self.folder / f".{text.name}"
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(asdict(text), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(self.folder / f"{text.name}.json")
