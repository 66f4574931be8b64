"""Facts on file that contradict a register: they are followed, and the answer says so."""

from collections.abc import Callable
from functools import wraps

from yunqiao.law.abroad.addressee import AddresseeAbroad
from yunqiao.law.abroad.codes import NEEDS_REVIEW
from yunqiao.law.findings import Finding, Outcome
from yunqiao.law.registers import hague_parties
from yunqiao.law.registers.contradictions import (
    Doubts,
    about_hague,
    about_mail,
    about_relations,
    about_treaty,
)
from yunqiao.law.registers.hague_parties import Objection
from yunqiao.law.registers.treaties import CooperationSubject

Channel = Callable[[AddresseeAbroad], Finding]


def heeding(*names: str) -> Callable[[Channel], Channel]:
    """Add to a channel's answer what a register says against the facts named.

    A channel that would be open against an objection the register holds is for the court.
    """

    def heeded(channel: Channel) -> Channel:
        @wraps(channel)
        def answer(facts: AddresseeAbroad) -> Finding:
            found, doubts = channel(facts), contradicted(facts, *names)
            if not doubts:
                return found
            found = found._replace(doubts=(*found.doubts, *doubts))
            if found.is_yes and _objection_held(facts):
                return found._replace(outcome=Outcome.FOR_THE_COURT, code=NEEDS_REVIEW)
            return found

        return answer

    return heeded


def contradicted(facts: AddresseeAbroad, *names: str) -> Doubts:
    """What the registers say against the facts named; a region is in none of them."""
    state = facts.state
    if state is None or facts.region:
        return ()
    service = CooperationSubject.SERVICE
    doubts = {
        "hague_party": about_hague(state, facts.on, facts.hague_party),
        "bilateral_treaty": about_treaty(state, service, facts.on, facts.bilateral_treaty),
        "diplomatic_relations": about_relations(state, facts.diplomatic_relations),
        "state_allows_mail": about_mail(state, facts.on, facts.state_allows_mail),
    }
    return tuple(doubt for name in names for doubt in doubts[name])


def _objection_held(facts: AddresseeAbroad) -> bool:
    position = hague_parties.objection(facts.state or "", facts.on)
    party = (facts.state or "") in hague_parties.parties()
    return party and position in (Objection.YES, Objection.UNKNOWN)
