"""The acceptance fee of a case: every tariff of article 13, appeals and retrials, halving, freedom."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, FactsError, require_order
from yunqiao.law.fees.claims import Base, ClaimAmount, require_rates_fit, sum_of
from yunqiao.law.fees.halving import HalvingFacts, HalvingGround, Instance, halving
from yunqiao.law.fees.tables import DIVORCE_PROPERTY, PERSONALITY_DAMAGES, PROPERTY, flat_fee
from yunqiao.law.fees.working import (
    NOTHING,
    Fee,
    Working,
    before_the_measures,
    by_brackets,
    by_case,
    payable,
)
from yunqiao.law.findings import Citation, Finding, Reason, reason, unknown, yes
from yunqiao.law.instruments import FEES, INT
from yunqiao.law.money import require_amount


class FeeCaseKind(Enum):
    """What the case is about, as far as the tariff distinguishes."""

    PROPERTY = "property"
    DIVORCE = "divorce"
    PERSONALITY = "personality"
    OTHER_NON_PROPERTY = "other_non_property"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    LABOUR = "labour"
    ADMINISTRATIVE_TRADEMARK_PATENT_MARITIME = "administrative_trademark_patent_maritime"
    ADMINISTRATIVE_OTHER = "administrative_other"
    JURISDICTION_OBJECTION = "jurisdiction_objection"
    DERIVED_FROM_BANKRUPTCY = "derived_from_bankruptcy"
    SPECIAL_PROCEDURE = "special_procedure"
    JUDICIAL_CONFIRMATION = "judicial_confirmation"
    ADMINISTRATIVE_COMPENSATION = "administrative_compensation"


class AppealAgainst(Enum):
    """What an appeal is lodged against."""

    JUDGMENT = "judgment"
    RULING_OF_INADMISSIBILITY = "ruling_of_inadmissibility"
    RULING_DISMISSING_THE_SUIT = "ruling_dismissing_the_suit"
    RULING_ON_JURISDICTION = "ruling_on_jurisdiction"


class RetrialGround(Enum):
    """Why the case is tried again, as far as costs depend on it (Fees 9)."""

    NEW_EVIDENCE = "new_evidence"
    NO_APPEAL_WAS_LODGED = "no_appeal_was_lodged"
    OTHER = "other"


SPECIAL_PROCEDURE_FREE: Final = reason("fees.free.special_procedure")
COMPENSATION_FREE: Final = reason("fees.free.administrative_compensation")
APPEAL_AGAINST_RULING_FREE: Final = reason("fees.free.appeal_against_ruling")
RETRIAL_FREE: Final = reason("fees.free.retrial")
OBJECTION_UPHELD_FREE: Final = reason("fees.free.objection_upheld")
CLAIMS_NOT_KNOWN: Final = reason("fees.claims_not_known")
AGAINST_NOT_KNOWN: Final = reason("fees.against_not_known")
RETRIAL_GROUND_NOT_KNOWN: Final = reason("fees.retrial_ground_not_known")
OBJECTION_NOT_DECIDED: Final = reason("fees.objection_not_decided")
ON_CONTESTED_PART: Final = reason("fees.on_contested_part")
ON_CONTESTED_PART_READING: Final = reason("fees.on_contested_part_reading")
PROPERTY_TABLE_ONLY: Final = reason("fees.property_table_only")
ONE_FEE_FOR_NON_PROPERTY: Final = reason("fees.one_fee_for_non_property")
AS_PROPERTY_IN_BANKRUPTCY: Final = reason("fees.as_property_in_bankruptcy")


class _Tariff(NamedTuple):
    """How a kind is charged: a flat fee, a table on the amount, or both."""

    flat: str = ""
    table: str = ""
    table_instead: str = ""


_TARIFFS: Final[dict[FeeCaseKind, _Tariff]] = {
    FeeCaseKind.PROPERTY: _Tariff(table=PROPERTY),
    FeeCaseKind.DERIVED_FROM_BANKRUPTCY: _Tariff(table=PROPERTY),
    FeeCaseKind.DIVORCE: _Tariff(flat="divorce_base", table=DIVORCE_PROPERTY),
    FeeCaseKind.PERSONALITY: _Tariff(flat="personality_base", table=PERSONALITY_DAMAGES),
    FeeCaseKind.OTHER_NON_PROPERTY: _Tariff(flat="other_non_property", table_instead=PROPERTY),
    FeeCaseKind.INTELLECTUAL_PROPERTY: _Tariff(flat="ip_no_amount", table_instead=PROPERTY),
    FeeCaseKind.LABOUR: _Tariff(flat="labour"),
    FeeCaseKind.ADMINISTRATIVE_TRADEMARK_PATENT_MARITIME: _Tariff(
        flat="administrative_trademark_patent_maritime"
    ),
    FeeCaseKind.ADMINISTRATIVE_OTHER: _Tariff(flat="administrative_other"),
    FeeCaseKind.JURISDICTION_OBJECTION: _Tariff(flat="jurisdiction_objection_dismissed"),
}
_FREE_KINDS: Final = {
    FeeCaseKind.SPECIAL_PROCEDURE: (FEES["8(1)"], SPECIAL_PROCEDURE_FREE),
    FeeCaseKind.JUDICIAL_CONFIRMATION: (FEES["8(1)"], SPECIAL_PROCEDURE_FREE),
    FeeCaseKind.ADMINISTRATIVE_COMPENSATION: (FEES["8(4)"], COMPENSATION_FREE),
}
_TABLE_ONLY: Final = frozenset({FeeCaseKind.PROPERTY, FeeCaseKind.DERIVED_FROM_BANKRUPTCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceFacts:
    """One case at one stage.

    `on` is the court-local day the court accepts it. `claims` are the property claims, the joint
    property of a divorce, the damages, or, on appeal and retrial, the contested part. The province
    sets `local_amount` where the tariff gives a range. Claims that seek no money are counted in
    `non_property_claims`. The number of defendants changes nothing.
    """

    on: date
    kind: FeeCaseKind
    stage: Instance = Instance.FIRST_INSTANCE
    claims: tuple[ClaimAmount, ...] = ()
    non_property_claims: int = 0
    local_amount: Decimal | None = None
    halving_grounds: frozenset[HalvingGround] = frozenset()
    against: AppealAgainst | None = None
    retrial_ground: RetrialGround | None = None
    objection_upheld: bool | None = None
    accepted_at_first_instance_on: date | None = None

    def __post_init__(self) -> None:
        require_amount("local_amount", self.local_amount)
        if self.non_property_claims < 0:
            raise FactsError("non_property_claims", "a number of claims cannot be negative")
        if self.kind is FeeCaseKind.JURISDICTION_OBJECTION and self.claims:
            raise ContradictionError("kind", "claims", "an objection to jurisdiction has no amount")
        if self.against is not None and self.stage is not Instance.SECOND_INSTANCE:
            raise ContradictionError("against", "stage", "only a second instance has an appeal")
        if self.retrial_ground is not None and self.stage is not Instance.RETRIAL:
            raise ContradictionError("retrial_ground", "stage", "the case is not tried again")
        require_order(self, "accepted_at_first_instance_on", "on")
        require_rates_fit(self.claims, self.rate_day)
        self._require_local_amount_in_range()

    @property
    def rate_day(self) -> date | None:
        """The day whose rate counts: acceptance at first instance, at every stage (Fees 55)."""
        if self.stage is Instance.FIRST_INSTANCE:
            return self.on
        return self.accepted_at_first_instance_on

    def _require_local_amount_in_range(self) -> None:
        flat = _TARIFFS.get(self.kind, _Tariff()).flat
        if self.local_amount is None or not flat or not FEES.in_force(self.on):
            return
        fee = flat_fee(flat, self.on)
        if not fee.least <= self.local_amount <= fee.most:
            raise FactsError("local_amount", f"must lie between {fee.least} and {fee.most} yuan")


@provision(
    FEES["8"],
    FEES["9"],
    FEES["13"],
    FEES["17"],
    FEES["19"],
    INT["200"],
    INT["201"],
    name="fees.acceptance",
    source="Order 481 as stored in April 2025; no later change was seen",
)
def acceptance(facts: AcceptanceFacts) -> Finding:
    """What is the acceptance fee of this case, step by step?"""
    settled = before_the_measures(facts.on) or _free(facts) or _missing(facts)
    if settled:
        return settled
    base = sum_of(facts.claims, facts.rate_day)
    if isinstance(base, Finding):
        return base
    working, because = _priced(facts, base)
    halved = halving(HalvingFacts(stage=facts.stage, grounds=facts.halving_grounds))
    doubts = (*base.doubts, *_reading_of_appeal(facts))
    cited = _stage_citation(facts)
    if facts.halving_grounds:
        because += halved.because
        cited += halved.citations
    if halved.is_yes:
        working = working.times(Decimal(1), 2, halved.because[0], halved.citations[0])
        doubts += halved.doubts
    answer = payable(working, *because, doubts=doubts)
    return answer._replace(citations=tuple(dict.fromkeys((*answer.citations, *cited))))


def _free(facts: AcceptanceFacts) -> Finding | None:
    if facts.kind in _FREE_KINDS:
        return free(*_FREE_KINDS[facts.kind])
    if facts.against not in (None, AppealAgainst.JUDGMENT):
        return free(FEES["8(3)"], APPEAL_AGAINST_RULING_FREE)
    if facts.retrial_ground is RetrialGround.OTHER:
        return free(FEES["9"], RETRIAL_FREE)
    if facts.kind is FeeCaseKind.JURISDICTION_OBJECTION and facts.objection_upheld:
        return free(FEES["13(6)"], OBJECTION_UPHELD_FREE)
    return None


def free(cited: Citation, why: Reason) -> Finding:
    """Nothing is payable."""
    nought = Decimal("0.00")
    return yes(cited, why, code="FREE", value=Fee(nought, nought, nought, ()))


def _missing(facts: AcceptanceFacts) -> Finding | None:
    if facts.stage is Instance.SECOND_INSTANCE and facts.against is None:
        return unknown(FEES["8(3)"], AGAINST_NOT_KNOWN, missing="against")
    if facts.stage is Instance.RETRIAL and facts.retrial_ground is None:
        return unknown(FEES["9"], RETRIAL_GROUND_NOT_KNOWN, missing="retrial_ground")
    if facts.kind is FeeCaseKind.JURISDICTION_OBJECTION and facts.objection_upheld is None:
        return unknown(FEES["13(6)"], OBJECTION_NOT_DECIDED, missing="objection_upheld")
    if facts.kind in _TABLE_ONLY and not facts.claims:
        return unknown(FEES["13(1)"], CLAIMS_NOT_KNOWN, missing="claims")
    return None


def _priced(facts: AcceptanceFacts, base: Base) -> tuple[Working, tuple[Reason, ...]]:
    tariff = _TARIFFS[facts.kind]
    because: list[Reason] = []
    working = NOTHING._replace(steps=base.steps)
    table = tariff.table or (tariff.table_instead if facts.claims else "")
    if table and facts.claims:
        working = working.plus(by_brackets(table, base.yuan, facts.on))
    if tariff.flat and not (tariff.table_instead and facts.claims):
        working = working.plus(by_case(tariff.flat, facts.local_amount, facts.on))
    if facts.kind is FeeCaseKind.DERIVED_FROM_BANKRUPTCY:
        because.append(AS_PROPERTY_IN_BANKRUPTCY)
    if table == PROPERTY and facts.non_property_claims:
        because.append(PROPERTY_TABLE_ONLY)
    if facts.non_property_claims > 1 and not facts.claims:
        because.append(ONE_FEE_FOR_NON_PROPERTY)
    if facts.stage is not Instance.FIRST_INSTANCE and facts.claims:
        because.append(ON_CONTESTED_PART)
    return working, tuple(because)


def _stage_citation(facts: AcceptanceFacts) -> tuple[Citation, ...]:
    article = {Instance.SECOND_INSTANCE: (FEES["17"],), Instance.RETRIAL: (FEES["19"],)}
    mixed = (INT["201"],) if facts.non_property_claims else ()
    estate = (INT["200"],) if facts.kind is FeeCaseKind.DERIVED_FROM_BANKRUPTCY else ()
    return (*article.get(facts.stage, ()), *mixed, *estate)


def _reading_of_appeal(facts: AcceptanceFacts) -> tuple[Reason, ...]:
    """Article 17 speaks of property cases; for other kinds the contested part is a reading."""
    later = facts.stage is not Instance.FIRST_INSTANCE
    if later and facts.claims and facts.kind not in _TABLE_ONLY:
        return (ON_CONTESTED_PART_READING,)
    return ()
