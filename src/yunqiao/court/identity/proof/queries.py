"""Reading proofs of identity: the person's own, the clerk's worklist, how somebody stands."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import Tag
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity import safekeeping
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.numbers.outcome import plain
from yunqiao.court.identity.proof.entries import IDENTITY_MORE_WANTED, IDENTITY_REFUSED
from yunqiao.court.identity.proof.models import IdentityFile, IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import PaperState, ProofState
from yunqiao.court.identity.proof.words import state_tag
from yunqiao.court.identity.staff import courts_where

MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody's identity stands; no `proof` if they have not begun to prove it."""

    tag: Tag | None = None
    proof: IdentityProof | None = None
    is_proved: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proof on the worklist."""

    proof: IdentityProof
    due: Tag | None
    state: Tag


def own_proof(account: Account) -> IdentityProof | None:
    """The proof the person works on or waits for, else the one that was proved last."""
    mine = IdentityProof.objects.filter(person=account.person_id).select_related("court")
    return mine.exclude(state=ProofState.PROVED).first() or mine.order_by("-decided_at").first()


def papers_of(proof: IdentityProof) -> list[IdentityPaper]:
    """The papers that are wanted now, in their order."""
    found = proof.papers.exclude(state=PaperState.WITHDRAWN).select_related("proof")
    return list(found.order_by("position"))


def own_papers(account: Account) -> QuerySet[IdentityPaper]:
    """The papers of the person's proofs."""
    mine = IdentityPaper.objects.filter(proof__person=account.person_id)
    return mine.exclude(state=PaperState.WITHDRAWN).select_related("proof")


def standing_of(person: UUID | None) -> Standing:
    """How a person's identity stands: proved once stays proved while a new paper is checked."""
    proofs = list(IdentityProof.objects.filter(person=person).order_by("id")) if person else []
    if not proofs:
        return Standing()
    proved = [proof for proof in proofs if proof.state == ProofState.PROVED]
    shown = proved[-1] if proved else proofs[-1]
    return Standing(state_tag(shown), shown, bool(proved))


def courts_of(account: Account) -> list[UUID]:
    """The courts at which the account checks identities."""
    return courts_where(account, StaffRole.FILING_CLERK)


def worklist(account: Account) -> list[Waiting]:
    """What waits for the clerk's courts, the most urgent first."""
    waiting = _at_courts_of(account).filter(Q(state=ProofState.WAITING) | Q(by_hand=True))
    return [_row(proof) for proof in waiting.order_by("due_on", "id")]


def late_and_waiting(account: Account) -> tuple[int, int]:
    """How many proofs are overdue, and how many wait, at the clerk's courts."""
    waiting = _at_courts_of(account).filter(state=ProofState.WAITING)
    late = Count("id", filter=Q(due_on__lt=court_date(now())))
    counted = waiting.aggregate(late=late, all=Count("id"))
    return counted["late"], counted["all"]


def next_after(account: Account, proof: IdentityProof) -> IdentityProof | None:
    """The most urgent other proof that waits."""
    waiting = _at_courts_of(account).filter(state=ProofState.WAITING).exclude(id=proof.id)
    return waiting.exclude(person=account.person_id).order_by("due_on", "id").first()


def found_by_number(account: Account, number: str) -> list[Waiting]:
    """Proofs at the clerk's courts with exactly this identity number, by its blind index."""
    papers = IdentityPaper.objects.filter(index__in=safekeeping.indexes(plain(number)))
    proofs = _at_courts_of(account).filter(id__in=papers.values("proof_id"))
    return [_row(proof) for proof in proofs.order_by("-submitted_at", "id")[:MOST_FOUND]]


def is_given_elsewhere(paper: IdentityPaper) -> bool:
    """Whether another person gave a paper with the same number."""
    if paper.index is None:
        return False
    same = IdentityPaper.objects.filter(index=paper.index)
    return same.exclude(proof__person=paper.proof.person_id).exists()


def file_of(proof_id: UUID, file_id: UUID) -> IdentityFile | None:
    """A file of a proof, with its paper."""
    files = IdentityFile.objects.select_related("paper__proof")
    return files.filter(id=file_id, paper__proof=proof_id).first()


def last_decision(proof: IdentityProof) -> DocketEntry | None:
    """The refusal, or the wish to see more, that the person answers now."""
    decided = DocketEntry.objects.filter(
        stream_id=proof.person_id, kind__in=[IDENTITY_REFUSED, IDENTITY_MORE_WANTED]
    )
    return decided.order_by("-seq").first()


def _at_courts_of(account: Account) -> QuerySet[IdentityProof]:
    proofs = IdentityProof.objects.filter(court__in=courts_of(account), round__gt=0)
    return proofs.select_related("court", "seen_by")


def _row(proof: IdentityProof) -> Waiting:
    waits = proof.state == ProofState.WAITING and proof.due_on is not None
    return Waiting(
        proof, due_tag(proof.due_on) if waits and proof.due_on else None, state_tag(proof)
    )
