"""Who is told of an entry, and where: the party, and the agents who may receive for them.

Whose address binds the party: one they gave or confirmed, and one they were reached at since. An
agent's address binds them until the court has word that the mandate has ended (Aershan provisions
on service, art. 5; Provisions on service by court express mail, art. 11). Revoked, given up or past
its last day, it counts no more: the party's own address does. Whether an address nobody has signed
in with is the party's own is a question for a person, so a clerk gets the task of asking.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from yunqiao.court.casefile import representing
from yunqiao.court.casefile.entries import (
    AGENT_AUTHORISED,
    AUTHORITY_GIVEN_UP,
    AUTHORITY_RENEWED,
    AUTHORITY_REVOKED,
    CLAIMANT_LEFT,
    PARTY_REACHED,
    TREATED_AS_WITHDRAWN,
    WITHDRAWAL_ALLOWED,
    WITHDRAWAL_ASKED,
    WITHDRAWAL_REFUSED,
)
from yunqiao.court.casefile.filer import filer_of as person_who_filed
from yunqiao.court.casefile.filer import taken_down_by
from yunqiao.court.casefile.models import Case, Party, PartyStanding, Role
from yunqiao.court.casefile.sides import OF_DEBTORS, concerned, owe_together
from yunqiao.court.filing.queries import account_of_person, claim_of, filer_of
from yunqiao.court.filing.reaching import address_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reader import zone_named
from yunqiao.court.identity.models import Account

OF_AUTHORITY = frozenset(
    {AGENT_AUTHORISED, AUTHORITY_RENEWED, AUTHORITY_REVOKED, AUTHORITY_GIVEN_UP}
)
OF_EVERY_SIDE: Final = frozenset(
    {
        CLAIMANT_LEFT,
        TREATED_AS_WITHDRAWN,
        WITHDRAWAL_ALLOWED,
        WITHDRAWAL_ASKED,
        WITHDRAWAL_REFUSED,
    }
)
"""Entries about the end of a suit; without an account a claimant is reached, a defendant served."""
NO_ADDRESS: Final = "no_address"
AGENT_ENDED: Final = "agent_ended"


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address, and the language and clock of whoever reads there, on which party's side.

    A reader without an e-mail address has an empty `to`, and is told by a text. Where there is
    neither, a clerk reaches the party, and `lacks` says why: NO_ADDRESS or AGENT_ENDED.
    """

    to: str
    language: str
    zone: ZoneInfo | None
    reader: Account | None = None
    lacks: str = ""
    side: Party | None = None

    @property
    def whom(self) -> str:
        """What it is known by: the address, else the reader, else the side that cannot be told."""
        return self.to.lower() or str(self.reader or (self.side.id if self.side else ""))


def recipients(entry: DocketEntry, case: Case) -> list[Recipient]:
    """Whom the court tells of an entry, each address once.

    Whoever filed is told; once they have left the suit, whoever stays of their side. An agent is told while the authority runs and covers receiving;
    of the authority itself the agent it names is told in any case. What concerns one side alone
    (`casefile.sides`) only that side is told, and of money whoever paid. Of the end of a suit, and
    of what is asked and ruled about it, every side is told.
    """
    found: dict[str, Recipient] = {}
    for one in _all(entry, case):
        found.setdefault(one.whom, one)
    return list(found.values())


def _all(entry: DocketEntry, case: Case) -> Iterator[Recipient]:
    parties = list(Party.objects.filter(case=case).order_by("position"))
    by_person = {one.person_id: one for one in parties}
    filing = by_person.get(person_who_filed(case))
    if entry.kind == PARTY_REACHED:
        named = [one for one in parties if str(one.id) == entry.payload.get("party")]
        yield from _reached(entry, case, next(iter(named), filing))
        return
    whose = _sides(entry, parties)
    if whose is not None:
        for party in whose:
            yield from _of_side(party, entry, case)
        return
    left = [one for one in parties if one.standing != PartyStanding.IN_SUIT]
    if filing in left:
        for party in parties:
            if party.role == filing.role and party not in left:
                yield from _of_side(party, entry, case)
    else:
        yield from (replace(one, side=filing) for one in _party(case, filing))
    for held in representing.agents_on(case):
        side = by_person.get(held.principal_id)
        if held.receives and side not in left:
            yield replace(_of(held.agent_id, case), side=side)
    if entry.kind in OF_AUTHORITY:
        yield _of(UUID(entry.payload["agent"]), case)


def _sides(entry: DocketEntry, parties: Sequence[Party]) -> Sequence[Party] | None:
    """The parties who are told each for their own side; None where it concerns all."""
    if entry.kind in OF_EVERY_SIDE:
        ruled_on = entry.payload.get("asked_by", ())
        return [
            one
            for one in parties
            if (one.standing == PartyStanding.IN_SUIT or str(one.id) in ruled_on)
            and (one.person_id or (one.role == Role.CLAIMANT and entry.kind != WITHDRAWAL_ASKED))
        ]
    whose = concerned(entry, parties)
    if whose is None:
        return None
    if entry.kind in OF_DEBTORS:
        whose = [one for one in whose if owe_together(one, one)]
    return [one for one in whose if one.person_id] or whose[:1]


def _reached(entry: DocketEntry, case: Case, party: Party | None) -> Iterator[Recipient]:
    """The new address, if one was given, and the agents who receive for whom the court reached."""
    if to := entry.payload["email"]:
        reader = filer_of(case) if party is None else account_of_person(party.person_id)
        yield replace(_at(to, case, reader), side=party)
    if party is not None and party.person_id:
        for held in representing.agents_on(case).filter(principal=party.person_id, receives=True):
            yield replace(_of(held.agent_id, case), side=party)


def _party(case: Case, filing: Party | None) -> Iterator[Recipient]:
    claim, filer = claim_of(case), filer_of(case)
    own = filer.email if filer else None
    given = address_of(case, filing) or claim.service_address.email
    if given and _was_an_agents(given, own, case):
        given = ""
        if filer is None or filer.last_login is None:
            yield Recipient("", claim.language, None, lacks=AGENT_ENDED)
    yield _at(given or own, case, filer)
    if claim.representation is not None and own:  # the address for service may be the agent's
        yield _at(own, case, filer)


def _was_an_agents(address: str, own: str | None, case: Case) -> bool:
    """Whether it is the address of an agent whose authority has ended, or one such an agent gave."""
    ended = representing.ended_on(case)
    if not ended or address.lower() == (own or "").lower():
        return False
    if Account.objects.filter(person__in=ended, email=address.lower()).exists():
        return True
    given = claim_of(case).service_address.email
    return taken_down_by(case) in ended and address == given


def _of_side(party: Party, entry: DocketEntry, case: Case) -> Iterator[Recipient]:
    """The party, the agents who receive for it, and whoever paid; nobody of another side."""
    is_filing = party.person_id is not None and party.person_id == person_who_filed(case)
    own = _party(case, party) if is_filing else [_at_own(party, case)]
    yield from (replace(one, side=party) for one in own)
    agents = representing.agents_on(case).filter(principal=party.person_id)
    acting = dict(agents.values_list("agent_id", "receives"))
    payer = UUID(entry.payload["payer"]) if entry.payload.get("payer") else None
    for person, receives in acting.items():
        if receives or person == payer:
            yield replace(_of(person, case), side=party)
    if payer not in {None, party.person_id, *acting}:
        yield _of(payer, case)


def _at_own(party: Party, case: Case) -> Recipient:
    """A party who did not file: where the court reached them last, else their account."""
    to, account = address_of(case, party), account_of_person(party.person_id)
    return _at(to, case, account) if to else _of(party.person_id, case)


def _of(person: UUID | None, case: Case) -> Recipient:
    account = account_of_person(person)
    return _at(account.email if account else None, case, account)


def _at(address: str | None, case: Case, reader: Account | None) -> Recipient:
    language = reader.language if reader else claim_of(case).language
    zone = zone_named(reader.time_zone) if reader else None
    if address:
        return Recipient(address, language, zone)
    if reader is not None and reader.phone:
        return Recipient("", language, zone, reader)
    return Recipient("", language, zone, lacks=NO_ADDRESS)
