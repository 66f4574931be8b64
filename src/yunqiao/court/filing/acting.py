"""For whom somebody acts, under which authority, and what an agent may not give with it."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile import representing
from yunqiao.court.casefile.at_counter import PRESENCES
from yunqiao.court.casefile.filer import filer_of
from yunqiao.court.casefile.models import Case, Representation
from yunqiao.court.filing import facts
from yunqiao.court.filing.claim import RepresentationGiven
from yunqiao.court.filing.models import CounterFiling
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.writing import Actor
from yunqiao.court.identity.models import Account
from yunqiao.law.findings import Finding

FIELD: Final = "representation"


def actor(account: Account, case_id: UUID, principal: UUID | None = None) -> Actor:
    """The account as the docket records it: an agent for a party, a clerk for a person at the counter.

    An agent of several acts for that principal, else for whoever filed. Whoever may do neither is
    refused by the permit of the act.
    """
    asked = principal or filer_of(Case.objects.get(id=case_id))
    known = representing.actor(account, case_id, asked=asked)
    at_counter = CounterFiling.objects.filter(case=case_id, claimed_at=None)
    person = at_counter.values_list("person", flat=True).first()
    if known.on_behalf_of is not None or person in (None, account.person_id):
        return known
    return Actor(person=account.person_id, on_behalf_of=person)


def is_at_counter(actor: Actor, case: Case) -> bool:
    """Whether a clerk acts for the person who filed at the counter."""
    return actor.on_behalf_of is not None and authority_of(actor, case) is None


def require_presence(actor: Actor, case: Case, presence: str) -> None:
    """A clerk says whether the person for whom they act is there or on the telephone.

    Raises:
        FilingRefusedError: it is not said.
    """
    if is_at_counter(actor, case) and presence not in PRESENCES:
        raise FilingRefusedError(
            "presence", _("Say whether the person is at the counter or on the telephone.")
        )


def authority_of(actor: Actor, case: Case) -> Representation | None:
    """The authority under which an agent acts now; None for the party, and for a clerk."""
    if actor.on_behalf_of is None:
        return None
    held = representing.held_by(actor.person)
    return held.filter(case=case, principal=actor.on_behalf_of).first()


def covers(held: Representation, power: facts.AgentPower) -> Finding:
    """Does the authority cover an act that may need a special power?"""
    return facts.covered(power, [facts.AgentPower(granted) for granted in held.powers])


def require_not_wider(
    given: RepresentationGiven, held: Representation, powers: Iterable[str]
) -> None:
    """Go on only if an agent gives no more than `held` and these special powers.

    Raises:
        FilingRefusedError: naming the field; only the party or a filing clerk gives more.
    """
    wider = {
        "powers": not {power.value for power in given.powers} <= set(powers),
        "receives": given.receives and not held.receives,
        "until": _is_later(given.until, held.until),
    }
    for field, is_wider in wider.items():
        if is_wider:
            raise FilingRefusedError(
                f"{FIELD}/{field}",
                _(
                    "An agent gives no special powers, no wider powers and no later end. The party"
                    " does it here, or the court's filing clerk with what the party signed."
                ),
            )


def require_running(given: RepresentationGiven, today: date) -> None:
    """Go on only if the authority has not ended on that court-local date.

    Raises:
        FilingRefusedError: it has.
    """
    if given.until is not None and given.until < today:
        raise FilingRefusedError(
            f"{FIELD}/until",
            _("This authority has ended. Hand in a power of attorney that runs on."),
        )


def _is_later(given: date | None, held: date | None) -> bool:
    return held is not None and (given is None or given > held)
