"""Kinds of the tasks and deadlines of filing."""

from typing import Final

EXAMINE: Final = "examine_filing"
"""A claim waits for a filing clerk; also the court's deadline for deciding on it."""

CORRECT: Final = "correct_claim"
"""The party's deadline for corrections."""

DECIDE_TIME: Final = "decide_correction_time"
"""A party asks for more time."""

RULE: Final = "rule_on_filing"
"""A party insists on a ruling."""

RETURN: Final = "return_papers"
"""A party has not corrected in time; the law proposes to return the papers."""

REACH_PARTY: Final = "reach_party"
"""A notice did not reach a party, or had no address to go to."""
