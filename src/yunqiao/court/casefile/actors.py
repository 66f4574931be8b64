"""Who acted: the actors of docket entries in words, parties by name and staff by their post."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.words import post_name, role_name
from yunqiao.court.identity.models import Post


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
    for party in Party.objects.filter(case=case, person__in=asked).order_by("-position"):
        known[party.person_id] = _("%(name)s (%(role)s)") % {
            "name": party.name,
            "role": role_name(party.role),
        }
    return known
