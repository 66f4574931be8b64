"""What the API takes and gives about drafts and filings, beside the claim itself."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from yunqiao.court.casefile.models import Role
from yunqiao.court.casefile.states import Stage
from yunqiao.court.filing.claim import (
    MOST_DOCUMENTS,
    MOST_PARTIES,
    MOST_REQUESTS,
    Cause,
    Claim,
    Given,
    Line,
    OptionalLine,
    OptionalText,
    PartyGiven,
    RequestGiven,
    ServiceAddress,
    Text,
)
from yunqiao.court.foundation.written import Clean
from yunqiao.court.papers.states import UploadState

LANGUAGE = "^([a-z]{2,3}(-[A-Za-z]{2,4})?)?$"
LONGEST_REASON = 5000
LARGEST_VERSION = 2**31 - 1
Version = Annotated[int, Field(ge=0, le=LARGEST_VERSION, strict=True)]
Answer = Annotated[Text, StringConstraints(max_length=LONGEST_REASON)]
Parties = Annotated[tuple[PartyGiven, ...], Field(max_length=MOST_PARTIES)]


class CorrectionGiven(Claim):
    """The whole claim, corrected; `in_words` answers points that no part of the claim answers."""

    in_words: Annotated[dict[Literal["evidence", "other"], Answer], Field(max_length=2)] = {}


class DraftBegun(Given):
    """A draft to begin; `language` is that of the letters about it, the caller's if left out."""

    language: Literal["zh-hans", "zh-hant", "en"] | None = None


class FactsGiven(Given):
    """What happened, and why the other side is bound."""

    facts_and_reasons: Text


class CaseGiven(Given):
    """What the dispute is about, and the code of the court."""

    cause: Cause
    court: Line


class ExhibitSaid(Given):
    """What an exhibit of the draft is called and proves; `translation_of` names another exhibit."""

    exhibit: UUID
    title: OptionalLine = ""
    proves: OptionalText = ""
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = ""
    translation_of: UUID | None = None


class Answers(Given):
    """Sections to save; those left out stay as they are. `version` is the one last seen.

    `evidence` puts the exhibits into this order; files the draft holds and this leaves out follow.
    """

    version: Version
    claimants: Parties | None = None
    defendants: Parties | None = None
    requests: Annotated[tuple[RequestGiven, ...], Field(max_length=MOST_REQUESTS)] | None = None
    facts: FactsGiven | None = None
    case: CaseGiven | None = None
    service_address: ServiceAddress | None = None
    evidence: Annotated[tuple[ExhibitSaid, ...], Field(max_length=MOST_DOCUMENTS)] | None = None

    @model_validator(mode="after")
    def _on_their_sides(self) -> Self:
        sides = ((self.claimants, Role.CLAIMANT), (self.defendants, Role.DEFENDANT))
        if any(party.role != role for side, role in sides for party in side or ()):
            raise PydanticCustomError("side", "a section takes the parties of its own role")
        return self

    def by_section(self) -> dict[str, Any]:
        """The sections given, as a draft keeps them."""
        given = self.model_dump(mode="json", exclude_unset=True, exclude={"version"})
        return {name: content for name, content in given.items() if content is not None}


class Signed(Given):
    """The filer's full name as a signature, under the version that was checked."""

    version: Version
    signature: Line


class Reasoned(Given):
    """A reason in one's own words."""

    reason: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_REASON),
        Clean,
    ]


class ExhibitOut(Schema):
    """An exhibit of a draft: its place in the list, its file and how the file stands."""

    exhibit: UUID
    upload: UUID
    name: str
    size: int
    state: UploadState
    detail: str
    title: str
    proves: str
    language: str
    translation_of: UUID | None


class DraftOut(Schema):
    """A draft. `complete` says that it could be signed and submitted as it is."""

    id: UUID
    version: int
    language: str
    saved_at: datetime
    complete: bool
    claimants: list[dict[str, Any]]
    defendants: list[dict[str, Any]]
    requests: list[dict[str, Any]]
    facts: dict[str, Any] | None
    case: dict[str, Any] | None
    service_address: dict[str, Any] | None
    evidence: list[ExhibitOut]


class Found(Schema):
    """Something to put right: where in the draft (a JSON pointer), and what to do."""

    pointer: str
    detail: str


class CheckedOut(Schema):
    """Whether a draft can be submitted, everything that is still wrong, and what it may cost.

    `warning` is about the `signature` of the query, where that is nobody's name here.
    """

    complete: bool
    version: int
    errors: list[Found]
    fee: "EstimateOut | None"
    warning: str


class EstimateStep(Schema):
    """One step of a fee's working: why, in words, and what it adds in yuan."""

    why: str
    adds: str
    citation: str


class EstimateOut(Schema):
    """An estimate of the acceptance fee in yuan; without `amount` between `least` and `most`."""

    amount: str | None
    least: str | None
    most: str | None
    steps: list[EstimateStep]
    words: list[str]
    missing: list[str]


class ReceiptOut(Schema):
    """What the filer holds at once. `entry_hash` is the SHA-256 of the docket entry.

    `warning` says that the signature is nobody's name here; the claim is filed, the clerk may ask.
    """

    case: UUID
    receipt: str
    filed_at: datetime
    entry: UUID
    entry_hash: str
    warning: str


Next = Literal["correct", "ask more time", "insist on a ruling", "withdraw"]


class FilingOut(Schema):
    """How a filing stands, what the filer may do now, and by when (a court-local date)."""

    case: UUID
    receipt: str
    court: str
    stage: Stage
    stage_words: str
    number: str | None
    filed_at: datetime
    may: list[Next]
    last_day: date | None


class CorrectedOut(FilingOut):
    """As `FilingOut`; `warning` as in `ReceiptOut`."""

    warning: str


class PointOut(Schema):
    """One thing to correct: the section of the claim (or `other`), and what is wrong there."""

    section: str
    text: str


class CorrectionOut(Schema):
    """What the court asked to correct, and the claim as it stands to begin from."""

    points: list[PointOut]
    last_day: date | None
    claim: dict[str, Any]


class DocumentOut(Schema):
    """A document on the case: an exhibit, or a letter of the court's (`letter` is its kind).

    `number` counts what was handed in; letters have none, but a name in Chinese and in English.
    """

    id: UUID
    number: int | None
    name: str
    title: str
    media_type: str
    size: int
    sha256: str
    letter: str | None
    letter_zh: str | None
    letter_en: str | None
    added_at: datetime
