"""The conditions of a suit and the seven matters the court sends elsewhere (CPL 122, 127)."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, STATE_DEFENDANTS

ALL_MET: Final = reason("filing.acceptance.all_met")
NO_DIRECT_INTEREST: Final = reason("filing.acceptance.no_direct_interest")
NO_DEFINITE_DEFENDANT: Final = reason("filing.acceptance.no_definite_defendant")
NO_SPECIFIC_CLAIM: Final = reason("filing.acceptance.no_specific_claim")
NOT_A_CIVIL_MATTER: Final = reason("filing.acceptance.not_a_civil_matter")
OTHER_COURT: Final = reason("filing.acceptance.other_court")
ADMINISTRATIVE: Final = reason("filing.acceptance.administrative")
ARBITRATION: Final = reason("filing.acceptance.arbitration")
OTHER_AUTHORITY: Final = reason("filing.acceptance.other_authority")
ALREADY_DECIDED: Final = reason("filing.acceptance.already_decided")
BARRED_FOR_A_TIME: Final = reason("filing.acceptance.barred_for_a_time")
SAME_DIVORCE: Final = reason("filing.acceptance.same_divorce")
NO_IMMUNITY_EXCEPTION: Final = reason("filing.acceptance.no_immunity_exception")
MISSING_ANSWERS: Final = reason("filing.acceptance.missing_answers")


class _Condition(NamedTuple):
    field: str
    wanted: bool
    cited: Citation
    failing: Reason


_CONDITIONS: Final = (
    _Condition("direct_interest", True, CPL["122(1)"], NO_DIRECT_INTEREST),
    _Condition("definite_defendant", True, CPL["122(2)"], NO_DEFINITE_DEFENDANT),
    _Condition("specific_claim_and_facts", True, CPL["122(3)"], NO_SPECIFIC_CLAIM),
    _Condition("civil_matter_for_the_courts", True, CPL["122(4)"], NOT_A_CIVIL_MATTER),
    _Condition("this_court_has_jurisdiction", True, CPL["127(4)"], OTHER_COURT),
    _Condition("administrative_suit", False, CPL["127(1)"], ADMINISTRATIVE),
    _Condition("arbitration_agreement", False, CPL["127(2)"], ARBITRATION),
    _Condition("for_another_authority", False, CPL["127(3)"], OTHER_AUTHORITY),
    _Condition("already_decided", False, CPL["127(5)"], ALREADY_DECIDED),
    _Condition("barred_for_a_time", False, CPL["127(6)"], BARRED_FOR_A_TIME),
    _Condition("same_divorce_within_six_months", False, CPL["127(7)"], SAME_DIVORCE),
)
_IMMUNITY: Final = _Condition(
    "immunity_exception_named", True, STATE_DEFENDANTS["1"], NO_IMMUNITY_EXCEPTION
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceConditions:
    """The clerk's answers. `this_court_has_jurisdiction` is the answer of `jurisdiction.advice`.

    `same_divorce_within_six_months` covers divorce, and adoption, sued for again without new
    circumstances after mediation, refusal or withdrawal.
    """

    direct_interest: bool | None = None
    definite_defendant: bool | None = None
    specific_claim_and_facts: bool | None = None
    civil_matter_for_the_courts: bool | None = None
    this_court_has_jurisdiction: bool | None = None
    administrative_suit: bool | None = None
    arbitration_agreement: bool | None = None
    for_another_authority: bool | None = None
    already_decided: bool | None = None
    barred_for_a_time: bool | None = None
    same_divorce_within_six_months: bool | None = None
    foreign_state_is_party: bool = False
    immunity_exception_named: bool | None = None

    def __post_init__(self) -> None:
        if self.immunity_exception_named is not None and not self.foreign_state_is_party:
            raise ContradictionError(
                "immunity_exception_named", "foreign_state_is_party", "no foreign State is a party"
            )


@provision(
    CPL["122"],
    CPL["127"],
    STATE_DEFENDANTS["1"],
    name="filing.acceptance",
    source="CPL 2023 as stored; corrections.md M4 (State defendants)",
)
def acceptance(facts: AcceptanceConditions) -> Finding:
    """Does the suit meet every condition for being accepted?"""
    asked = (*_CONDITIONS, _IMMUNITY) if facts.foreign_state_is_party else _CONDITIONS
    failing = [one for one in asked if getattr(facts, one.field) is (not one.wanted)]
    if failing:
        cited = tuple(one.cited for one in failing)
        return no(cited, *(one.failing for one in failing), code="NOT_ACCEPTABLE")
    missing = tuple(one.field for one in asked if getattr(facts, one.field) is None)
    if missing:
        return unknown((CPL["122"], CPL["127"]), MISSING_ANSWERS, missing=missing)
    return yes((CPL["122"], CPL["127"]), ALL_MET, code="ACCEPTABLE")
