"""`./yunqiao verify`: audit docket, log, checkpoints and documents, and name the first thing wrong.

Documents are read from the store of the settings (STORAGE_URL), be it a folder or S3.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import django
import psycopg
from django.conf import settings

from yunqiao.court.foundation import connections
from yunqiao.court.foundation.audit.chains import Fault, Tally
from yunqiao.court.foundation.audit.passes import Connection, Passes, snapshot_of
from yunqiao.court.foundation.audit.texts import sentence
from yunqiao.court.foundation.audit.tree import ComputedTree, tile_fault
from yunqiao.court.foundation.audit.witnesses import Witnesses, document_fault
from yunqiao.court.foundation.outside import Outside
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage, StorageAwayError
from yunqiao.gateways.timestamp.port import TimestampAuthority, TimestampVerifier

OVERDUE_SECONDS: Final = 10
CLEAN, WRONG, CANNOT_RUN = 0, 1, 2
_SHA256_DIGITS: Final = 64
_DOCUMENT_SOURCES: Final = [("document", "SELECT DISTINCT sha256 FROM document")]


def register_document_source(table: str, query: str) -> None:
    """Let the audit look for the files whose SHA-256 (hex) a query gives, where the table exists."""
    _DOCUMENT_SOURCES.append((table, query))


@dataclass(slots=True)
class Report:
    """What the audit found, line by line."""

    lines: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def note(self, fault: Fault | None, otherwise: str, **values: Any) -> bool:
        """Add the line of one check: its fault or, without one, what was found right."""
        self.lines.append(fault or Fault(otherwise, values))
        if fault:
            self.faults.append(fault)
        return fault is None


def main(argv: Sequence[str]) -> int:
    """Run the audit and print it; 0 clean, 1 something is wrong, 2 it cannot run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yunqiao.config.settings")
    django.setup()
    options = _parser().parse_args(argv)
    try:
        report = audit(
            options.database_url or connections.conninfo(),
            outside=Outside(options.checkpoints or settings.HOME / "checkpoints"),
            documents=gateway(Storage),  # type: ignore[type-abstract]
            verifier=gateway(TimestampAuthority),  # type: ignore[type-abstract]
            workers=options.workers,
        )
    except (psycopg.Error, OSError, StorageAwayError) as error:
        reason = str(error).partition("\n")[0]
        sys.stdout.write(f"✗ {sentence('cannot_run', {'reason': reason}, options.lang)}\n")
        return CANNOT_RUN
    sys.stdout.writelines(_printed(report, options.lang))
    return WRONG if report.faults else CLEAN


def audit(
    conninfo: str,
    *,
    outside: Outside,
    documents: Storage,
    verifier: TimestampVerifier,
    workers: int = 2,
) -> Report:
    """Audit one state of the database against itself and against what lies outside it.

    Raises:
        psycopg.Error: the database does not answer, or has no docket.
        OSError: the checkpoints or documents cannot be read.
        StorageAwayError: the store of documents does not answer.
    """
    report = Report()
    with snapshot_of(conninfo) as (snapshot, connection):
        leaves, size = connection.execute(
            "SELECT count(*), coalesce(max(index) + 1, 0) FROM log_leaf"
        ).fetchall()[0]
        passes = Passes(snapshot, size=size, workers=workers)
        try:
            tallies, tree = passes.run(connection)
            _report_entries(report, tallies)
            sound = _report_log(report, tallies, connection, leaves, size)
            proved = _report_tree(
                report, tree, connection, Witnesses(outside, verifier), sound=sound
            )
        finally:
            passes.close()
        _report_documents(report, tallies, connection, documents)
    entries = sum(tally.entries for tally in tallies)
    report.lines.append(Fault("unproved", {"count": max(0, entries - proved)}))
    return report


def _report_entries(report: Report, tallies: list[Tally]) -> None:
    fault = next((tally.chain_fault for tally in tallies if tally.chain_fault), None)
    report.note(
        fault,
        "entries_right",
        entries=sum(tally.entries for tally in tallies),
        streams=sum(tally.streams for tally in tallies),
    )


def _report_log(
    report: Report, tallies: list[Tally], connection: Connection, leaves: int, size: int
) -> bool:
    """Every leaf that of its entry, and no entry overdue; is the tree fit to be compared?"""
    logged = sum(tally.logged for tally in tallies)
    waiting = sorted(each for tally in tallies for each in tally.waiting)
    fault = _leaf_fault(tallies, connection, leaves, size, logged)
    sound = fault is None
    report.note(
        fault or _pending_fault(connection) or _overdue(waiting),
        "log_right",
        size=size,
        waiting=len(waiting),
    )
    return sound


def _leaf_fault(
    tallies: list[Tally], connection: Connection, leaves: int, size: int, logged: int
) -> Fault | None:
    if leaves != size:
        index = _value(
            connection,
            "SELECT place FROM (SELECT index, row_number() OVER (ORDER BY index) - 1 AS place"
            " FROM log_leaf) numbered WHERE index <> place ORDER BY place LIMIT 1",
        )
        return Fault("leaf_missing", {"index": index})
    if logged != leaves:
        index, entry_id = connection.execute(
            "SELECT index, entry_id FROM log_leaf l WHERE NOT EXISTS"
            " (SELECT FROM docket_entry e WHERE e.id = l.entry_id) ORDER BY index LIMIT 1"
        ).fetchall()[0]
        return Fault("leaf_without_entry", {"index": index, "id": entry_id})
    faults = [tally.log_fault for tally in tallies if tally.log_fault]
    return min(faults, key=lambda fault: int(fault.values["index"]), default=None)


def _pending_fault(connection: Connection) -> Fault | None:
    entry_id = _value(
        connection,
        "SELECT entry_id FROM log_pending p WHERE NOT EXISTS"
        " (SELECT FROM docket_entry e WHERE e.id = p.entry_id) ORDER BY entry_id LIMIT 1",
    )
    return Fault("pending_without_entry", {"id": entry_id}) if entry_id else None


def _overdue(waiting: list[tuple[str, str]]) -> Fault | None:
    for at, entry_id in waiting[:1]:
        age = datetime.now(UTC) - datetime.fromisoformat(at)
        if age.total_seconds() > OVERDUE_SECONDS:
            return Fault("overdue", {"at": at, "id": entry_id, "seconds": OVERDUE_SECONDS})
    return None


def _report_tree(
    report: Report,
    tree: ComputedTree,
    connection: Connection,
    witnesses: Witnesses,
    *,
    sound: bool,
) -> int:
    """Tiles and checkpoints against the computed tree; how many entries are proved outside."""
    if not sound:
        report.lines.append(Fault("not_examined", {"check": "Tiles, checkpoints"}))
        return 0
    rows = connection.execute("SELECT level, index, hash FROM log_tile ORDER BY level, index")
    report.note(tile_fault(tree, iter(rows)), "tiles_right", tiles=sum(1 for _ in tree.tiles()))
    found = witnesses.examine(tree, connection)
    if not found.fault and not found.outside:
        report.lines.append(Fault("no_checkpoint", {}))
        return 0
    report.note(
        found.fault,
        "checkpoints_right",
        outside=found.outside,
        inside=found.inside,
        stamped=found.stamped,
    )
    return found.proved


def _report_documents(
    report: Report, tallies: list[Tally], connection: Connection, store: Storage
) -> None:
    named = {name for tally in tallies for name in tally.documents}
    hashes = {name for name in named if len(name) == _SHA256_DIGITS}
    for table, query in _DOCUMENT_SOURCES:
        if _value(connection, "SELECT to_regclass(%s)", [table]):
            hashes.update(row[0] for row in connection.execute(query))
    report.note(document_fault(store, hashes), "documents_right", documents=len(hashes))


def _value(connection: Connection, query: str, parameters: Sequence[Any] = ()) -> Any:
    row = connection.execute(query, parameters).fetchone()
    return row[0] if row else None


def _printed(report: Report, language: str) -> list[str]:
    lines = [
        f"{'✗' if line in report.faults else '·'} {sentence(*line, language)}\n"
        for line in report.lines
    ]
    if report.faults:
        first = sentence(*report.faults[0], language)
        return [*lines, f"✗ {sentence('wrong', {'first': first}, language)}\n"]
    return [*lines, f"✓ {sentence('clean', {}, language)}\n"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yunqiao verify", description=__doc__)
    parser.add_argument("--checkpoints", type=Path, help="the folder outside the database")
    parser.add_argument("--database-url", help="audit this database")
    parser.add_argument("--lang", choices=["en", "zh"], default="en")
    parser.add_argument("--workers", type=int, default=2, help="processes for a large docket")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
