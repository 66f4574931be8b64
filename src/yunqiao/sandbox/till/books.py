"""A firm's books on disk: payments, what happened to them, and the callbacks still to be sent."""

import json
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from yunqiao.sandbox.aside import put_aside

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS payment (
  id TEXT PRIMARY KEY, key TEXT UNIQUE, state TEXT, money TEXT, expires REAL, told TEXT
);
CREATE INDEX IF NOT EXISTS payment_money ON payment (money);
CREATE INDEX IF NOT EXISTS payment_overdue ON payment (state, expires);
CREATE TABLE IF NOT EXISTS event (
  id TEXT PRIMARY KEY, payment TEXT, at REAL, about TEXT, told TEXT
);
CREATE INDEX IF NOT EXISTS event_about ON event (about);
CREATE INDEX IF NOT EXISTS event_at ON event (at);
CREATE TABLE IF NOT EXISTS delivery (
  number INTEGER PRIMARY KEY, event TEXT, due REAL, attempt INTEGER DEFAULT 0,
  held INTEGER DEFAULT 0, fault TEXT DEFAULT '', outcome TEXT DEFAULT ''
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (outcome, held, due);
CREATE INDEX IF NOT EXISTS delivery_held ON delivery (number) WHERE held = 1;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, told TEXT);
"""
LARGEST_VERSION = 2**31 - 1  # that SQLite keeps


@dataclass
class Refund:
    """Money given back; `key` is the merchant's number of it."""

    id: str
    key: str
    minor: int
    at: float
    reason: str = ""
    notify_url: str = ""


@dataclass
class Payment:
    """One payment; `key` is the merchant's order number, times are Unix times.

    `asked` is what the merchant sent when it was opened, to tell a repetition from another order.
    """

    id: str
    key: str
    minor: int
    currency: str
    description: str
    expires_at: float
    return_url: str = ""
    cancel_url: str = ""
    notify_url: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    opened_at: float = field(default_factory=time.time)
    state: str = "open"
    received: int = 0
    received_currency: str = ""
    money_id: str = ""
    paid_at: float = 0.0
    declines: list[str] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    dispute: str = ""
    disputed_at: float = 0.0

    @property
    def refunded(self) -> int:
        """What was given back in all."""
        return sum(refund.minor for refund in self.refunds)

    def refund(self, key: str) -> Refund | None:
        """The refund of this number of the merchant's."""
        return next((refund for refund in self.refunds if refund.key == key), None)


@dataclass(frozen=True)
class Event:
    """Something that happened to a payment; `about` is a refund's key or a decline's code."""

    id: str
    kind: str
    payment: str
    at: float
    about: str = ""


@dataclass(frozen=True)
class Delivery:
    """A callback to send."""

    number: int
    event: str
    attempt: int
    fault: str


class Books:
    """One SQLite file; every change is on disk before it is answered.

    Books that another version kept in another form are put aside, and new ones begun.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._database = _opened(folder / "books.sqlite")

    @contextmanager
    def together(self) -> Iterator[None]:
        """All changes of the block, or none."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def keep(self, payment: Payment) -> None:
        """Write a payment down, new or changed."""
        self._database.execute(
            "INSERT INTO payment VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            " ON CONFLICT (id) DO UPDATE SET state = ?3, money = ?4, told = ?6",
            (
                payment.id,
                payment.key,
                payment.state,
                payment.money_id,
                payment.expires_at,
                json.dumps(asdict(payment)),
            ),
        )

    def payment(self, name: str) -> Payment | None:
        """By the firm's id or the merchant's number."""
        return next(self._payments("id = ?1 OR key = ?1", name), None)

    def of_money(self, money_id: str) -> Payment | None:
        """By the firm's number of the money that came."""
        return next(self._payments("money = ?1", money_id), None)

    def payments(self) -> list[Payment]:
        """All of them, oldest first."""
        return list(self._payments("?1 = ?1 ORDER BY rowid", ""))

    def latest(self, most: int) -> list[Payment]:
        """So many, newest first."""
        return list(self._payments("1 ORDER BY rowid DESC LIMIT ?1", most))

    def of_refund(self, key: str) -> Payment | None:
        """The payment out of which the merchant's refund of this number came."""
        row = self._database.execute("SELECT payment FROM event WHERE about = ?", (key,)).fetchone()
        return self.payment(row[0]) if row else None

    def overdue(self, now: float) -> list[Payment]:
        """Those that wait for the payer though their time is over."""
        return list(self._payments("state = 'open' AND expires <= ?1", now))

    def record(self, event: Event) -> None:
        """Write down what happened."""
        self._database.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?)",
            (event.id, event.payment, event.at, event.about, json.dumps(asdict(event))),
        )

    def event(self, event_id: str) -> Event:
        """By its id, which is there."""
        [told] = self._database.execute(
            "SELECT told FROM event WHERE id = ?", (event_id,)
        ).fetchone()
        return Event(**json.loads(told))

    def events(self, begin: float, end: float) -> list[Event]:
        """Those between two instants, oldest first."""
        rows = self._database.execute(
            "SELECT told FROM event WHERE at >= ? AND at < ? ORDER BY at, rowid", (begin, end)
        )
        return [Event(**json.loads(told)) for (told,) in rows]

    def plan(self, event: str, due: float, *, held: bool = False, fault: str = "") -> None:
        """A callback is to be sent."""
        self._database.execute(
            "INSERT INTO delivery (event, due, held, fault) VALUES (?, ?, ?, ?)",
            (event, due, int(held), fault),
        )

    def due(self, now: float) -> list[Delivery]:
        """The callbacks to send now, in their order."""
        rows = self._database.execute(
            "SELECT number, event, attempt, fault FROM delivery"
            " WHERE outcome = '' AND held = 0 AND due <= ? ORDER BY due, number LIMIT 64",
            (now,),
        )
        return [Delivery(*row) for row in rows]

    def next_due(self) -> float | None:
        """When the next callback is to be sent."""
        [found] = self._database.execute(
            "SELECT min(due) FROM delivery WHERE outcome = '' AND held = 0"
        ).fetchone()
        return None if found is None else float(found)

    def delivered(self, delivery: Delivery, outcome: str) -> None:
        """It is over: taken, or given up. What was held back behind it comes now."""
        self._database.execute(
            "UPDATE delivery SET outcome = ?, attempt = attempt + 1 WHERE number = ?",
            (outcome, delivery.number),
        )
        self._database.execute(
            "UPDATE delivery SET held = 0 WHERE held = 1 AND number < ?", (delivery.number,)
        )

    def again(self, delivery: Delivery, due: float) -> None:
        """Try it again."""
        self._database.execute(
            "UPDATE delivery SET due = ?, attempt = attempt + 1 WHERE number = ?",
            (due, delivery.number),
        )

    def hurry(self) -> None:
        """Send everything that waits now, held or not."""
        self._database.execute(
            "UPDATE delivery SET due = 0, held = 0 WHERE outcome = '' AND (due > ? OR held = 1)",
            (time.time(),),
        )

    def waiting(self) -> int:
        """How many callbacks are still to be sent, or sent again."""
        [count] = self._database.execute(
            "SELECT count(*) FROM delivery WHERE outcome = ''"
        ).fetchone()
        return int(count)

    def deliveries(self) -> list[dict[str, Any]]:
        """All callbacks and what became of them."""
        names = ("event", "attempt", "held", "fault", "outcome")
        rows = self._database.execute(f"SELECT {', '.join(names)} FROM delivery ORDER BY number")  # noqa: S608 - our columns
        return [dict(zip(names, row, strict=True)) for row in rows]

    def note(self, name: str, told: str) -> None:
        """Keep a text under a name."""
        self._database.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, told))

    def noted(self, name: str) -> str | None:
        """The text of that name."""
        row = self._database.execute("SELECT told FROM note WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _payments(self, where: str, value: str | float) -> Iterator[Payment]:
        rows = self._database.execute(f"SELECT told FROM payment WHERE {where}", (value,))  # noqa: S608 - our conditions
        for (told,) in rows.fetchall():
            given = json.loads(told)
            refunds = [Refund(**refund) for refund in given.pop("refunds")]
            yield Payment(**given, refunds=refunds)


def _opened(path: Path) -> sqlite3.Connection:
    form = _form()
    if path.exists() and _form_of(path) != form:
        put_aside(path)
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(f"{SCHEMA} PRAGMA user_version = {form};")
    return database


def _form() -> int:
    """A number for the form of the books: tables, and what stands in their JSON."""
    kept = [[field.name for field in fields(one)] for one in (Payment, Refund, Event)]
    return zlib.crc32(f"{SCHEMA}{kept}".encode()) & LARGEST_VERSION


def _form_of(path: Path) -> int:
    """The same of the books that are there; nought if they cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as database:
            return int(database.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
