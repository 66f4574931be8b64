"""Where a fact that was given contradicts a register: the entry, its source and how far it reaches."""

from datetime import date
from typing import Final

from yunqiao.law.findings import Reason, reason
from yunqiao.law.instruments import HSC
from yunqiao.law.registers import hague_parties, treaties
from yunqiao.law.registers.diplomatic_relations import without_diplomatic_relations
from yunqiao.law.registers.hague_parties import Objection
from yunqiao.law.registers.standing import Standing
from yunqiao.law.registers.treaties import CooperationSubject

Doubts = tuple[Reason, ...]

BOUND_BY_REGISTER: Final = reason("register.hague_bound")
NOT_BOUND_BY_REGISTER: Final = reason("register.hague_not_bound")
OBJECTS_BY_REGISTER: Final = reason("register.hague_objects")
DOES_NOT_OBJECT_BY_REGISTER: Final = reason("register.hague_does_not_object")
TREATY_BY_REGISTER: Final = reason("register.treaty_held")
NO_TREATY_BY_REGISTER: Final = reason("register.no_treaty_held")
NO_RELATIONS_BY_REGISTER: Final = reason("register.no_relations")


def about_hague(state: str, on: date, given: bool | None) -> Doubts:  # noqa: FBT001  # tri-state fact
    """Against the status table of the Hague Service Convention."""
    held = hague_parties.standing(state, on)
    if given is None or held in (Standing.UNKNOWN, Standing.of(given)):
        return ()
    known = {"state": state, "as_of": hague_parties.CURRENT_TO}
    if held is Standing.NO:
        return (NOT_BOUND_BY_REGISTER(**known, on=on),)
    since = max(hague_parties.parties()[state].applies_from, HSC.in_force_from)
    return (BOUND_BY_REGISTER(**known, since=since),)


def about_mail(state: str, on: date, given: bool | None) -> Doubts:  # noqa: FBT001  # tri-state fact
    """Against a party's position on service by mail, article 10(a) of the Convention."""
    position = hague_parties.objection(state, on)
    known = {"state": state, "as_of": hague_parties.CURRENT_TO}
    if given and position is Objection.YES:
        return (OBJECTS_BY_REGISTER(**known),)
    if given is False and position is Objection.NO:
        return (DOES_NOT_OBJECT_BY_REGISTER(**known),)
    return ()


def about_treaty(state: str, subject: CooperationSubject, on: date, given: bool | None) -> Doubts:  # noqa: FBT001  # tri-state fact
    """Against the register of bilateral treaties."""
    found, held = treaties.standing(state, subject, on)
    if given is None or found in (Standing.UNKNOWN, Standing.of(given)):
        return ()
    known = {"state": state, "as_of": treaties.CURRENT_TO[subject]}
    if found is Standing.NO:
        return (NO_TREATY_BY_REGISTER(**known, on=on),)
    return (TREATY_BY_REGISTER(**known, since=held[0].in_force),)


def about_relations(state: str, given: bool | None) -> Doubts:  # noqa: FBT001  # tri-state fact
    """Against the list of States without diplomatic relations."""
    if given and state in without_diplomatic_relations():
        return (NO_RELATIONS_BY_REGISTER(state=state),)
    return ()
