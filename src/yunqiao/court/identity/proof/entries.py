"""Entries on a person's docket about proving identity. None holds a number that is not masked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

IDENTITY_SUBMITTED: Final = "IDENTITY_SUBMITTED"
IDENTITY_CORRECTED: Final = "IDENTITY_CORRECTED"
IDENTITY_REGISTER_ANSWERED: Final = "IDENTITY_REGISTER_ANSWERED"
IDENTITY_PROVED: Final = "IDENTITY_PROVED"
IDENTITY_REFUSED: Final = "IDENTITY_REFUSED"
IDENTITY_MORE_WANTED: Final = "IDENTITY_MORE_WANTED"
IDENTITY_NUMBER_SEEN: Final = "IDENTITY_NUMBER_SEEN"
IDENTITY_PAPER_SEEN: Final = "IDENTITY_PAPER_SEEN"
IDENTITY_NOTICE_SENT: Final = "IDENTITY_NOTICE_SENT"

OTHER: Final = "other"
"""What a point is about that is about no paper in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGiven:
    """A paper as it was given: which, its number masked, the SHA-256 of its files, its checks."""

    paper: str
    slot: str
    kind: str
    masked: str
    expires_on: str | None
    files: Sequence[str]
    checks: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySubmitted:
    """IDENTITY_SUBMITTED and IDENTITY_CORRECTED: who the person says they are, and every paper.

    `code` is the one-time code the statement was to be spoken with; `last_day` the court-local
    date by which the court tells the result.
    """

    proof: str
    court: str
    category: str
    place: str
    name: str
    other_name: str
    representative: str
    code: str
    last_day: str | None
    papers: Sequence[PaperGiven]

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswered:
    """IDENTITY_REGISTER_ANSWERED: what the immigration authority said about which paper."""

    proof: str
    paper: str
    about: str
    verdict: str
    differs: Sequence[str]
    reference: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is wrong, or wanted: the paper by its id, or `other`, and the officer's words."""

    paper: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDecided:
    """IDENTITY_PROVED, IDENTITY_REFUSED and IDENTITY_MORE_WANTED."""

    proof: str
    court: str
    points: Sequence[Point] = ()
    reason: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "IdentityDecided":
        """Read what `payload` wrote."""
        points = tuple(Point(**point) for point in payload["points"])
        return cls(**{**payload, "points": points})


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySeen:
    """IDENTITY_NUMBER_SEEN and IDENTITY_PAPER_SEEN: which paper was looked at, and why."""

    proof: str
    paper: str
    why: str = ""
    file: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
