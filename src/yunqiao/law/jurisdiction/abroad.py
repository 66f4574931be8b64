"""The same dispute before a foreign court: parallel suits, stay, and forum non conveniens (CPL 280-282)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT

RECOGNISED: Final = reason("jurisdiction.parallel.recognised")
MAY_ACCEPT: Final = reason("jurisdiction.parallel.may_accept")
NOT_FIRST: Final = reason("jurisdiction.parallel.not_first")
NO_APPLICATION: Final = reason("jurisdiction.parallel.no_application")
CHINESE_CHOICE: Final = reason("jurisdiction.parallel.chinese_choice")
MORE_CONVENIENT_HERE: Final = reason("jurisdiction.parallel.more_convenient_here")
MAY_STAY: Final = reason("jurisdiction.parallel.may_stay")
RESUME: Final = reason("jurisdiction.parallel.resume")
BEFORE_2024: Final = reason("jurisdiction.before_2024")
SEISED_NOT_KNOWN: Final = reason("jurisdiction.parallel.seised_not_known")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelFacts:
    """A suit abroad between the same parties on the same dispute; `on` is the court-local date."""

    on: date
    foreign_judgment_recognised: bool = False
    foreign_court_seised_first: bool | None = None
    written_application: bool | None = None
    chinese_court_chosen_or_exclusive: bool = False
    clearly_more_convenient_here: bool = False
    foreign_court_does_nothing: bool = False
    stayed: bool = False

    def __post_init__(self) -> None:
        if self.foreign_court_does_nothing and self.foreign_judgment_recognised:
            raise ContradictionError(
                "foreign_court_does_nothing",
                "foreign_judgment_recognised",
                "the foreign court has given a judgment or does nothing",
            )


@provision(CPL["280"], CPL["281"], CPL["302"], INT["531"], name="jurisdiction.parallel")
def parallel(facts: ParallelFacts) -> Finding:
    """What becomes of the Chinese suit while a foreign court deals with the same dispute?"""
    if not CPL.in_force(facts.on):
        return unknown(INT["531"], BEFORE_2024, missing="on")
    if facts.foreign_judgment_recognised:
        return no(CPL["281(3)"], RECOGNISED, code="INADMISSIBLE")
    if facts.stayed and facts.foreign_court_does_nothing:
        return yes(CPL["281(2)"], RESUME, code="RESUME")
    if facts.foreign_court_seised_first is None:
        return unknown(CPL["281"], SEISED_NOT_KNOWN, missing="foreign_court_seised_first")
    if not facts.foreign_court_seised_first:
        return yes(CPL["280"], MAY_ACCEPT, NOT_FIRST, code="GOES_ON")
    if facts.chinese_court_chosen_or_exclusive:
        return yes(CPL["281(1)"], MAY_ACCEPT, CHINESE_CHOICE, code="GOES_ON")
    if facts.clearly_more_convenient_here:
        return yes(CPL["281(1)"], MAY_ACCEPT, MORE_CONVENIENT_HERE, code="GOES_ON")
    if not facts.written_application:
        return yes((CPL["280"], CPL["281"]), MAY_ACCEPT, NO_APPLICATION, code="GOES_ON")
    return for_the_court(CPL["281"], MAY_STAY, code="MAY_STAY")


class _Condition(NamedTuple):
    field: str
    failing: Reason


DEFENDANT_MUST_OBJECT: Final = reason("jurisdiction.inconvenient.defendant_must_object")
FACTS_IN_CHINA: Final = reason("jurisdiction.inconvenient.facts_in_china")
CHINESE_CHOICE_MADE: Final = reason("jurisdiction.inconvenient.chinese_choice")
EXCLUSIVE_HERE: Final = reason("jurisdiction.inconvenient.exclusive_here")
PUBLIC_INTEREST: Final = reason("jurisdiction.inconvenient.public_interest")
NOT_MORE_CONVENIENT_ABROAD: Final = reason("jurisdiction.inconvenient.not_more_convenient_abroad")
ALL_FIVE: Final = reason("jurisdiction.inconvenient.all_five")
FIVE_NOT_KNOWN: Final = reason("jurisdiction.inconvenient.five_not_known")
ACCEPT_AGAIN: Final = reason("jurisdiction.inconvenient.accept_again")

_FIVE: Final = (
    _Condition("defendant_objects", DEFENDANT_MUST_OBJECT),
    _Condition("basic_facts_not_in_china_and_clearly_inconvenient", FACTS_IN_CHINA),
    _Condition("no_choice_of_chinese_court", CHINESE_CHOICE_MADE),
    _Condition("not_exclusive_in_china", EXCLUSIVE_HERE),
    _Condition("no_sovereignty_security_or_public_interest", PUBLIC_INTEREST),
    _Condition("foreign_court_more_convenient", NOT_MORE_CONVENIENT_ABROAD),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InconvenientForumFacts:
    """The defendant's objection and the five conditions, on a court-local date."""

    on: date
    defendant_objects: bool | None = None
    basic_facts_not_in_china_and_clearly_inconvenient: bool | None = None
    no_choice_of_chinese_court: bool | None = None
    not_exclusive_in_china: bool | None = None
    no_sovereignty_security_or_public_interest: bool | None = None
    foreign_court_more_convenient: bool | None = None
    foreign_court_declined_or_does_nothing: bool = False


@provision(CPL["282"], INT["530"], name="jurisdiction.inconvenient_forum")
def inconvenient_forum(facts: InconvenientForumFacts) -> Finding:
    """May the court dismiss the suit in favour of a more convenient foreign court?"""
    if not CPL.in_force(facts.on):
        return unknown(INT["530"], BEFORE_2024, missing="on")
    if facts.foreign_court_declined_or_does_nothing:
        return no(CPL["282(2)"], ACCEPT_AGAIN, code="MUST_ACCEPT")
    failing = [one.failing for one in _FIVE if getattr(facts, one.field) is False]
    if failing:
        return no(CPL["282(1)"], *failing, code="STAYS_HERE")
    missing = tuple(one.field for one in _FIVE if getattr(facts, one.field) is None)
    if missing:
        return unknown(CPL["282(1)"], FIVE_NOT_KNOWN, missing=missing)
    return for_the_court(CPL["282(1)"], ALL_FIVE, code="MAY_DISMISS")
