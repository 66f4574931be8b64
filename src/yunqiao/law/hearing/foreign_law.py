"""Foreign law that governs the case: who brings it to the court, and when it counts as not found."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, for_the_court, reason, unknown, yes
from yunqiao.law.instruments import FOREIGN_LAW_2023

COURT_ASCERTAINS = reason("hearing.foreign_law.court_ascertains")
PARTIES_SUPPLIED = reason("hearing.foreign_law.parties_supplied")
PARTIES_SUPPLY = reason("hearing.foreign_law.parties_supply")
GOOD_REASON = reason("hearing.foreign_law.good_reason")
MAY_BE_HELD_NOT_FOUND = reason("hearing.foreign_law.may_be_held_not_found")
CHOICE_TO_SAY = reason("hearing.foreign_law.choice_to_say")
REASON_TO_SAY = reason("hearing.foreign_law.reason_to_say")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignLaw:
    """A foreign law that governs, on the court-local date `on`; the court sets the time to supply it."""

    on: date
    chosen_by_parties: bool | None = None
    supplied_in_time: bool | None = None
    good_reason_for_delay: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a day before the Interpretation took effect."""
        if self.on < FOREIGN_LAW_2023.in_force_from:
            raise FactsError("on", "the Interpretation on foreign law applies from 2024-01-01")


@provision(FOREIGN_LAW_2023["1"], FOREIGN_LAW_2023["9"], source="corrections.md M17")
def ascertained_by(law: ForeignLaw) -> Finding:
    """Who brings the foreign law to the court, and may it be held not to be ascertainable?"""
    first, ninth = FOREIGN_LAW_2023["1"], FOREIGN_LAW_2023["9"]
    if law.chosen_by_parties is None:
        return unknown(first, CHOICE_TO_SAY, missing="chosen_by_parties")
    if not law.chosen_by_parties:
        return yes(first, COURT_ASCERTAINS, code="COURT_ASCERTAINS")
    if law.supplied_in_time is None:
        return yes((first, ninth), PARTIES_SUPPLY, code="PARTIES_SUPPLY")
    if law.supplied_in_time:
        return yes(first, PARTIES_SUPPLIED, code="SUPPLIED")
    if law.good_reason_for_delay is None:
        return unknown(ninth, REASON_TO_SAY, missing="good_reason_for_delay")
    because = GOOD_REASON if law.good_reason_for_delay else MAY_BE_HELD_NOT_FOUND
    return for_the_court(ninth, because)
