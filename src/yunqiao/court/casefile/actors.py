"""Who acted: the actors of docket entries in words, parties by name and staff by their post."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.casefile.words import post_name, role_name
from yunqiao.court.foundation.models import DocketEntry
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
    for person, role in (
        Post.objects.filter(court=case.court_id, account__person__in=asked)
        .order_by("since", "role")
        .values_list("account__person", "role")
    ):
        known[person] = _("%(post)s of the court") % {"post": post_name(role)}
    held = Representation.objects.filter(case=case, agent__in=asked).order_by("since", "id")
    known |= {one.agent_id: _("%(name)s (agent)") % {"name": one.name} for one in held}
    for party in Party.objects.filter(case=case, person__in=asked).order_by("-position"):
        known[party.person_id] = _("%(name)s (%(role)s)") % {
            "name": party.name,
            "role": role_name(party.role),
        }
    return known
