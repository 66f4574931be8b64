"""Who is told of an entry by e-mail: the party, and the agents who may receive for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from yunqiao.court.casefile import representing
from yunqiao.court.casefile.entries import (
    AGENT_AUTHORISED,
    AUTHORITY_GIVEN_UP,
    AUTHORITY_RENEWED,
    AUTHORITY_REVOKED,
    DISPUTE_ENDED,
    PARTY_REACHED,
    PAYMENT_ASSIGNED,
    PAYMENT_RECEIVED,
    PAYMENT_REFUNDED,
)
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.filing.queries import account_of_person, claim_of, filer_of
from yunqiao.court.filing.reaching import address_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reader import zone_named
from yunqiao.court.identity.models import Account

OF_AUTHORITY = frozenset(
    {AGENT_AUTHORISED, AUTHORITY_RENEWED, AUTHORITY_REVOKED, AUTHORITY_GIVEN_UP}
)
OF_MONEY = frozenset({PAYMENT_RECEIVED, PAYMENT_ASSIGNED, PAYMENT_REFUNDED, DISPUTE_ENDED})


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address, and the language and clock of whoever reads there.

    A reader without an e-mail address has an empty `to`, and is told by a text.
    """

    to: str
    language: str
    zone: ZoneInfo | None
    reader: Account | None = None


def recipients(entry: DocketEntry, case: Case) -> list[Recipient]:
    """Whom the court tells of an entry, each address once; nobody where only the post is open.

    The party is always told. An agent is told while the authority runs and covers receiving;
    of the authority itself the agent it names is told in any case. Of money, only the side whose
    money it is, and whoever paid.
    """
    by_address: dict[str, Recipient] = {}
    for one in _all(entry, case):
        by_address.setdefault(one.to.lower() or str(one.reader), one)
    return list(by_address.values())


def _all(entry: DocketEntry, case: Case) -> Iterator[Recipient]:
    if entry.kind == PARTY_REACHED:
        yield from _at(entry.payload["email"], case, filer_of(case))
        return
    claim, filer = claim_of(case), filer_of(case)
    if entry.kind in OF_MONEY:
        yield from _of_side(Party.objects.get(id=entry.payload["party"]), entry, case)
        return
    own = filer.email if filer else None
    yield from _at(address_of(case) or claim.service_address.email or own, case, filer)
    if claim.representation is not None:  # the address for service may be the agent's
        yield from _at(own, case, filer)
    for held in representing.agents_on(case):
        if held.receives:
            yield from _of(held.agent_id, case)
    if entry.kind in OF_AUTHORITY:
        yield from _of(UUID(entry.payload["agent"]), case)


def _of_side(party: Party, entry: DocketEntry, case: Case) -> Iterator[Recipient]:
    """The party, the agents who receive for it, and whoever paid; nobody of the other side."""
    filer = filer_of(case)
    if filer and filer.person_id == party.person_id:
        yield from _at(address_of(case) or claim_of(case).service_address.email, case, filer)
    agents = representing.agents_on(case).filter(principal=party.person_id, receives=True)
    payer = entry.payload.get("payer")
    payers = [UUID(payer)] if payer else []
    for person in (party.person_id, *agents.values_list("agent_id", flat=True), *payers):
        yield from _of(person, case)


def _of(person: UUID | None, case: Case) -> Iterator[Recipient]:
    account = account_of_person(person)
    if account is not None:
        yield from _at(account.email, case, account)


def _at(address: str | None, case: Case, reader: Account | None) -> Iterator[Recipient]:
    if address:
        language = reader.language if reader else claim_of(case).language
        yield Recipient(address, language, zone_named(reader.time_zone) if reader else None)
    elif reader is not None and not reader.email and reader.phone:
        yield Recipient("", reader.language, zone_named(reader.time_zone), reader)
