"""A person's names: several, in any script, former ones too; each change is on their stream."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.entries import NAME_ADDED, NAME_CHOSEN, NAME_REMOVED, Name
from yunqiao.court.identity.models import Account, PersonName, Script

MOST: Final = 20


class NameRefusedError(Exception):
    """The name cannot be added; the text says why."""


def names_of(account: Account) -> list[PersonName]:
    """The names of the account's person, the one shown first."""
    found = PersonName.objects.filter(person=account.person_id)
    return list(found.order_by("-is_shown", "id"))


def add_name(*, by: Account, script: Script, text: str) -> None:
    """Add a name exactly as given; the first one is shown.

    Raises:
        NameRefusedError: there are too many, or this one is there already.
    """
    name = PersonName(person_id=_person(by), script=script, text=text)
    with act(by=Actor(person=by.person_id)) as writing:
        writing.lock(Stream.PERSON, _person(by))
        known = names_of(by)
        if len(known) >= MOST:
            raise NameRefusedError(
                _("You have %(number)s names here, as many as fit. Remove one first.")
                % {"number": MOST}
            )
        if any((one.script, one.text) == (script, text) for one in known):
            raise NameRefusedError(_("This name is in the list already."))
        name.is_shown = not known
        writing.insert(name)
        _record(writing, by, NAME_ADDED, name)


def remove_name(*, by: Account, name_id: UUID) -> None:
    """Take a name out of the list; the docket keeps that it was there."""
    with act(by=Actor(person=by.person_id)) as writing:
        writing.lock(Stream.PERSON, _person(by))
        names = {one.id: one for one in names_of(by)}
        name = names.pop(name_id, None)
        if name is None:
            return
        writing.execute("DELETE FROM person_name WHERE id = %s", (name_id,))
        if name.is_shown and names:
            writing.execute(_SHOW, (next(iter(names)),))
        _record(writing, by, NAME_REMOVED, name)


def show_name(*, by: Account, name_id: UUID) -> None:
    """Let the court's pages call the person by this name."""
    with act(by=Actor(person=by.person_id)) as writing:
        writing.lock(Stream.PERSON, _person(by))
        name = next((one for one in names_of(by) if one.id == name_id), None)
        if name is None or name.is_shown:
            return
        writing.execute(
            "UPDATE person_name SET is_shown = false WHERE person_id = %s", (by.person_id,)
        )
        writing.execute(_SHOW, (name_id,))
        _record(writing, by, NAME_CHOSEN, name)


def _record(writing: Act, by: Account, kind: str, name: PersonName) -> None:
    payload = Name(script=str(name.script), text=name.text).payload()
    writing.record(Stream.PERSON, _person(by), kind, payload, advance=False)


def _person(account: Account) -> UUID:
    assert account.person_id is not None
    return account.person_id


_SHOW: Final = "UPDATE person_name SET is_shown = true WHERE id = %s"
