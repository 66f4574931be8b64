"""Which court a choice of court names: several courts, or the domicile of a party that has moved (Int 30, 32)."""

from dataclasses import dataclass
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT

DETERMINABLE_NOT_KNOWN: Final = reason("jurisdiction.chosen.determinable_not_known")
NOT_DETERMINABLE: Final = reason("jurisdiction.chosen.not_determinable")
NAMED_COURT: Final = reason("jurisdiction.chosen.named_court")
MOVE_NOT_KNOWN: Final = reason("jurisdiction.chosen.move_not_known")
DOMICILE_NAMED: Final = reason("jurisdiction.chosen.domicile")
DOMICILE_AT_SIGNING: Final = reason("jurisdiction.chosen.domicile_at_signing")
AGREED_FOR_MOVES: Final = reason("jurisdiction.chosen.agreed_for_moves")
PICK_ONE: Final = reason("jurisdiction.chosen.pick_one")
CONNECTIONS_NOT_KNOWN: Final = reason("jurisdiction.chosen.connections_not_known")
CONNECTION_IN_DOUBT: Final = reason("jurisdiction.chosen.connection_in_doubt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPlaceFacts:
    """What the clause names, read when the suit is brought.

    `determinable`: a court can then be made out from it. `agreed_for_moves`: the clause itself says
    what holds if the party moves. `each_place_connected` is asked only of several places.
    """

    determinable: bool | None = None
    partys_domicile: bool = False
    moved_since_signing: bool | None = None
    agreed_for_moves: bool | None = None
    several_places: bool = False
    each_place_connected: bool | None = None

    def __post_init__(self) -> None:
        for name in ("moved_since_signing", "agreed_for_moves"):
            if getattr(self, name) is not None and not self.partys_domicile:
                raise ContradictionError(name, "partys_domicile", "the clause names no party's domicile")  # fmt: skip


@provision(CPL["35"], INT["30"], INT["32"], name="jurisdiction.chosen_place", source="jurisdiction.md 6.3; the words of Int 30 and 32 beyond it from knowledge")  # fmt: skip
def chosen_place(facts: ChosenPlaceFacts) -> Finding:
    """Which court does the parties' choice name, where it names several or a party's domicile?"""
    if facts.determinable is None:
        return unknown(INT["30(1)"], DETERMINABLE_NOT_KNOWN, missing="determinable")
    if not facts.determinable:
        return no(INT["30(1)"], NOT_DETERMINABLE, code="ORDINARY_RULES")
    named = _domicile(facts) if facts.partys_domicile else yes(INT["30(1)"], NAMED_COURT, code="NAMED_COURT")  # fmt: skip
    return _one_of_several(facts, named) if facts.several_places and named.is_yes else named


def _domicile(facts: ChosenPlaceFacts) -> Finding:
    if facts.moved_since_signing is None:
        return unknown(INT["32"], MOVE_NOT_KNOWN, missing="moved_since_signing")
    if not facts.moved_since_signing:
        return yes(INT["30(1)"], DOMICILE_NAMED, code="DOMICILE")
    if facts.agreed_for_moves is None:
        return unknown(INT["32"], MOVE_NOT_KNOWN, missing="agreed_for_moves")
    if facts.agreed_for_moves:
        return yes(INT["32"], AGREED_FOR_MOVES, code="AGREED_FOR_MOVES")
    return yes(INT["32"], DOMICILE_AT_SIGNING, code="DOMICILE_AT_SIGNING")


def _one_of_several(facts: ChosenPlaceFacts, named: Finding) -> Finding:
    because = named.because if facts.partys_domicile else ()
    cited = (*named.citations, INT["30(2)"])
    if facts.each_place_connected is None:
        return unknown(cited, CONNECTIONS_NOT_KNOWN, missing="each_place_connected")
    if facts.each_place_connected:
        return yes(cited, *because, PICK_ONE, code="PLAINTIFF_PICKS")
    return for_the_court((*cited, CPL["35"], CPL["277"]), *because, CONNECTION_IN_DOUBT, code="PLAINTIFF_PICKS")  # fmt: skip
