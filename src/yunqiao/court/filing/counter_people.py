"""People at the counter: entered with names and contacts, known by any of their names."""

from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

from yunqiao.court.casefile.models import Party
from yunqiao.court.filing import access
from yunqiao.court.filing.entries import PERSON_ENTERED
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import (
    Account,
    ContactKind,
    Person,
    PersonContact,
    PersonName,
    Script,
)


def enter_person(*, by: Account, given: Mapping[str, Any], key: RequestKey) -> str:
    """Enter a person who has no account, with names and contacts; the id of the person.

    Raises:
        NotPermittedError: the account takes nothing down for others.
    """

    def create() -> dict[str, Any]:
        access.may_take_down(by).require()
        person = Person(kind=given["kind"])
        names = {str(script): given[str(script)] for script in Script if given.get(str(script))}
        contacts = {str(kind): given[str(kind)] for kind in ContactKind if given.get(str(kind))}
        result = {"person": str(person.id)}
        with act(by=Actor(person=by.person_id, on_behalf_of=person.id)) as writing:
            writing.insert(person)
            writing.insert(
                *(PersonName(person=person, script=s, text=text) for s, text in names.items())
            )
            if contacts:
                writing.insert(
                    *(PersonContact(person=person, kind=k, value=v) for k, v in contacts.items())
                )
            payload = {"kind": given["kind"], "names": names, "contacts": contacts}
            writing.record(Stream.PERSON, person.id, PERSON_ENTERED, payload, advance=False)
            idempotency.keep(writing, key, result)
        return result

    return str(idempotency.once(key, create)["person"])


def names_of(person: Person) -> str:
    """Every name a person is known by here."""
    names = list(PersonName.objects.filter(person=person).order_by("script", "text"))
    if names:
        return " · ".join(name.text for name in names)
    party = Party.objects.filter(person=person).order_by("-id").first()
    return " · ".join(filter(None, [party.name, party.other_name])) if party else "—"


def has_account(person: Person) -> bool:
    """Whether somebody signs in as the person, who then sees what is filed for them at once."""
    return Account.objects.filter(person=person, is_active=True).exists()


def is_known_as(person: Person, name: str) -> bool:
    """Whether this is one of the person's names; case, width and spaces do not count."""
    known = PersonName.objects.filter(person=person).values_list("text", flat=True)
    return _bare(name) in {_bare(text) for text in known.order_by("id")}


def person_as_given(person: Person) -> dict[str, Any]:
    """What the first claimant's form begins with: the person's names and contacts."""
    names = {n.script: n.text for n in PersonName.objects.filter(person=person).order_by("id")}
    contacts = PersonContact.objects.filter(person=person).order_by("id")
    known = {contact.kind: contact.value for contact in contacts}
    in_order = [names[script] for script in Script if script in names]
    account = Account.objects.filter(person=person).order_by("created_at").first()
    return {
        "kind": person.kind,
        "name": in_order[0] if in_order else "",
        "other_name": in_order[1] if len(in_order) > 1 else "",
        "email": known.get(ContactKind.EMAIL) or (account.email if account else "") or "",
        "phone": known.get(ContactKind.TELEPHONE, ""),
        "address": known.get(ContactKind.ADDRESS, ""),
    }


def _bare(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())
