"""How much may be frozen: not more than the claim and its costs."""

from dataclasses import dataclass
from decimal import Decimal

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, PRESERVATION, SEIZURE
from yunqiao.law.money import require_amounts
from yunqiao.law.preservation.duration import AssetKind

WITHIN_THE_LIMIT = reason("preservation.within_the_limit")
ABOVE_THE_LIMIT = reason("preservation.above_the_limit")
INDIVISIBLE_THING = reason("preservation.indivisible_thing")
OBVIOUSLY_ABOVE = reason("preservation.obviously_above")
RELEASE_THE_EXCESS = reason("preservation.release_the_excess")
FREEZE_PART_ONLY = reason("preservation.freeze_part_only")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenAsset:
    """One asset under a measure and its value, in the currency of the claim."""

    asset: AssetKind
    value: Decimal
    indivisible: bool | None = None

    def __post_init__(self) -> None:
        require_amounts(value=self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenEstate:
    """Everything frozen for one claim, the claim, and the costs, in one currency."""

    claim: Decimal
    costs: Decimal = Decimal(0)
    frozen: tuple[FrozenAsset, ...]
    no_other_assets_suffice: bool | None = None

    def __post_init__(self) -> None:
        require_amounts(claim=self.claim, costs=self.costs)
        if not self.frozen:
            raise FactsError("frozen", "name at least one asset")


@provision(CPL["253"], SEIZURE["19"], PRESERVATION["15"])
def is_within_limit(estate: FrozenEstate) -> Finding:
    """Does what is frozen stay within the claim and its costs?"""
    limit = estate.claim + estate.costs
    total = sum((item.value for item in estate.frozen), Decimal(0))
    cited = (CPL["253"], SEIZURE["19"], PRESERVATION["15"])
    if total <= limit:
        return yes(
            cited,
            WITHIN_THE_LIMIT(total=total, limit=limit),
            code="WITHIN",
            value={"limit": limit, "total": total, "headroom": limit - total},
        )
    excess = total - limit
    value = {"limit": limit, "total": total, "excess": excess}
    money = sum(
        (item.value for item in estate.frozen if item.asset is AssetKind.DEPOSIT), Decimal(0)
    )
    above = ABOVE_THE_LIMIT(total=total, limit=limit, excess=excess)
    if money:
        value["release_at_least"] = min(money, excess)
        return no(cited, above, code="OVER_FREEZE", value=value, try_next=(RELEASE_THE_EXCESS,))
    return _excess_in_things(estate, value)


def _excess_in_things(estate: FrozenEstate, value: dict[str, Decimal]) -> Finding:
    """Things can be kept above the limit only whole, and only for want of anything else."""
    cited = (SEIZURE["19(2)"], PRESERVATION["15(2)"])
    unclear = next((n for n, item in enumerate(estate.frozen) if item.indivisible is None), None)
    if unclear is not None:
        return unknown(cited, missing=f"frozen[{unclear}].indivisible", value=value)
    if any(not item.indivisible for item in estate.frozen):
        return for_the_court(
            cited,
            OBVIOUSLY_ABOVE(excess=value["excess"]),
            value=value,
            try_next=(FREEZE_PART_ONLY,),
        )
    if estate.no_other_assets_suffice is None:
        return unknown(cited, missing="no_other_assets_suffice", value=value)
    if not estate.no_other_assets_suffice:
        return for_the_court(
            cited,
            OBVIOUSLY_ABOVE(excess=value["excess"]),
            value=value,
            try_next=(RELEASE_THE_EXCESS,),
        )
    return yes(cited, INDIVISIBLE_THING, code="INDIVISIBLE", value=value)
