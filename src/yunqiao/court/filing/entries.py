"""Payloads of the docket entries this room writes."""

from dataclasses import asdict, dataclass
from typing import Any

from yunqiao.court.filing.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFiled:
    """CLAIM_FILED: the claim as it was given, and the receipt number it got."""

    receipt: str
    claim: Claim

    def payload(self) -> dict[str, Any]:
        """Plain JSON; amounts are text."""
        return {"receipt": self.receipt, "claim": self.claim.model_dump(mode="json")}

    @classmethod
    def read(cls, payload: dict[str, Any]) -> "ClaimFiled":
        """Read what `payload` wrote."""
        return cls(receipt=payload["receipt"], claim=Claim.model_validate(payload["claim"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptIssued:
    """RECEIPT_ISSUED: the filer was told, at this instant (UTC, ISO 8601), under this number."""

    receipt: str
    filed_at: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRegistered:
    """CASE_REGISTERED: the number given and the court-local date it was given on (CPL 126)."""

    number: str
    registered_on: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequested:
    """CORRECTION_REQUESTED: everything to correct, and the last court-local day for it (ISO 8601)."""

    items: list[str]
    answer_by: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingEnded:
    """FILING_REFUSED or CLAIM_RETURNED: why the filing does not go on."""

    reasons: list[str]

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
