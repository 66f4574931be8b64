"""A party that gives no address: when refusal is presumed, and which addresses may then be used (Articles 7, 8)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import AERSHAN, EM, OP, SP
from yunqiao.law.service.addresses import GET_FORM, PAPER_ONLY, AddressSource
from yunqiao.law.service.terms import AddresseeKind, CourtRules

NOT_TOLD = reason("service.presumed.not_told")
GAVE_ADDRESS = reason("service.presumed.gave_address")
CAME = reason("service.presumed.came")
SILENT = reason("service.presumed.silent")
PARTY_ELSEWHERE = reason("service.presumed.party_in_other_case")
APPLIED = reason("service.presumed.applied_during_notice")
CONDITION_UNCLEAR = reason("service.presumed.condition_unclear")
CONDITION_FAILS = reason("service.presumed.condition_fails")
NOT_NOTED = reason("service.presumed.not_noted")
REFUSED = reason("service.fallback.refused")
NOT_REFUSED = reason("service.fallback.not_refused")
REFUSAL_UNKNOWN = reason("service.fallback.refusal_unknown")
ADDRESSES_OPEN = reason("service.fallback.open")
USE_FALLBACK = reason("service.next.use_fallback")

REFUSAL_PRESUMED: Final = "REFUSAL_PRESUMED"


class EvasionGround(Enum):
    """The three situations of Article 7."""

    REACHED_BUT_SILENT = "reached_but_silent"
    PARTY_IN_OTHER_CASE = "party_in_other_case"
    APPLIED_DURING_NOTICE = "applied_during_notice"


class PresumptionEvidence(Enum):
    """What Article 7 wants fixed and kept."""

    RECORDING = "recording"
    SERVER_SIGNED = "server_signed"
    JUDGE_SIGNED = "judge_signed"
    CLERK_SIGNED = "clerk_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evasion:
    """A party that has given no address, and the situation relied on.

    `told_by_court`: reached by telephone or otherwise and told to come or give an address (1).
    `absent_or_evading`: does not appear or evades here (1, 2). `party_in_pending_case`: takes part
    in another case pending in this court (2). `applied`: during a public notice it objected to
    jurisdiction or made another application (3).
    """

    ground: EvasionGround
    gave_address: bool | None = None
    told_by_court: bool | None = None
    absent_or_evading: bool | None = None
    party_in_pending_case: bool | None = None
    applied: bool | None = None
    court_rules: CourtRules | None = None
    evidence: frozenset[PresumptionEvidence] = frozenset()


@provision(EM["5"], OP["8"], AERSHAN["7"], confidence=Confidence.KNOWN)
def refusal_is_presumed(evasion: Evasion) -> Finding:
    """Is it presumed that the party refuses to give an address for service?"""
    cited = (AERSHAN["7"], EM["5"], OP["8"])
    conditions, because = _CONDITIONS[evasion.ground]
    answers = {name: getattr(evasion, name) for name in conditions}
    if evasion.gave_address:
        return no(cited, GAVE_ADDRESS)
    if False in answers.values():
        return no(cited, _FAILS.get(next(n for n, a in answers.items() if a is False), CAME))
    open_ = tuple(name for name, answer in answers.items() if answer is None)
    if evasion.gave_address is None:
        open_ = (*open_, "gave_address")
    if open_:
        return unknown(cited, CONDITION_UNCLEAR, missing=open_)
    unsigned = tuple(
        f"evidence.{item.value}" for item in PresumptionEvidence if item not in evasion.evidence
    )
    if unsigned:
        return unknown(cited, NOT_NOTED, missing=unsigned)
    doubts = () if evasion.court_rules is CourtRules.AERSHAN else (PAPER_ONLY,)
    return yes(cited, because, code=REFUSAL_PRESUMED, try_next=(USE_FALLBACK,), doubts=doubts)


_CONDITIONS: Final[dict[EvasionGround, tuple[tuple[str, ...], Reason]]] = {
    EvasionGround.REACHED_BUT_SILENT: (("told_by_court", "absent_or_evading"), SILENT),
    EvasionGround.PARTY_IN_OTHER_CASE: (
        ("absent_or_evading", "party_in_pending_case"),
        PARTY_ELSEWHERE,
    ),
    EvasionGround.APPLIED_DURING_NOTICE: (("applied",), APPLIED),
}
_FAILS: Final = {
    "told_by_court": NOT_TOLD,
    "party_in_pending_case": CONDITION_FAILS,
    "applied": CONDITION_FAILS,
}


class AddressRefusal(Enum):
    """How the refusal of an address is established."""

    EXPRESS_AFTER_WARNING = "express_after_warning"
    PRESUMED = "presumed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """A party without a confirmed address, and the addresses that the file shows."""

    kind: AddresseeKind
    refusal: AddressRefusal | None = None
    known: frozenset[AddressSource] = frozenset()


class FallbackAddress(NamedTuple):
    """One address to use after refusal, in its order; `flagged` where only the opinions carry it."""

    source: AddressSource
    citations: tuple[Citation, ...]
    flagged: bool


@provision(EM["5"], SP["9"], OP["8"], OP["9"], AERSHAN["8"], source="correction E17")
def addresses_after_refusal(fallback: Fallback) -> Finding:
    """Which addresses may be used once the party refuses to give one, and in which order?"""
    cited = (EM["5"], SP["9"], AERSHAN["8"])
    if fallback.refusal is None:
        return unknown(cited, REFUSAL_UNKNOWN, missing="refusal")
    if fallback.refusal is AddressRefusal.NONE:
        return no(cited, NOT_REFUSED, try_next=(GET_FORM,))
    extra = [FallbackAddress(source, _OPINIONS, True) for source in _EXTRA if source in fallback.known]  # fmt: skip
    last = (AddressSource.DORMANCY, AddressSource.DOMICILE)
    seat = next((source for source in last if source in fallback.known), AddressSource.DOMICILE)
    value = (*extra, FallbackAddress(seat, cited, False))
    doubts = (PAPER_ONLY,) if extra else ()
    return yes((*cited, *_OPINIONS), REFUSED, ADDRESSES_OPEN, value=value, doubts=doubts)


_OPINIONS: Final = (OP["8"], OP["9"])
_EXTRA: Final = (
    AddressSource.AGREED_BEFORE_DISPUTE,
    AddressSource.LETTERS_IN_DISPUTE,
    AddressSource.OWN_PAPERS,
    AddressSource.OTHER_PROCEEDINGS,
    AddressSource.CIVIL_ACTS,
)
