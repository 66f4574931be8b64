"""Payloads of the docket entries this room writes. Amounts are yuan with two decimals, as text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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

    `was` and `becomes` are what the party has to bear; `to_pay` is what of it is outstanding, `kept`
    what was to go back and now pays it.
    `assessment` is the row; `pay_by` the court-local last day where the court sets one; `refund_by`
    the last day of a refund; `reason` is what the clerk wrote. Whoever `claims_wages` need not pay in
    advance.
    """

    assessment: str
    party: str
    ground: str
    was: str
    becomes: str
    to_pay: str
    to_refund: str
    kept: str = "0.00"
    pay_by: str = ""
    refund_by: str = ""
    reason: str = ""
    claims_wages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsEntered(_Plain):
    """FEE_FACTS_ENTERED: rates by currency, the local amount and the tariff, each with its source.

    `wages` says that wages are claimed; False where it was not asked.
    """

    rates: Mapping[str, Mapping[str, str]]
    tariff: str = ""
    local_amount: str = ""
    wages: bool = False
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
class FeeAskedAgain(_Plain):
    """FEE_ASKED_AGAIN: a payment was taken back for good; what is to be paid anew, and the reasons."""

    assessment: str
    party: str
    to_pay: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(_Plain):
    """TREATED_AS_WITHDRAWN: the ruling's reasons and what becomes of the fee.

    `fee` is `nothing` or `half` of it is due, or `half_back`: `refund` of what was paid goes back.
    """

    reason: str
    fee: str
    refund: str = "0.00"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalAsked(_Plain):
    """WITHDRAWAL_ASKED: the claimant who asks, and why; at the counter, how they were there and signed."""

    party: str
    reason: str
    presence: str = ""
    signed: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRuled(_Plain):
    """WITHDRAWAL_ALLOWED, CLAIMANT_LEFT, WITHDRAWAL_REFUSED: the ruling's reasons, on whose application.

    `pay_by` is the court-local last day for a fee that was not asked for before. Of claimants who
    left, `still_owes` says that they owe the fee with the others, `claim_falls` that less is claimed.
    """

    reason: str
    asked_by: list[str] = field(default_factory=list)
    pay_by: str = ""
    still_owes: bool = True
    claim_falls: bool = False
