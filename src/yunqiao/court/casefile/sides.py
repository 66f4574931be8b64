"""Whose side an entry, a letter or an account is of: what concerns one side alone is not for others."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.access import reads_as_court
from yunqiao.court.casefile.entries import (
    FEE_ASKED_AGAIN,
    FEE_CHANGED,
    FEE_NOTICE_ISSUED,
    FEE_PERIOD_SET,
    FEE_RELIEF_ASKED,
    FEE_RELIEF_GRANTED,
    FEE_RELIEF_REFUSED,
    LETTER_ISSUED,
    NOTICE_SENT,
    OF_MONEY,
    PARTY_REACHED,
    PAYMENT_ASSIGNED,
)
from yunqiao.court.casefile.models import Case, Party, PartyStanding, Role
from yunqiao.court.casefile.representing import held_in
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reading import rows
from yunqiao.court.identity.models import Account

OF_DEBTORS: Final = frozenset(
    {FEE_NOTICE_ISSUED, FEE_ASKED_AGAIN, FEE_CHANGED, FEE_PERIOD_SET, PAYMENT_ASSIGNED}
)
"""Entries about a fee: they concern all who owe it together."""
OF_ONE_SIDE: Final = (OF_MONEY - OF_DEBTORS) | {
    FEE_RELIEF_ASKED,
    FEE_RELIEF_GRANTED,
    FEE_RELIEF_REFUSED,
}
"""Entries about what one party paid or lives on."""


def acts_for(account: Account, *cases: Case) -> list[Party]:
    """The parties of these cases for whom an account acts there: itself, and its principals today."""
    if not account.is_active or account.person_id is None:
        return []
    by_id = {case.id: case for case in cases}
    held = {(one.case_id, one.principal_id) for one in held_in(account.person_id, by_id)}
    persons = {account.person_id, *(principal for _case, principal in held)}
    found = rows(Party, _OF_PERSONS, [list(by_id), list(persons)])
    own = [
        party
        for party in found
        if party.person_id == account.person_id or (party.case_id, party.person_id) in held
    ]
    for party in own:
        party.case = by_id[party.case_id]
    return own


def owe_together(one: Party, debtor: Party) -> bool:
    """Whether a party owes the fee kept in a debtor's name: several claimants owe one fee together.

    Not one who left the suit and need not pay with the others; the name the fee is kept in may be theirs.
    """
    return one.standing != PartyStanding.LEFT and _share_a_fee(one, debtor)


def concerned(entry: DocketEntry, parties: Sequence[Party]) -> list[Party] | None:
    """Those of the case's parties whose side alone an entry concerns; None where it concerns all."""
    if entry.kind in (NOTICE_SENT, PARTY_REACHED):
        named = entry.payload.get("side") or entry.payload.get("party")
        return [one for one in parties if str(one.id) == named] if named else None
    if entry.kind == LETTER_ISSUED:
        payload = entry.payload
        only_for, role = payload.get("only_for", ""), payload.get("only_for_role", "")
        if not only_for and not role:
            return None
        return [one for one in parties if is_for(one, only_for=only_for, role=role)]
    if entry.kind not in OF_DEBTORS | OF_ONE_SIDE:
        return None
    payload = entry.payload
    named = payload.get("side") or payload.get("party", "")
    of_it = [one for one in parties if str(one.id) == named]
    if entry.kind in OF_ONE_SIDE or not of_it:
        return of_it
    return [one for one in parties if _share_a_fee(one, of_it[0])]


def is_for(party: Party | None, *, only_for: str, role: str) -> bool:
    """Whether a letter for this party, by id, or for this role is for a party; None is nobody's side."""
    if party is None or not (only_for or role):
        return not (only_for or role)
    return str(party.id) == only_for or (bool(role) and party.role == role)


def kept_from(account: Account, case: Case, entries: Sequence[DocketEntry]) -> set[UUID]:
    """Of these entries of a case those that concern another side alone, and the notices sent of them."""
    if reads_as_court(account, case):
        return set()
    return {one.id for one in entries} - {one.id for one in _seen(acts_for(account, case), entries)}


def for_side(side: Party | None, entries: Sequence[DocketEntry]) -> list[DocketEntry]:
    """Of these entries, notices with what they tell of, those that concern all or this side."""
    return list(_seen([side] if side else [], entries))


def _seen(own: Collection[Party], entries: Sequence[DocketEntry]) -> Iterator[DocketEntry]:
    case = {entry.stream_id for entry in entries}
    parties = list(Party.objects.filter(case__in=case).order_by("position"))
    told_of = _told_of(entries)
    for entry in entries:
        told = (entry, told_of[entry.id]) if entry.id in told_of else (entry,)
        whose = [concerned(one, parties) for one in told]
        if all(one is None or not set(own).isdisjoint(one) for one in whose):
            yield entry


def _share_a_fee(one: Party, other: Party) -> bool:
    return one.id == other.id or (
        one.case_id == other.case_id and one.role == other.role == Role.CLAIMANT
    )


def _told_of(entries: Iterable[DocketEntry]) -> dict[UUID, DocketEntry]:
    """By notice, the entry it tells of."""
    about = {one.id: UUID(one.payload["about"]) for one in entries if one.kind == NOTICE_SENT}
    known = DocketEntry.objects.in_bulk(set(about.values()))
    return {notice: known[entry] for notice, entry in about.items()}


_OF_PERSONS: Final = "case_id = ANY(%s) AND person_id = ANY(%s) ORDER BY case_id, position"
