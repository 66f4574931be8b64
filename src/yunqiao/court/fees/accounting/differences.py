"""What books and statements disagree on: kept once for each day, settled by a later run or a person."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

import orjson
from psycopg.types.json import Jsonb

from yunqiao.court.directory.entries import DIFFERENCE_EXPLAINED
from yunqiao.court.fees.accounting.accounts import HeldAccount
from yunqiao.court.fees.accounting.models import StatementDifference
from yunqiao.court.fees.accounting.movements import party_of
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.crediting import record_in_words
from yunqiao.court.fees.paying.entries import SettledInWords
from yunqiao.court.fees.reconciling import Difference, Moved
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import Amount

PATIENCE: Final = timedelta(days=7)
"""How long a statement may be missing before a person is asked to find out why."""
SETTLED_MEANWHILE: Final = "the difference was settled in the meantime"
_DAYS: Final = UUID("0195b3a0-0000-7000-8000-6b0ff1ce0001")
"""The ids of days follow from account, way and day under this one."""


def keep_day(
    account: HeldAccount,
    day: date,
    stated: Sequence[Moved] | None,
    found: Sequence[Difference],
    keys: Mapping[tuple[str, str], str] | None = None,
) -> UUID:
    """Keep a day, what its statement moved (None: there is none) and what differs; the day's id.

    `keys` are our keys by what moved, as the statement tells them. What differed before and does
    not any more is settled.
    """
    day_id = id_of(account, day)
    names = None if stated is None else [[moved.kind, moved.name] for moved in stated]
    rows = list(_rows(account, day_id, found, keys or {}))
    with act(by=Actor(person=None)) as writing:
        kept = None if names is None else Jsonb(names, orjson.dumps)
        writing.execute(_DAY, (day_id, account.name, account.way, day, kept, now()))
        for row in rows:
            _keep(writing, row)
        writing.execute(_AGREED, (now(), day_id, [row.id for row in rows]))
    return day_id


def id_of(account: HeldAccount, day: date) -> UUID:
    """The id that a day of an account has."""
    return uuid5(_DAYS, f"{account.name}/{account.way}/{day}")


def explain(*, by: Account, difference: StatementDifference, because: str, key: RequestKey) -> None:
    """Settle a difference by saying how it came about; it stands on the court's stream.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        OutdatedError: it was settled in the meantime.
    """
    access.may_handle_money_of(by, difference.court_id).require()

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.keep(writing, key, {})
            settled = (now(), by.id, because, difference.id)
            writing.expect_row(_EXPLAIN, settled, SETTLED_MEANWHILE)
            record_in_words(
                writing,
                DIFFERENCE_EXPLAINED,
                difference.court_id or access.courts_of(by)[0].id,
                SettledInWords(
                    way=difference.day.way,
                    name=difference.name,
                    minor=difference.their_minor or difference.our_minor,
                    currency=difference.their_currency or difference.our_currency,
                    because=because,
                ),
            )
        return {}

    idempotency.once(key, create)


def _rows(
    account: HeldAccount,
    day_id: UUID,
    found: Sequence[Difference],
    keys: Mapping[tuple[str, str], str],
) -> Iterator[StatementDifference]:
    seen = Counter[Difference]()
    for one in found:
        seen[one] += 1
        party = party_of(account, one.what, one.name, keys.get((one.what, one.name), ""))
        ours, theirs = one.ours or Amount(0, ""), one.theirs or Amount(0, "")
        said = f"{one.kind}/{one.what}/{one.name}/{ours}/{theirs}/{seen[one]}"
        yield StatementDifference(
            id=uuid5(day_id, said),
            day_id=day_id,
            court_id=party.case.court_id if party else account.only_court,
            party=party,
            kind=one.kind,
            what=one.what,
            name=one.name,
            our_minor=ours.minor,
            our_currency=ours.currency,
            their_minor=theirs.minor,
            their_currency=theirs.currency,
            found_at=now(),
        )


def _keep(writing: Act, row: StatementDifference) -> None:
    ours, theirs = (row.our_minor, row.our_currency), (row.their_minor, row.their_currency)
    whose = (row.id, row.day_id, row.court_id, row.party_id)
    writing.execute(_KEEP, (*whose, row.kind, row.what, row.name, *ours, *theirs, row.found_at))


_DAY: Final = """
INSERT INTO reconciled_day (id, account, way, day, stated, at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (account, way, day) DO UPDATE SET stated = excluded.stated, at = excluded.at"""
_KEEP: Final = """
INSERT INTO statement_difference
  (id, day_id, court_id, party_id, kind, what, name, our_minor, our_currency, their_minor,
   their_currency, found_at, because)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '')
ON CONFLICT (id) DO UPDATE SET settled_at = NULL, found_at = excluded.found_at
WHERE statement_difference.settled_by_id IS NULL AND statement_difference.settled_at IS NOT NULL"""
_AGREED: Final = """
UPDATE statement_difference SET settled_at = %s
WHERE day_id = %s AND settled_at IS NULL AND NOT id = ANY(%s)"""
_EXPLAIN: Final = """
UPDATE statement_difference SET settled_at = %s, settled_by_id = %s, because = %s
WHERE id = %s AND settled_at IS NULL"""
