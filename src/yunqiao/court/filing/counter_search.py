"""Finding a person at the counter by what only they would give; every look is on the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from pydantic_core import PydanticCustomError

from yunqiao.court.directory.entries import PERSON_NOT_FOUND, NotFound
from yunqiao.court.filing import access
from yunqiao.court.filing.claim import phone_number
from yunqiao.court.filing.counter_people import has_account
from yunqiao.court.filing.models import CounterFiling
from yunqiao.court.filing.receipts import MARK
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity import safekeeping
from yunqiao.court.identity.entries import PERSON_LOOKED_UP, LookedUp
from yunqiao.court.identity.models import (
    Account,
    ContactKind,
    IdentityPaper,
    Person,
    PersonContact,
    PersonName,
    StaffRole,
)
from yunqiao.court.identity.numbers.outcome import plain
from yunqiao.court.identity.proof.states import ProofState
from yunqiao.court.identity.staff import courts_where

MOST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the person gave, and why a clerk looks them up.

    `identifier` is a whole e-mail address, telephone number, number of an identity paper or receipt
    number of a counter filing. Where it is empty, a whole name with a date of birth counts.
    """

    identifier: str = ""
    name: str = ""
    birth_date: date | None = None
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """A person a search found: one name to know them by, and whether they have an account."""

    person: Person
    name: str
    has_account: bool


def find_people(*, by: Account, sought: Sought) -> Sequence[Found]:
    """The people with exactly what is sought, once the look stands on the docket of each.

    Where there is nobody, it stands on the stream of each court where the account is a clerk.
    A search sent again is another look: whoever is shown again is recorded again.

    Raises:
        NotPermittedError: the account takes nothing down for others.
    """
    access.may_take_down(by).require()
    ids = sorted({one for found in _exactly(sought) for one in found if one})[:MOST]
    with act(by=Actor(person=by.person_id)) as writing:
        _record(writing, by, sought, ids)
    return [_found(person, sought) for person in Person.objects.filter(id__in=ids).order_by("id")]


def _record(writing: Act, by: Account, sought: Sought, people: Sequence[UUID]) -> None:
    if people:
        look = LookedUp(by_name=not sought.identifier, why=sought.why).payload()
        stream, kind, whose = Stream.PERSON, PERSON_LOOKED_UP, people
    else:
        look = NotFound(by=_kind(sought.identifier), why=sought.why).payload()
        stream, kind = Stream.COURT, PERSON_NOT_FOUND
        whose = courts_where(by, StaffRole.FILING_CLERK)
    writing.lock(stream, *whose)
    for one in whose:
        writing.record(stream, one, kind, look, advance=False)


def _exactly(sought: Sought) -> Iterator[QuerySet[Any, UUID | None]]:
    """Persons by each kind of identifier, asked one by one so that every question has its index."""
    given = sought.identifier
    # Before a court has confirmed them, papers show only whose number somebody typed.
    papers = IdentityPaper.objects.filter(proof__state=ProofState.PROVED)
    if not given:
        yield papers.filter(_born_as(sought)).values_list("proof__person", flat=True)
        return
    phone = _phone(given)
    accounts = Account.objects.filter(Q(email=given.lower()) | Q(phone=phone))
    yield accounts.values_list("person", flat=True)
    contacts = Q(kind=ContactKind.EMAIL, value__iexact=given)
    contacts |= Q(kind=ContactKind.TELEPHONE, value=phone)
    yield PersonContact.objects.filter(contacts).values_list("person", flat=True)
    filings = CounterFiling.objects.filter(case__receipt=given.upper())
    yield filings.values_list("person", flat=True)
    if number := plain(given):
        numbered = papers.filter(index__in=safekeeping.indexes(number))
        yield numbered.values_list("proof__person", flat=True)


def _born_as(sought: Sought) -> Q:
    named = Q(proof__name__iexact=sought.name) | Q(proof__other_name__iexact=sought.name)
    named |= Q(proof__person__names__text__iexact=sought.name)
    born = sought.birth_date.isoformat() if sought.birth_date else ""
    return named & Q(details__birth_date=born)


def _kind(identifier: str) -> str:
    """What an identifier seems to be, as `NotFound.by` says it."""
    if not identifier:
        return "name"
    if "@" in identifier:
        return "email"
    if identifier.startswith("+"):
        return "telephone"
    return "receipt" if identifier.upper().startswith(MARK) else "paper"


def _phone(given: str) -> str:
    """In E.164, as numbers are kept; what is no number stays as it is and finds none."""
    try:
        return phone_number(given)
    except PydanticCustomError:
        return given


def _found(person: Person, sought: Sought) -> Found:
    first = PersonName.objects.filter(person=person).order_by("-is_shown", "script", "text").first()
    name = sought.name or (first.text if first else sought.identifier)
    return Found(person, name, has_account(person))
