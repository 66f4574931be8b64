"""The ledger of acknowledged answers: a plain file, outside of everything that is killed."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ledger:
    """Lines that several processes append to, each on the disk before `note` returns."""

    place: Path

    def note(self, what: str, **said: str) -> None:
        """Append what was acknowledged."""
        line = json.dumps({"what": what, **said}, ensure_ascii=False) + "\n"
        with self.place.open("ab", buffering=0) as file:
            file.write(line.encode())
            os.fsync(file.fileno())

    def of(self, what: str) -> list[dict[str, Any]]:
        """Everything of one kind, in the order it was acknowledged."""
        if not self.place.exists():
            return []
        lines = [json.loads(line) for line in self.place.read_text("utf-8").splitlines()]
        return [line for line in lines if line["what"] == what]
