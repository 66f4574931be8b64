"""Who acted: the actors of docket entries in words, parties by name and staff by their post."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.casefile.words import post_name, role_name
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reading import rows
from yunqiao.court.identity.models import Post


def acted_by(case: Case, entry: DocketEntry) -> str:
    """Who did what an entry records, in words: an agent with the party they acted for."""
    return told_by(actors_of(case, {entry.actor, entry.on_behalf_of}), entry)


def told_by(actors: Mapping[UUID | None, str], entry: DocketEntry) -> str:
    """Who did it, by names that are known already."""
    by, behalf = actors.get(entry.actor, ""), entry.on_behalf_of
    if behalf is None or behalf not in actors:
        return by
    return _("%(actor)s, for %(person)s") % {"actor": by, "person": actors[behalf]}


def actors_of(case: Case, persons: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    """What to call each of these persons on the case's docket; None is the court's own machinery."""
    asked = {person for person in persons if person is not None}
    known: dict[UUID | None, str] = {None: _("The court, by itself")}
    held = rows(Representation, _AGENTS, [case.id, list(asked)])
    known |= {one.agent_id: _("%(name)s (agent)") % {"name": one.name} for one in held}
    for party in rows(Party, _PARTIES, [case.id, list(asked)]):
        known[party.person_id] = _("%(name)s (%(role)s)") % {
            "name": party.name,
            "role": role_name(party.role),
        }
    if others := asked - set(known):
        known |= _of_the_court(case, others)
    return known


def _of_the_court(case: Case, persons: Iterable[UUID]) -> dict[UUID | None, str]:
    held = Post.objects.filter(court=case.court_id, account__person__in=persons)
    by_person = held.order_by("since", "role").values_list("account__person", "role")
    return {
        person: _("%(post)s of the court") % {"post": post_name(role)} for person, role in by_person
    }


_AGENTS: Final = "case_id = %s AND agent_id = ANY(%s) ORDER BY since, id"
_PARTIES: Final = "case_id = %s AND person_id = ANY(%s) ORDER BY position DESC"
