"""The ledger of acknowledged answers: a plain file, outside of everything that is killed."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


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


def lost(ledger: Ledger, connection: psycopg.Connection[Any]) -> list[str]:
    """Acknowledged receipts and numbers that the database does not hold as they were given."""
    entries = """
        SELECT c.receipt, e.id::text, encode(e.hash, 'hex')
        FROM "case" c JOIN docket_entry e ON e.stream_id = c.id AND e.kind = 'CLAIM_FILED'"""
    filed = set(connection.execute(entries))
    numbers = set(connection.execute('SELECT id::text, number FROM "case"'))
    given = ledger.of("filed")
    assert given
    return [
        *(a["receipt"] for a in given if (a["receipt"], a["entry"], a["entry_hash"]) not in filed),
        *(a["number"] for a in ledger.of("registered") if (a["case"], a["number"]) not in numbers),
    ]
