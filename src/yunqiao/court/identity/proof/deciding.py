"""The officer's decision on an identity: proved, refused with what is wrong, or more wanted."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, OutdatedError, act
from yunqiao.court.identity import facts
from yunqiao.court.identity.facts import PaperKind
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import access
from yunqiao.court.identity.proof.actions import new_code
from yunqiao.court.identity.proof.entries import (
    IDENTITY_MORE_WANTED,
    IDENTITY_PROVED,
    IDENTITY_REFUSED,
    OTHER,
    IdentityDecided,
    Point,
)
from yunqiao.court.identity.proof.models import EXTRA, IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import PROOFS, PaperState

Write = Callable[[Act, IdentityProof], None]


def prove(*, by: Account, proof_id: UUID, reason: str, key: RequestKey) -> None:
    """Find the identity proved; `reason` says why where a check says otherwise.

    Raises:
        NotPermittedError: the account is no filing clerk of the court, or it is their own identity.
        WrongStateError: it was decided already, or is not with the court.
    """

    def write(writing: Act, proof: IdentityProof) -> None:
        _record(writing, proof, IDENTITY_PROVED, reason=reason)

    _decide(by, proof_id, key, write)


def refuse(*, by: Account, proof_id: UUID, points: Sequence[Point], key: RequestKey) -> None:
    """Find the identity not proved, naming what is wrong; the person corrects only that.

    Raises:
        NotPermittedError: the account is no filing clerk of the court, or it is their own identity.
        WrongStateError: it was decided already, or is not with the court.
    """

    def write(writing: Act, proof: IdentityProof) -> None:
        _record(writing, proof, IDENTITY_REFUSED, points)
        _name_wrong(writing, proof, points)
        other = next((point.text for point in points if point.paper == OTHER), "")
        writing.execute("UPDATE identity_proof SET wrong = %s WHERE id = %s", (other, proof.id))

    _decide(by, proof_id, key, write)


def want_more(*, by: Account, proof_id: UUID, points: Sequence[Point], key: RequestKey) -> None:
    """Ask for better papers, or for a further one (XB 4: notarised papers, checked by hand).

    Raises:
        NotPermittedError: the account is no filing clerk of the court, or it is their own identity.
        WrongStateError: it was decided already, or is not with the court.
    """

    def write(writing: Act, proof: IdentityProof) -> None:
        _record(writing, proof, IDENTITY_MORE_WANTED, points)
        _name_wrong(writing, proof, points)
        for point in points:
            if point.paper == OTHER:
                writing.insert(_further(proof, point.text))

    _decide(by, proof_id, key, write)


def _decide(by: Account, proof_id: UUID, key: RequestKey, write: Write) -> None:
    person_id = IdentityProof.objects.values_list("person_id", flat=True).get(id=proof_id)

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.PERSON, person_id)
            proof = IdentityProof.objects.select_related("court").get(id=proof_id)
            access.may_check(by, proof).require()
            write(writing, proof)
        return {}

    idempotency.once(key, create)


def _record(
    writing: Act, proof: IdentityProof, kind: str, points: Sequence[Point] = (), reason: str = ""
) -> None:
    known = {str(paper) for paper in proof.papers.order_by("id").values_list("id", flat=True)}
    if {point.paper for point in points} - known - {OTHER}:
        raise OutdatedError("a paper that is named is not of this proof")
    target = PROOFS.move(proof.state, kind)
    court = proof.court.code if proof.court else ""
    entry = IdentityDecided(proof=str(proof.id), court=court, points=tuple(points), reason=reason)
    confirmed = proof.register == "match" if proof.register else None
    category = facts.LitigantCategory(proof.category)
    finding = facts.papers(category, proof.place, court_date(now()), confirmed_online=confirmed)
    writing.expect_row(_MOVE, (target, now(), proof.id, proof.state), "it was decided already")
    writing.record(
        Stream.PERSON, proof.person_id, kind, entry.payload(), findings=facts.recorded(finding)
    )


def _name_wrong(writing: Act, proof: IdentityProof, points: Sequence[Point]) -> None:
    """Open what was named to the person; a new statement is spoken with a new code."""
    for point in points:
        if point.paper != OTHER:
            writing.execute(_WRONG, (point.text, UUID(point.paper), proof.id))
            writing.execute(_NEW_CODE, (new_code(), proof.id, UUID(point.paper)))


def _further(proof: IdentityProof, text: str) -> IdentityPaper:
    return IdentityPaper(
        proof=proof,
        position=proof.papers.count() + 1,
        slot=EXTRA,
        one_of=[PaperKind.OTHER_IDENTITY.value],
        kind=PaperKind.OTHER_IDENTITY.value,
        law={"cited": "XB 4"},
        state=PaperState.WANTED,
        wrong=text,
    )


_MOVE: Final = """
UPDATE identity_proof SET state = %s, decided_at = %s WHERE id = %s AND state = %s"""
_WRONG: Final = """
UPDATE identity_paper SET state = 'wrong', wrong = %s WHERE id = %s AND proof_id = %s"""
_NEW_CODE: Final = """
UPDATE identity_proof p SET code = %s FROM identity_paper s
WHERE p.id = %s AND s.id = %s AND s.proof_id = p.id AND s.slot = 'statement'"""
