"""Looking at what a person gave: every look at a number or a paper is on that person's docket."""

from datetime import timedelta
from typing import Any, Final

from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import access
from yunqiao.court.identity.proof.actions import kept_of
from yunqiao.court.identity.proof.entries import (
    IDENTITY_NUMBER_SEEN,
    IDENTITY_PAPER_SEEN,
    IdentitySeen,
)
from yunqiao.court.identity.proof.models import IdentityFile, IdentityPaper, IdentityProof

STILL_THERE: Final = timedelta(minutes=10)
"""How long after opening a page its reader counts as looking at it."""


def see_number(*, by: Account, paper: IdentityPaper, why: str) -> str:
    """The number of a paper in full, once the look stands on the docket.

    Raises:
        NotPermittedError: the account does not check this identity.
        UnsealError: the number cannot be read with the keys that are here.
    """
    access.may_check(by, paper.proof).require()
    number = kept_of(paper)["number"]
    _record(
        by,
        paper,
        IDENTITY_NUMBER_SEEN,
        IdentitySeen(proof=str(paper.proof_id), paper=str(paper.id), why=why),
    )
    return number


def see_file(*, by: Account, file: IdentityFile) -> None:
    """Note that somebody looks at a file; once a day for each file and reader.

    Raises:
        NotPermittedError: the account does not check this identity.
    """
    paper = file.paper
    access.may_check(by, paper.proof).require()
    today = court_date(now()).isoformat()
    key = RequestKey.of(by.id, f"see.{file.id}.{today}", None)
    seen = IdentitySeen(proof=str(paper.proof_id), paper=str(paper.id), file=file.sha256)

    def create() -> dict[str, Any]:
        _record(by, paper, IDENTITY_PAPER_SEEN, seen, key)
        return {}

    idempotency.once(key, create)


def look_in(*, by: Account, proof: IdentityProof) -> Account | None:
    """Note who has the page open now; whoever else had it open a moment ago."""
    other, since = proof.seen_by, proof.seen_at
    IdentityProof.objects.filter(id=proof.id).update(seen_by=by, seen_at=now())
    if other is None or since is None or other == by or now() - since > STILL_THERE:
        return None
    return other


def _record(
    by: Account, paper: IdentityPaper, kind: str, seen: IdentitySeen, key: RequestKey | None = None
) -> None:
    person_id = paper.proof.person_id
    with act(by=Actor(person=by.person_id)) as writing:
        if key is not None:
            idempotency.reserve(writing, key)
        writing.lock(Stream.PERSON, person_id)
        writing.record(Stream.PERSON, person_id, kind, seen.payload(), advance=False)
