"""What a clerk sees beside a claim: corrections asked and answered, reasons, the agent's authority."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from yunqiao.court.casefile.actors import acted_by
from yunqiao.court.casefile.entries import (
    CLAIM_CORRECTED,
    CLAIM_FILED,
    CLAIM_RETURNED,
    CORRECTION_REQUESTED,
    CORRECTION_TIME_ASKED,
    FILING_REFUSED,
    RULING_ASKED,
)
from yunqiao.court.casefile.models import Case, Document, Party, Representation
from yunqiao.court.casefile.representing import in_force
from yunqiao.court.casefile.words import paper_name, title_of_entry
from yunqiao.court.filing import facts, words
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.correction import title_of
from yunqiao.court.filing.differences import Part, changed
from yunqiao.court.filing.entries import ClaimCorrected, ClaimFiled, CorrectionRequested, Decision
from yunqiao.court.foundation.legal_words import articles_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.law.findings import Finding

REASONED = (FILING_REFUSED, RULING_ASKED, CORRECTION_TIME_ASKED)
ROUNDS = (CLAIM_FILED, CORRECTION_REQUESTED, CLAIM_CORRECTED, CLAIM_RETURNED)


@dataclass(slots=True)
class Round:
    """One notice of corrections: what was asked, by whom and when, and what came of it."""

    asked_at: datetime
    asked_by: str
    points: list[tuple[str, str]]
    answered_at: datetime | None = None
    answered_by: str = ""
    answers: list[tuple[str, str]] = field(default_factory=list)
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A reason given for something, by whom and when."""

    title: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the law proposes: in words, with its articles and what can be tried next."""

    code: str
    reasons: list[str]
    citations: str
    steps: list[str]

    @classmethod
    def of(cls, finding: Finding) -> "Proposal":
        """A finding as a clerk reads it."""
        steps = words.steps(finding)
        return cls(finding.code, words.reasons(finding), articles_of(finding), steps)


@dataclass(frozen=True, slots=True)
class Authority:
    """An agent as the clerk checks them: the law on the agent, on the formality, the papers."""

    held: Representation
    kind: str
    powers: list[str]
    is_running: bool
    may_act: Proposal
    is_allowed: bool
    formality: Proposal
    is_formal: bool
    papers: list[tuple[str, bool]]


def rounds(case: Case) -> list[Round]:
    """Every notice of corrections with its answer, the latest first."""
    found: list[Round] = []
    claim: Claim | None = None
    entries = DocketEntry.objects.filter(stream_id=case.id, kind__in=ROUNDS).order_by("seq")
    for entry in entries:
        if entry.kind == CORRECTION_REQUESTED:
            asked = CorrectionRequested.read(entry.payload).points
            points = [(title_of(point.section), point.text) for point in asked]
            found.append(Round(entry.at, acted_by(case, entry), points))
        elif entry.kind == CLAIM_CORRECTED and claim is not None:
            corrected = ClaimCorrected.read(entry.payload)
            last = found[-1]
            last.answered_at, last.answered_by = entry.at, acted_by(case, entry)
            last.answers = [(title_of(key), text) for key, text in corrected.answers.items()]
            last.parts = changed(claim, corrected.claim)
            claim = corrected.claim
        elif entry.kind == CLAIM_FILED:
            claim = ClaimFiled.read(entry.payload).claim
    return found[::-1]


def said(case: Case) -> list[Said]:
    """The reasons of a refusal, of the party who insists or asks for time; oldest first."""
    entries = DocketEntry.objects.filter(stream_id=case.id, kind__in=REASONED).order_by("seq")
    return [
        Said(
            title_of_entry(entry),
            entry.at,
            acted_by(case, entry),
            Decision(**entry.payload).reason,
        )
        for entry in entries
    ]


def authorities(case: Case, today: date) -> list[Authority]:
    """The agents on a case with what there is to check about each."""
    held = Representation.objects.filter(case=case, revoked_at=None).order_by("since", "id")
    papers = set(Document.objects.filter(case=case).values_list("paper", flat=True))
    running = set(in_force(today).filter(case=case).values_list("id", flat=True))
    return [_authority(case, one, papers, is_running=one.id in running) for one in held]


def _authority(
    case: Case, held: Representation, papers: set[str], *, is_running: bool
) -> Authority:
    kind = facts.AgentKind(held.kind)
    party = Party.objects.filter(case=case, person=held.principal_id).order_by("position").first()
    number = in_force().filter(case=case, principal=held.principal_id).count()
    may_act = facts.agent(kind, party.country if party else "CN", number=max(1, number))
    formality = facts.authority(
        facts.LitigantCategory(held.principal_category),
        signed_in=held.signed_in,
        signed_on=held.signed_on,
        certified=facts.PowerCertification(held.certified),
    )
    return Authority(
        held=held,
        kind=words.agent_name(held.kind),
        powers=words.power_names(held.powers),
        is_running=is_running,
        may_act=Proposal.of(may_act),
        is_allowed=may_act.is_yes,
        formality=Proposal.of(formality),
        is_formal=formality.is_yes,
        papers=[
            (paper_name(paper.value), paper.value in papers)
            for paper in facts.papers_of(kind).value.papers
        ],
    )
