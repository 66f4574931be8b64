"""Asking the immigration authority about the paper that says who somebody is (XB 4)."""

from datetime import date
from typing import Any, Final

from psycopg.types.json import Jsonb

from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.proof.actions import kept_of
from yunqiao.court.identity.proof.entries import IDENTITY_REGISTER_ANSWERED, RegisterAnswered
from yunqiao.court.identity.proof.models import IDENTITY, IdentityPaper
from yunqiao.court.identity.proof.states import PaperState
from yunqiao.court.identity.proof.who import EVERYBODY
from yunqiao.gateways.immigration.port import (
    Answer,
    Asked,
    ImmigrationRegister,
    RegisterUnavailableError,
)
from yunqiao.gateways.registry import gateway

UNAVAILABLE: Final = "unavailable"
"""Noted instead of a verdict when no answer came in the end; an officer looks by hand."""


def ask(*, entry: DocketEntry, give_up: bool) -> None:
    """Ask once about an entry's papers, outside any transaction, and record what the register said.

    With `give_up`, a register that cannot be reached is recorded as such.

    Raises:
        RegisterUnavailableError: try again later.
    """
    key = RequestKey.of(THE_COURT, f"{entry.id}.register", None)
    if idempotency.recall(key) is not None:
        return
    paper = _paper(entry)
    if paper is None:
        return
    answered = _answer(entry, paper, give_up=give_up)
    idempotency.once(key, lambda: _record(paper, answered, key))


def _answer(entry: DocketEntry, paper: IdentityPaper, *, give_up: bool) -> RegisterAnswered:
    said: Answer | None = None
    try:
        said = gateway(ImmigrationRegister).compare(_asked(entry, paper))  # type: ignore[type-abstract]
    except RegisterUnavailableError:
        if not give_up:
            raise
    return RegisterAnswered(
        proof=str(paper.proof_id),
        paper=str(paper.id),
        about=str(entry.id),
        verdict=said.verdict.value if said else UNAVAILABLE,
        differs=said.differs if said else (),
        reference=said.reference if said else "",
    )


def _record(paper: IdentityPaper, answered: RegisterAnswered, key: RequestKey) -> dict[str, Any]:
    payload = answered.payload()
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.PERSON, paper.proof.person_id)
        _note(writing, paper, answered)
        writing.record(
            Stream.PERSON,
            paper.proof.person_id,
            IDENTITY_REGISTER_ANSWERED,
            payload,
            advance=False,
        )
    return payload


def _note(writing: Act, paper: IdentityPaper, answered: RegisterAnswered) -> None:
    """Show the answer beside the proof, unless the person has given something newer since."""
    said = {"differs": list(answered.differs), "reference": answered.reference}
    proof = paper.proof
    writing.execute(_NOTE, (answered.verdict, Jsonb(said), proof.id, proof.round))


def _paper(entry: DocketEntry) -> IdentityPaper | None:
    """The paper to ask about: the identity paper of a natural person; others are not registered."""
    papers = IdentityPaper.objects.select_related("proof").exclude(state=PaperState.WITHDRAWN)
    found = papers.filter(proof=entry.payload["proof"], slot=IDENTITY).order_by("position").first()
    if found is None or not EVERYBODY[found.proof.said["who"]].natural:
        return None
    return found


def _asked(entry: DocketEntry, paper: IdentityPaper) -> Asked:
    born = paper.details.get("birth_date")
    return Asked(
        key=str(entry.id),
        kind=paper.kind,
        number=kept_of(paper)["number"],
        name=paper.proof.name,
        birth_date=date.fromisoformat(born) if born else None,
        nationality=paper.proof.place,
    )


_NOTE: Final = """
UPDATE identity_proof SET register = %s, register_said = %s WHERE id = %s AND round = %s"""
