"""Payloads of the docket entries this room writes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from yunqiao.court.casefile.models import Representation
from yunqiao.court.filing.claim import ON_THE_DOCKET, Claim

PERSON_ENTERED = "PERSON_ENTERED"
"""On a person's stream: a clerk entered them at the counter, with names and contacts."""
OTHER = "other"
"""The section of a point that belongs to no part of the claim; it is answered in words or files."""
EVIDENCE = "evidence"
"""The section of a point that asks for files."""


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
    """CLAIM_FILED: the claim as given, its receipt number, and at the counter how it was taken.

    `drawn` is the SHA-256 of the picture of a signature drawn on the screen, if there is one.
    """

    receipt: str
    claim: Claim
    taken: TakenDown | None = None
    drawn: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON; amounts are text."""
        plain = {"receipt": self.receipt, "claim": self.claim.model_dump(mode="json")}
        if self.drawn:
            plain["drawn"] = self.drawn
        return {**plain, "counter": asdict(self.taken)} if self.taken else plain

    @classmethod
    def read(cls, payload: dict[str, Any]) -> "ClaimFiled":
        """Read what `payload` wrote."""
        return cls(receipt=payload["receipt"], claim=_claim(payload))


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
        """What is to be corrected, in order: sections of the claim, `evidence` and `other`."""
        return [point.section for point in self.points]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrected:
    """CLAIM_CORRECTED: the claim as corrected, whole; what was asked; what was answered in words.

    At the counter, `taken` says how the person stood by it; `drawn` is as in `ClaimFiled`.
    """

    receipt: str
    claim: Claim
    corrected: tuple[str, ...]
    answers: Mapping[str, str]
    taken: TakenDown | None = None
    drawn: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON, readable as `ClaimFiled` too."""
        plain = {
            "receipt": self.receipt,
            "claim": self.claim.model_dump(mode="json"),
            "corrected": list(self.corrected),
            "answers": dict(self.answers),
        }
        if self.drawn:
            plain["drawn"] = self.drawn
        return {**plain, "counter": asdict(self.taken)} if self.taken else plain

    @classmethod
    def read(cls, payload: dict[str, Any]) -> "ClaimCorrected":
        """Read what `payload` wrote."""
        return cls(
            receipt=payload["receipt"],
            claim=_claim(payload),
            corrected=tuple(payload["corrected"]),
            answers=payload.get("answers", {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """FILING_REFUSED, CLAIM_RETURNED, INADMISSIBILITY_RULED, CORRECTION_TIME_…, RULING_ASKED.

    `last_day` is the court-local day to which time was extended; `presence` says how the person
    stood by it for whom a clerk did it: `present` or `telephone`. Both are left out if empty.
    """

    reason: str
    last_day: str = ""
    presence: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        said = asdict(self)
        return {name: said[name] for name in said if said[name] or name == "reason"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """AGENT_AUTHORISED, AUTHORITY_RENEWED, AUTHORITY_REVOKED, AUTHORITY_GIVEN_UP.

    `agent` and `principal` are persons; `since` and `until` court-local dates; `powers` the special
    powers by name; `papers` what was handed in for it.
    """

    representation: str
    agent: str
    principal: str
    kind: str
    name: str
    office: str
    licence: str
    powers: tuple[str, ...]
    receives: bool
    since: str
    until: str | None
    papers: tuple[str, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def of(cls, row: Representation, papers: Sequence[str] = ()) -> "Authority":
        """What a row says."""
        return cls(
            representation=str(row.id),
            agent=str(row.agent_id),
            principal=str(row.principal_id),
            kind=row.kind,
            name=row.name,
            office=row.office,
            licence=row.licence,
            powers=tuple(row.powers),
            receives=row.receives,
            since=row.since.isoformat(),
            until=row.until.isoformat() if row.until else None,
            papers=tuple(papers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyReached:
    """PARTY_REACHED: how, with whom, on which court-local date; a new address where one was given.

    `party` is the party by id; of an entry without one it is whoever filed.
    """

    how: str
    note: str
    on: str
    email: str = ""
    party: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def _claim(payload: dict[str, Any]) -> Claim:
    return Claim.model_validate(payload["claim"], context=ON_THE_DOCKET)
