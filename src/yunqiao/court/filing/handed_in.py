"""Papers that an account hands in about the agents of a case, one envelope for each kind of paper."""

from collections.abc import Iterator
from uuid import UUID, uuid5

from yunqiao.court.casefile.models import Case
from yunqiao.court.filing.claim import ExhibitGiven
from yunqiao.court.filing.facts import AgentPaper
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.models import Upload


def envelope_of(account: Account, case_id: UUID, paper: AgentPaper) -> UUID:
    """Where the papers of one kind lie."""
    return uuid5(case_id, f"{account.id} {paper.value}")


def envelopes_of(account: Account, case: Case) -> list[UUID]:
    """Where the papers of all kinds lie."""
    return [envelope_of(account, case.id, paper) for paper in AgentPaper]


def uploads_of(account: Account, case: Case, paper: AgentPaper) -> list[Upload]:
    """The papers of one kind, in the order they came."""
    found = Upload.objects.filter(envelope=envelope_of(account, case.id, paper))
    return list(found.order_by("id"))


def given(account: Account, case: Case) -> Iterator[ExhibitGiven]:
    """All of them, as an authority takes them."""
    for paper in AgentPaper:
        for upload in uploads_of(account, case, paper):
            yield ExhibitGiven(upload=upload.id, title=upload.name, paper=paper)
