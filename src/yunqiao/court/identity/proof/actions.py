"""Writing by the person: who they are, what a paper says, and giving it all to the court."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity import facts, safekeeping
from yunqiao.court.identity.models import Account, Person
from yunqiao.court.identity.proof import access, checks
from yunqiao.court.identity.proof.checks import Typed
from yunqiao.court.identity.proof.entries import (
    IDENTITY_CORRECTED,
    IDENTITY_SUBMITTED,
    IdentitySubmitted,
    PaperGiven,
)
from yunqiao.court.identity.proof.giving import files_of, keep_files, obstacle
from yunqiao.court.identity.proof.models import (
    IDENTITY,
    STATEMENT,
    IdentityFile,
    IdentityPaper,
    IdentityProof,
)
from yunqiao.court.identity.proof.states import OPEN_TO_PARTY, PROOFS, PaperState, ProofState
from yunqiao.court.identity.proof.who import EVERYBODY

CODE_DIGITS: Final = 6
TARGET: Final = timedelta(days=3)
"""The court's own target where the working calendar is not known yet."""


class NotReadyError(Exception):
    """Something is missing before the court can be asked; the text says what, and what to do."""


def begin(*, by: Account) -> IdentityProof:
    """The proof the account's person works on: the open one, else a new one.

    Raises:
        NotPermittedError: the account is closed.
    """
    access.may_prove(by).require()
    assert by.person_id is not None
    mine = IdentityProof.objects.filter(person=by.person_id).exclude(state=ProofState.PROVED)
    try:
        with transaction.atomic():
            return mine.order_by("id").first() or IdentityProof.objects.create(
                person_id=by.person_id, account=by
            )
    except IntegrityError:  # another window was first
        return mine.order_by("id").get()


@transaction.atomic
def say_who(*, by: Account, proof: IdentityProof, said: Mapping[str, Any]) -> None:
    """Keep who the person says they are; the law names the papers that are wanted then.

    Raises:
        NotPermittedError: the account is closed.
        NotReadyError: the court is looking at it now.
    """
    access.may_prove(by).require()
    _hold(by)
    proof.refresh_from_db()
    if not may_say_who(proof):
        raise NotReadyError(
            _("The court is checking what you gave. It can be changed when it asks.")
        )
    known = facts.category(EVERYBODY[said["who"]].facts(said["place"])).value
    before = (proof.category, proof.place)
    proof.category = (known.category if known else facts.LitigantCategory.NOT_CROSS_BORDER).value
    proof.place = known.place if known else ""
    proof.said = {"who": said["who"], "place": said["place"]}
    proof.name, proof.other_name = said["name"], said.get("other_name", "")
    proof.representative, proof.court_id = said.get("representative", ""), UUID(said["court"])
    proof.account = by
    if before != (proof.category, proof.place) or not proof.papers.exists():
        _want_papers(proof)
    proof.save()


def may_say_who(proof: IdentityProof) -> bool:
    """Whether the person may say anew who they are: while writing, or when the court doubts it."""
    return proof.state == ProofState.WRITING or (proof.state in OPEN_TO_PARTY and bool(proof.wrong))


@transaction.atomic
def describe(*, by: Account, paper: IdentityPaper, typed: Mapping[str, Any]) -> None:
    """Keep what was typed from a paper: its number and zone sealed, and how they check.

    Raises:
        NotPermittedError: the paper is not theirs to give now.
    """
    _hold(by)
    try:
        paper.refresh_from_db()
    except IdentityPaper.DoesNotExist:  # another window said who the person is, and wants others
        access.may_give(by, None).require()
    access.may_give(by, paper).require()
    paper.kind = typed["kind"]
    paper.expires_on = typed.get("expires_on")
    birth_date: date | None = typed.get("birth_date")
    paper.details = {"birth_date": birth_date.isoformat() if birth_date else None}
    if typed.get("number") or typed.get("zone"):
        _seal(paper, typed)
    elif paper.is_main:
        kept = kept_of(paper)
        paper.checks = _checked(paper, kept["number"], kept["zone"])
    paper.typed_in_round = paper.proof.round + 1
    paper.save()


def kept_of(paper: IdentityPaper) -> dict[str, str]:
    """The number and zone of a paper, for machinery alone; people look through `looking`."""
    if paper.sealed is None:
        return {"number": "", "zone": ""}
    kept = safekeeping.Sealed(paper.key_id, bytes(paper.sealed))
    number, _line, zone = safekeeping.unseal(kept, about=paper.id).partition("\n")
    return {"number": number, "zone": zone}


def submit(*, by: Account, proof_id: UUID, key: RequestKey) -> None:
    """Give everything to the court, or what it asked to correct.

    Raises:
        NotPermittedError: it is not this account's proof.
        NotReadyError: something is missing or not examined yet.
        WrongStateError: the court has it already.
    """

    def create() -> dict[str, Any]:
        assert by.person_id is not None
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.PERSON, by.person_id)
            proof = IdentityProof.objects.select_related("court").get(
                id=proof_id, person=by.person_id
            )
            _submit(writing, proof)
        return {}

    access.may_prove(by).require()
    idempotency.once(key, create)


def new_code() -> str:
    """A code to be spoken in a statement: digits alone, which every language can say."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def _hold(by: Account) -> None:
    """Take the lock `submit` takes: nothing is written beside it."""
    assert by.person_id is not None
    Person.objects.select_for_update().get(id=by.person_id)


def _submit(writing: Act, proof: IdentityProof) -> None:
    papers = list(proof.papers.exclude(state=PaperState.WITHDRAWN).order_by("position"))
    kind = IDENTITY_SUBMITTED if proof.state == ProofState.WRITING else IDENTITY_CORRECTED
    target = PROOFS.move(proof.state, kind)
    if sentence := obstacle(proof, papers):
        raise NotReadyError(sentence)
    proof.round += 1
    kept = {paper.id: keep_files(writing, paper, proof.round) for paper in papers}
    assert proof.court is not None  # `obstacle` has asked for it
    today = court_date(now(), proof.court.zone)
    deadline = facts.result_deadline(today, proof.court.announced)
    due_on = deadline.date("last_day") or today + TARGET
    entry = _entry(proof, papers, kept, deadline.date("last_day"))
    category = facts.category(EVERYBODY[proof.said["who"]].facts(proof.said["place"]))
    wanted = facts.papers(facts.LitigantCategory(proof.category), proof.place, today)
    writing.expect_row(
        _SUBMIT, (target, proof.round, now(), due_on, proof.id, proof.state), "it was given already"
    )
    writing.execute(_GIVEN, (proof.id,))
    writing.record(
        Stream.PERSON,
        proof.person_id,
        kind,
        entry.payload(),
        documents=[file.sha256 for files in kept.values() for file in files],
        findings=facts.recorded(category, wanted, deadline),
    )


def _entry(
    proof: IdentityProof,
    papers: Sequence[IdentityPaper],
    kept: Mapping[UUID, Sequence[IdentityFile]],
    last_day: date | None,
) -> IdentitySubmitted:
    return IdentitySubmitted(
        proof=str(proof.id),
        court=proof.court.code if proof.court else "",
        category=proof.category,
        place=proof.place,
        name=proof.name,
        other_name=proof.other_name,
        representative=proof.representative,
        code=proof.code,
        last_day=last_day.isoformat() if last_day else None,
        papers=[
            PaperGiven(
                paper=str(paper.id),
                slot=paper.slot,
                kind=paper.kind,
                masked=paper.masked,
                expires_on=paper.expires_on.isoformat() if paper.expires_on else None,
                files=[file.sha256 for file in kept[paper.id] or files_of(paper)],
                checks=[{"point": one["point"], "verdict": one["verdict"]} for one in paper.checks],
            )
            for paper in papers
        ],
    )


def _want_papers(proof: IdentityProof) -> None:
    """Make a place for every paper the category needs; what was given before stays on record."""
    proof.papers.filter(files=None).delete()
    proof.papers.update(state=PaperState.WITHDRAWN)
    today = court_date(now())
    category = facts.LitigantCategory(proof.category)
    wanted = facts.wanted(facts.papers(category, proof.place, today))
    first = proof.papers.count() + 1
    places = [
        IdentityPaper(
            proof=proof,
            slot=_slot(paper),
            one_of=_kinds(paper, category, proof),
            law={
                "why": paper.why.key,
                "cited": str(paper.cited),
                "formality": paper.formality.value if paper.formality else "",
            },
        )
        for paper in wanted
    ]
    places.append(IdentityPaper(proof=proof, slot=STATEMENT, law={"cited": "XB 4"}))
    for position, paper in enumerate(places, start=first):
        paper.position = position
        if len(paper.one_of) == 1:
            paper.kind = paper.one_of[0]
        paper.save(force_insert=True)
    proof.code = new_code()


def _kinds(paper: facts.Paper, category: facts.LitigantCategory, proof: IdentityProof) -> list[str]:
    """The kinds that will do; of the general rules, those for a person or those for an entity."""
    kinds = list(paper.one_of)
    if category is facts.LitigantCategory.NOT_CROSS_BORDER:
        entity = not EVERYBODY[proof.said["who"]].natural
        kinds = [k for k in kinds if (k is facts.PaperKind.ENTITY_IDENTITY) == entity]
    return [kind.value for kind in kinds]


def _slot(paper: facts.Paper) -> str:
    if facts.PaperKind.PROOF_OF_RESIDENCE_ABROAD in paper.one_of:
        return "residence"
    return "representative" if facts.PaperKind.REPRESENTATIVE in paper.one_of else IDENTITY


def _seal(paper: IdentityPaper, typed: Mapping[str, Any]) -> None:
    given = _typed(paper, typed.get("number", ""), typed.get("zone", ""))
    number = given.read(court_date(now())).number or typed["number"]
    zone = typed.get("zone", "")
    sealed = safekeeping.seal(f"{number}\n{zone}", about=paper.id)
    paper.sealed, paper.key_id = sealed.content, sealed.key_id
    paper.index, paper.masked = safekeeping.index(number), safekeeping.masked(number)
    paper.checks = _checked(paper, typed.get("number", "") or number, zone)


def _checked(paper: IdentityPaper, number: str, zone: str) -> list[dict[str, str]]:
    found = checks.examine(_typed(paper, number, zone), court_date(now()))
    return [
        {"point": one.point.value, "verdict": one.verdict.value, "seen": one.seen} for one in found
    ]


def _typed(paper: IdentityPaper, number: str, zone: str) -> Typed:
    born = paper.details.get("birth_date")
    return Typed(
        kind=paper.kind,
        number=number,
        zone=zone,
        name=paper.proof.name,
        birth_date=date.fromisoformat(born) if born else None,
        expires_on=paper.expires_on,
        nationality=paper.proof.place,
    )


_SUBMIT: Final = """
UPDATE identity_proof SET state = %s, round = %s, submitted_at = %s, due_on = %s, wrong = '',
  register = '', register_said = '{}', by_hand = false
WHERE id = %s AND state = %s"""
_GIVEN: Final = """
UPDATE identity_paper SET state = 'given', wrong = '' WHERE proof_id = %s AND state <> 'withdrawn'"""
