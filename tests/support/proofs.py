"""Proofs of identity for tests, made by the actions that make them for people."""

from typing import Any

from support.makers import a_key, an_upload
from yunqiao.court.directory.models import Court
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import actions
from yunqiao.court.identity.proof.models import IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import PaperState
from yunqiao.court.papers.models import Upload

NUMBER = "L898902C3"
ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def who(court: Court, **changes: Any) -> dict[str, Any]:
    said = {"who": "foreigner", "place": "US", "name": "Anna Maria Eriksson"}
    return {**said, "court": str(court.id), **changes}


def a_begun_proof(by: Account, court: Court, **changes: Any) -> IdentityProof:
    proof = actions.begin(by=by)
    actions.say_who(by=by, proof=proof, said=who(court, **changes))
    return proof


def papers_of(proof: IdentityProof) -> dict[str, IdentityPaper]:
    """The papers wanted now, by their place."""
    papers = IdentityPaper.objects.filter(proof=proof).select_related("proof")
    found = papers.exclude(state=PaperState.WITHDRAWN).order_by("position")
    return {paper.slot: paper for paper in found}


def a_file_for(paper: IdentityPaper, **changes: Any) -> Upload:
    media_type = "video/webm" if paper.is_statement else "image/jpeg"
    given = {"envelope": paper.id, "media_type": media_type, "viewing_type": media_type}
    viewing = {"viewing_sha256": "a" * 64, "name": f"{paper.slot}.bin"}
    return an_upload(paper.proof.account, **{**given, **viewing, **changes})


def typed(paper: IdentityPaper, **changes: Any) -> dict[str, Any]:
    return {"kind": paper.one_of[0], "number": NUMBER, "zone": "", **changes}


def fill(proof: IdentityProof, sha256: str = "a" * 64, **changes: Any) -> None:
    """Give every paper that is still wanted a file, and what is typed from it."""
    for paper in papers_of(proof).values():
        if paper.state == PaperState.GIVEN:
            continue
        a_file_for(paper, sha256=sha256)
        if not paper.is_statement:
            actions.describe(by=proof.account, paper=paper, typed=typed(paper, **changes))


def submit(proof: IdentityProof) -> None:
    actions.submit(by=proof.account, proof_id=proof.id, key=a_key(proof.account))
    proof.refresh_from_db()


def a_given_proof(
    by: Account, court: Court, sha256: str = "a" * 64, **changes: Any
) -> IdentityProof:
    """A proof that waits for an officer."""
    proof = a_begun_proof(by, court, **changes)
    fill(proof, sha256)
    submit(proof)
    return proof
