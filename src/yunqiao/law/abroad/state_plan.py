"""The plan's one step for a foreign State: the Immunity Law's own order of ways."""

from typing import Final

from yunqiao.law.abroad.addressee import AddresseeAbroad
from yunqiao.law.abroad.answers import waits_for
from yunqiao.law.abroad.codes import ServiceChannel
from yunqiao.law.abroad.states_defendants import StateDefendant, way_to_serve
from yunqiao.law.abroad.treaties import service_treaty
from yunqiao.law.findings import Finding
from yunqiao.law.instruments import IMMUNITY
from yunqiao.law.registers import hague_parties
from yunqiao.law.registers.standing import Standing


def step_for_state(facts: AddresseeAbroad) -> tuple[ServiceChannel, Finding]:
    """The way to serve a foreign State, from what the registers and the file say."""
    if facts.state is None:
        return ServiceChannel.DIPLOMATIC_NOTE, waits_for((IMMUNITY["17"],), "state")
    found = way_to_serve(
        StateDefendant(
            on=facts.on,
            state=facts.state,
            treaty_way=_treaty_way(facts, facts.state),
            accepted_way=facts.agreed,
            accepted_way_prohibited_here=facts.state_prohibits_agreed_way,
            both_ways_failed=facts.other_ways_exhausted,
        )
    )
    found = found._replace(missing=tuple(_AS_ADDRESSEE[name] for name in found.missing))
    by_note = found.value == "diplomatic_note"
    return (ServiceChannel.DIPLOMATIC_NOTE if by_note else ServiceChannel.ACCEPTED_WAY), found


_AS_ADDRESSEE: Final = {
    "treaty_way": "hague_party",
    "accepted_way": "agreed",
    "accepted_way_prohibited_here": "state_prohibits_agreed_way",
}
"""The same facts under the addressee's names."""


def _treaty_way(facts: AddresseeAbroad, state: str) -> bool | None:
    standings = {
        hague_parties.standing(state, facts.on, facts.hague_party),
        service_treaty(state, facts.on, confirmed=facts.bilateral_treaty),
    }
    if Standing.YES in standings:
        return True
    return None if Standing.UNKNOWN in standings else False
