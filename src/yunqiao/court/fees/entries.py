"""Payloads of the docket entries this room writes. Amounts are yuan with two decimals, as text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class _Plain:
    """A payload whose fields are plain JSON already."""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAssessed(_Plain):
    """FEE_NOTICE_ISSUED, FEE_CHANGED: from what to what, what is to be paid or refunded, and why.

    `was` and `becomes` are what the party has to bear; `to_pay` is what of it is outstanding.
    `assessment` is the row; `pay_by` the court-local last day where the court sets one; `refund_by`
    the last day of a refund; `reason` is what the clerk wrote.
    """

    assessment: str
    party: str
    ground: str
    was: str
    becomes: str
    to_pay: str
    to_refund: str
    pay_by: str = ""
    refund_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsEntered(_Plain):
    """FEE_FACTS_ENTERED: rates by currency, the local amount and the tariff, each with its source."""

    rates: Mapping[str, Mapping[str, str]]
    tariff: str = ""
    local_amount: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSet(_Plain):
    """FEE_PERIOD_SET: the court-local last day to pay for a party, and all who owe it with them.

    `how` is `notice` (computed from the court-local day `notified_on`), `extended`, `deferred` or
    `supplement`.
    """

    party: str
    last_day: str
    how: str
    notified_on: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefAsked(_Plain):
    """FEE_RELIEF_ASKED: by which party, deferral, reduction or exemption, the grounds, the reasons."""

    application: str
    party: str
    kind: str
    grounds: list[str]
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefDecided(_Plain):
    """FEE_RELIEF_GRANTED, FEE_RELIEF_REFUSED: what was decided and why.

    `party` asked. Of a reduction `percent` is what falls away; `outstanding` is what is then to be
    paid, `pay_by` the court-local last day where the court sets one.
    """

    application: str
    party: str
    kind: str
    reason: str
    outstanding: str
    percent: int = 0
    pay_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(_Plain):
    """TREATED_AS_WITHDRAWN: the ruling's reasons; `fee` says what of it is due: nothing or half."""

    reason: str
    fee: str
