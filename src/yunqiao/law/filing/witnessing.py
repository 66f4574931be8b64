"""Witnessing a power of attorney by live video before the judge (XB 6)."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, XB

MAY_BEGIN: Final = reason("filing.witnessing.may_begin")
IDENTITY_NOT_VERIFIED: Final = reason("filing.witnessing.identity_not_verified")
NOT_A_MAINLAND_LAWYER: Final = reason("filing.witnessing.not_a_mainland_lawyer")
NO_INTERPRETER: Final = reason("filing.witnessing.no_interpreter")
NOT_ALL_PRESENT: Final = reason("filing.witnessing.not_all_present")
NO_JUDGE: Final = reason("filing.witnessing.no_judge")
WILL_NOT_CONFIRMED: Final = reason("filing.witnessing.will_not_confirmed")
NOT_SIGNED_BY_PARTY: Final = reason("filing.witnessing.not_signed_by_party")
NOT_SIGNED_BY_LAWYER: Final = reason("filing.witnessing.not_signed_by_lawyer")
NOT_RECORDED: Final = reason("filing.witnessing.not_recorded")
WITNESSED: Final = reason("filing.witnessing.witnessed")
NO_NOTARY_NEEDED: Final = reason("filing.witnessing.no_notary_needed")
MISSING_ANSWERS: Final = reason("filing.witnessing.missing_answers")
OTHER_WAYS: Final = reason("filing.witnessing.other_ways")


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessingFacts:
    """Before the session: the party's identity, the agent, and the language."""

    identity_verified: bool | None = None
    agent_is_mainland_lawyer: bool | None = None
    party_speaks_chinese: bool | None = None
    interpreter_present: bool = False


@provision(XB["6"], CPL["273"], CPL["274"], name="filing.witnessing")
def witnessing(facts: WitnessingFacts) -> Finding:
    """May a power of attorney be witnessed by video?"""
    failing: list[Reason] = []
    if facts.identity_verified is False:
        failing.append(IDENTITY_NOT_VERIFIED)
    if facts.agent_is_mainland_lawyer is False:
        failing.append(NOT_A_MAINLAND_LAWYER)
    if facts.party_speaks_chinese is False and not facts.interpreter_present:
        failing.append(NO_INTERPRETER)
    if failing:
        return no((XB["6"], CPL["274"]), *failing, code="MAY_NOT_BEGIN", try_next=(OTHER_WAYS,))
    missing = [
        name
        for name in ("identity_verified", "agent_is_mainland_lawyer")
        if getattr(facts, name) is None
    ]
    if facts.party_speaks_chinese is None and not facts.interpreter_present:
        missing.append("party_speaks_chinese")
    if missing:
        return unknown(XB["6"], MISSING_ANSWERS, missing=tuple(missing))
    return yes(XB["6"], MAY_BEGIN, code="MAY_BEGIN")


class _Check(NamedTuple):
    field: str
    failing: Reason


_CHECKS: Final = (
    _Check("judge_led", NO_JUDGE),
    _Check("all_three_present_together", NOT_ALL_PRESENT),
    _Check("true_will_confirmed", WILL_NOT_CONFIRMED),
    _Check("party_signed_in_view", NOT_SIGNED_BY_PARTY),
    _Check("lawyer_signed_in_view", NOT_SIGNED_BY_LAWYER),
    _Check("session_saved", NOT_RECORDED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessedFacts:
    """The session as it was held; party, lawyer and judge are on video at the same time."""

    may_begin: bool
    judge_led: bool | None = None
    all_three_present_together: bool | None = None
    true_will_confirmed: bool | None = None
    party_signed_in_view: bool | None = None
    lawyer_signed_in_view: bool | None = None
    session_saved: bool | None = None

    def __post_init__(self) -> None:
        if not self.may_begin and self.judge_led:
            raise ContradictionError("may_begin", "judge_led", "a session that may not begin was led")  # fmt: skip


@provision(XB["6"], INT["523"], name="filing.witnessed")
def witnessed(facts: WitnessedFacts) -> Finding:
    """Was the power of attorney validly witnessed?"""
    failing = [check.failing for check in _CHECKS if getattr(facts, check.field) is False]
    if not facts.may_begin:
        failing.append(OTHER_WAYS)
    if failing:
        return no(XB["6"], *failing, code="NOT_WITNESSED", try_next=(OTHER_WAYS,))
    missing = tuple(check.field for check in _CHECKS if getattr(facts, check.field) is None)
    if missing:
        return unknown(XB["6"], MISSING_ANSWERS, missing=missing)
    return yes((XB["6"], INT["523"]), WITNESSED, NO_NOTARY_NEEDED, code="WITNESSED")
