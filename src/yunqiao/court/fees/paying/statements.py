"""The bank's statements: what each entry would do to the books, and letting it; twice does nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

from yunqiao.court.casefile.models import Party
from yunqiao.court.directory.entries import STATEMENT_IMPORTED
from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.transfers import Sent, keep_sent
from yunqiao.court.fees.books import is_booked
from yunqiao.court.fees.gathering import debtor_of
from yunqiao.court.fees.models import Posting, PostingKind
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.alike import alike, valued_at
from yunqiao.court.fees.paying.entries import StatementImported
from yunqiao.court.fees.paying.models import BANK, UnbookedMoney, WhyUnbooked
from yunqiao.court.fees.paying.receiving import (
    keep_unbooked,
    occasion_of,
    payments_of,
    take_transfer,
)
from yunqiao.court.fees.reference import party_with
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.court.papers import unused
from yunqiao.gateways.bank.port import (
    MADE_UP,
    BankAccounts,
    BankEntry,
    BankGateway,
    BankStatement,
)
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage
from yunqiao.law.money import CNY

LONGEST_BANK_ID: Final = 40
DIGEST: Final = 16
DAYS_AROUND: Final = timedelta(days=5)
"""Within which one format may tell the booking day and another the value day of one transfer."""


class Fate(Enum):
    """What becomes of an entry."""

    BOOK = "book"
    KNOWN = "known"  # booked, or left to a person, before
    TO_PERSON = "to_person"
    OUTGOING = "outgoing"  # money that the court itself sent; compared with its refunds


@dataclass(frozen=True, slots=True)
class Row:
    """An entry, our name for it, what becomes of it, and whose it is if that is known.

    `like` says that a transfer like one left to a person is there already.
    """

    entry: BankEntry
    name: str
    fate: Fate
    party: Party | None = None
    why: WhyUnbooked | None = None
    like: bool = False


class NoAccountError(Exception):
    """The court has no bank account that a statement could be of."""


class OtherAccountError(Exception):
    """The statement is not of the court's account; the text is the account's number."""


def preview(*, court: Court, content: bytes) -> Sequence[Row]:
    """What importing a file would do, entry by entry.

    Raises:
        StatementRefusedError: the file is no statement that can be taken.
        NoAccountError: the court has no bank account.
        OtherAccountError: it is the statement of another account.
    """
    return [
        _row(court, statement.account, entry, name)
        for statement in _statements(court, content)
        for name, entry in _named(statement)
    ]


def lay_by(content: bytes) -> str:
    """Store a file that was looked at, until it is imported or for an hour; its SHA-256."""
    began = now()
    sha256, _size = gateway(Storage).keep([content])  # type: ignore[type-abstract]
    unused.note(sha256, since=began)
    return sha256


def import_statement(*, by: Account, court: Court, sha256: str, key: RequestKey) -> Sequence[Row]:
    """Book what can be booked, leave the rest to a person; what became of each entry.

    The file, which was laid by, is kept for good. What left the account is laid beside the refunds;
    whatever differs is a task.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        DocumentMissingError: too long ago, the file has left the store, or is just leaving it
            (StorageAwayError); hand it in again.
        StatementRefusedError: the file is no statement that can be taken.
        NoAccountError: the court has no bank account.
        OtherAccountError: it is the statement of another account.
    """
    access.may_handle_money_of(by, court.id).require()
    began = now()
    content = b"".join(gateway(Storage).read(sha256))  # type: ignore[type-abstract]
    proposed = preview(court=court, content=content)
    _keep_file(court, sha256, since=began)
    rows = [_taken(by, court, row) for row in proposed]
    keep_sent(court.id, [_sent(row) for row in rows if row.fate is Fate.OUTGOING])
    fates = Counter(row.fate for row in rows)
    imported = StatementImported(
        sha256=sha256,
        booked=fates[Fate.BOOK],
        known=fates[Fate.KNOWN],
        to_person=fates[Fate.TO_PERSON],
        outgoing=fates[Fate.OUTGOING],
    )

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.COURT, court.id)
            writing.record(
                Stream.COURT, court.id, STATEMENT_IMPORTED, imported.payload(), advance=False
            )
        return {}

    idempotency.once(key, create)
    return rows


def _keep_file(court: Court, sha256: str, *, since: datetime) -> None:
    with act(by=Actor(person=None)) as writing:
        unused.claim(writing, [sha256], since=since)
        writing.execute(_KEEP_FILE, (new_id(), court.id, sha256, now()))


def _statements(court: Court, content: bytes) -> Sequence[BankStatement]:
    statements = gateway(BankGateway).read(content)  # type: ignore[type-abstract]
    account = gateway(BankAccounts).of(court.code)  # type: ignore[type-abstract]
    if account is None:
        raise NoAccountError
    for statement in statements:
        if statement.account and _plain(statement.account) != _plain(account.number):
            raise OtherAccountError(statement.account)
    return statements


def _named(statement: BankStatement) -> Iterator[tuple[str, BankEntry]]:
    """Each entry with a name that is the same in every statement that shows it.

    Banks repeat their own mark, within a batch or from day to day: whatever an entry says goes into
    its name, and of entries that say the same each has its number. What differs from format to
    format of the same statement, the payer and the text, stands in a part of its own; what the court
    sent does without.
    """
    seen: Counter[str] = Counter()
    for entry in statement.entries:
        said = "sent" if _is_outgoing(entry) else _digest(entry.payer, entry.text)
        name = _mark(statement.account, entry) + said
        seen[name] += 1
        count = f".{seen[name]}" if seen[name] > 1 else ""
        yield f"{name}{count}", entry


def _mark(account: str, entry: BankEntry) -> str:
    """How the name of an entry begins in whatever format the statement is."""
    said = (_plain(account), entry.bank_id, entry.booked_on, entry.minor, entry.currency)
    return f"{entry.bank_id[:LONGEST_BANK_ID]}.{_digest(*said)}."


def _digest(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:DIGEST]


def _row(court: Court, account: str, entry: BankEntry, name: str) -> Row:
    party = party_with(entry.references)
    if _is_outgoing(entry):
        return Row(entry, name, Fate.OUTGOING)
    if _is_known(name):
        return Row(entry, name, Fate.KNOWN, party)
    why = _why_unbooked(court, entry, party)
    if why is None and not account:
        why = WhyUnbooked.NO_ACCOUNT
    if why is None and party and _is_like_known(_mark(account, entry), court, entry, party):
        why = WhyUnbooked.PERHAPS_KNOWN
    if why is None:
        return Row(entry, name, Fate.BOOK, party)
    like = bool(alike(_unbooked(court, entry, name, why)))
    return Row(entry, name, Fate.TO_PERSON, party, why, like)


def _is_outgoing(entry: BankEntry) -> bool:
    return entry.minor < 0 and not entry.is_reversal


def _why_unbooked(court: Court, entry: BankEntry, party: Party | None) -> WhyUnbooked | None:
    if entry.minor < 0:
        return WhyUnbooked.REVERSAL
    if entry.is_reversal:
        return WhyUnbooked.REFUND_BACK
    if party is None:
        return WhyUnbooked.NO_REFERENCE
    accounts = gateway(BankAccounts)  # type: ignore[type-abstract]
    if accounts.of(party.case.court.code) != accounts.of(court.code):
        return WhyUnbooked.OTHER_ACCOUNT
    return None if entry.currency == CNY else WhyUnbooked.OTHER_CURRENCY


def _is_known(name: str) -> bool:
    if is_booked(PostingKind.RECEIVED, occasion_of(BANK, name)):
        return True
    return UnbookedMoney.objects.filter(way=BANK, money_id=name).exists()


def _is_like_known(mark: str, court: Court, entry: BankEntry, party: Party) -> bool:
    """Whether an entry of this account, mark, day and sum is known with another payer or text.

    Where one of the two has no mark of the bank, it is like one of that sum for the same party in
    the days around.
    """
    booked = Posting.objects.filter(kind=PostingKind.RECEIVED)
    if booked.filter(occasion__startswith=occasion_of(BANK, mark)).exists():
        return True
    if UnbookedMoney.objects.filter(way=BANK, money_id__startswith=mark).exists():
        return True
    on, sum_and_side = valued_at(court, entry.valued_on), (BANK, entry.minor, str(party.id))
    return any(
        (one.way, one.minor, one.of_side) == sum_and_side
        and (MADE_UP.match(entry.bank_id) or MADE_UP.match(one.money_id))
        and abs(datetime.fromisoformat(one.paid_at) - on) <= DAYS_AROUND
        for one in payments_of(debtor_of(party))
    )


def _taken(by: Account, court: Court, row: Row) -> Row:
    """Let one entry take effect, under the lock of its case."""
    if row.fate is Fate.TO_PERSON:
        _leave(by, court, row)
    elif row.fate is Fate.BOOK and row.party:
        with act(by=Actor(person=by.person_id)) as writing:
            writing.lock(Stream.CASE, row.party.case_id)
            if _is_known(row.name):
                return Row(row.entry, row.name, Fate.KNOWN, row.party)
            take_transfer(
                writing,
                row.party,
                minor=row.entry.minor,
                money_id=row.name,
                on=valued_at(court, row.entry.valued_on),
            )
    return row


def _leave(by: Account, court: Court, row: Row) -> None:
    assert row.why is not None
    with act(by=Actor(person=by.person_id)) as writing:
        keep_unbooked(writing, _unbooked(court, row.entry, row.name, row.why))


def _unbooked(court: Court, entry: BankEntry, name: str, why: WhyUnbooked) -> UnbookedMoney:
    return UnbookedMoney(
        court=court,
        way=BANK,
        money_id=name,
        minor=entry.minor,
        currency=entry.currency,
        why=why,
        told=f"{entry.payer} | {entry.text}",
        booked_on=entry.booked_on,
        valued_on=entry.valued_on,
        found_at=now(),
    )


def _sent(row: Row) -> Sent:
    entry = row.entry
    return Sent(
        name=row.name,
        day=entry.booked_on,
        minor=-entry.minor,
        currency=entry.currency,
        told=f"{entry.bank_id} {entry.payer} {entry.text}",
    )


def _plain(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).upper()


_KEEP_FILE: Final = """
INSERT INTO bank_statement_file (id, court_id, sha256, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (court_id, sha256) DO NOTHING"""
