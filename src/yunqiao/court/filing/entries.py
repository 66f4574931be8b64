"""Payloads of the docket entries this room writes."""

from dataclasses import asdict, dataclass
from typing import Any

from yunqiao.court.filing.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """How a clerk took a claim down: whether the person was there, and how they stood by it.

    `presence` is `present` or `telephone`; `signed` is `screen`, `paper` or `oral` (CPL 123(2));
    `signed_page` is the SHA-256 of the scan of a page signed on paper.
    """

    presence: str
    signed: str
    signed_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFiled:
    """CLAIM_FILED: the claim as given, its receipt number, and at the counter how it was taken."""

    receipt: str
    claim: Claim
    taken: TakenDown | None = None

    def payload(self) -> dict[str, Any]:
        """Plain JSON; amounts are text."""
        plain = {"receipt": self.receipt, "claim": self.claim.model_dump(mode="json")}
        return {**plain, "counter": asdict(self.taken)} if self.taken else plain

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
class Point:
    """One thing to correct: the section of the claim, or `other`, and what is wrong there."""

    section: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequested:
    """CORRECTION_REQUESTED: everything to correct, and the court-local last day if it is known."""

    points: tuple[Point, ...]
    last_day: str | None

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"points": [asdict(point) for point in self.points], "last_day": self.last_day}

    @classmethod
    def read(cls, payload: dict[str, Any]) -> "CorrectionRequested":
        """Read what `payload` wrote."""
        points = tuple(Point(**point) for point in payload["points"])
        return cls(points=points, last_day=payload["last_day"])

    @property
    def sections(self) -> list[str]:
        """The sections of the claim that are to be corrected, in order."""
        return [point.section for point in self.points if point.section != "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrected:
    """CLAIM_CORRECTED: the claim as corrected, whole, and which sections were."""

    receipt: str
    claim: Claim
    corrected: tuple[str, ...]

    def payload(self) -> dict[str, Any]:
        """Plain JSON, readable as `ClaimFiled` too."""
        return {
            "receipt": self.receipt,
            "claim": self.claim.model_dump(mode="json"),
            "corrected": list(self.corrected),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """FILING_REFUSED, CLAIM_RETURNED, INADMISSIBILITY_RULED, CORRECTION_TIME_…, RULING_ASKED."""

    reason: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
