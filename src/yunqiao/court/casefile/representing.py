"""Who acts for whom on a case: the authority of agents, as it stands today."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.reading import rows
from yunqiao.court.foundation.writing import Actor
from yunqiao.court.identity.models import Account


def in_force(on: date | None = None) -> QuerySet[Representation]:
    """Authorities that are neither revoked nor past their last day on a court-local date."""
    day = on or court_date(now())
    return Representation.objects.filter(
        Q(until=None) | Q(until__gte=day), revoked_at=None, since__lte=day
    )


def agents_on(case: Case) -> QuerySet[Representation]:
    """The agents who may act on the case today, in the order in which they came."""
    return in_force().filter(case=case).order_by("since", "id")


def ended_on(case: Case) -> set[UUID]:
    """The persons who were agents on the case and may not act on it any more."""
    ever = Representation.objects.filter(case=case).values_list("agent_id", flat=True)
    return set(ever.order_by("id")) - set(agents_on(case).values_list("agent_id", flat=True))


def held_by(person_id: UUID | None) -> QuerySet[Representation]:
    """The authorities a person holds today."""
    if person_id is None:
        return Representation.objects.none()
    return in_force().filter(agent=person_id)


def held_in(person_id: UUID | None, case_ids: Iterable[UUID]) -> list[Representation]:
    """The authorities a person holds in these cases today, in the order in which they came."""
    if person_id is None:
        return []
    today = court_date(now())
    return rows(Representation, _HELD, [person_id, list(case_ids), today, today])


def principal_of(
    person_id: UUID | None, case_id: UUID, *, asked: UUID | None = None
) -> UUID | None:
    """For whom a person acts on a case as an agent; None if for nobody but themselves.

    Of several it is the one `asked` about, else who gave their authority first.
    """
    principals = [one.principal_id for one in held_in(person_id, [case_id])]
    return asked if asked in principals else next(iter(principals), None)


def principals_of(person_id: UUID | None, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """By case, the name of the party for whom a person acts there today."""
    by_case = {one.case_id: one.principal_id for one in reversed(held_in(person_id, case_ids))}
    parties = rows(Party, _AMONG, [list(by_case), list(by_case.values())]) if by_case else []
    return {
        party.case_id: party.name for party in parties if by_case[party.case_id] == party.person_id
    }


def actor(account: Account, case_id: UUID, *, asked: UUID | None = None) -> Actor:
    """The account as the docket records it: an agent acts on behalf of a party, `asked` if they can."""
    principal = principal_of(account.person_id, case_id, asked=asked)
    return Actor(person=account.person_id, on_behalf_of=principal)


_HELD: Final = """
agent_id = %s AND case_id = ANY(%s) AND revoked_at IS NULL AND since <= %s
AND (until IS NULL OR until >= %s) ORDER BY since, id"""
_AMONG: Final = "case_id = ANY(%s) AND person_id = ANY(%s) ORDER BY position DESC"
