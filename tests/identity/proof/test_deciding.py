"""From giving the papers to the decision, with every act on the person's docket."""

from typing import Any

import pytest
from django.conf import settings
from django.core import management
from django.db import DatabaseError, transaction

from support.makers import a_clerk, a_court, a_key, an_account
from support.proofs import (
    NUMBER,
    a_begun_proof,
    a_file_for,
    a_given_proof,
    fill,
    papers_of,
    submit,
    typed,
)
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Actor, OutdatedError, act
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import access, actions, deciding, looking, queries, register
from yunqiao.court.identity.proof.actions import NotReadyError, kept_of
from yunqiao.court.identity.proof.entries import OTHER, Point
from yunqiao.court.identity.proof.giving import keep_files, uploads_of
from yunqiao.court.identity.proof.models import IdentityFile, IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import PaperState, ProofState
from yunqiao.gateways.immigration.fake import FakeRegister
from yunqiao.gateways.immigration.port import (
    Answer,
    ImmigrationRegister,
    RegisterUnavailableError,
    Verdict,
)
from yunqiao.gateways.registry import bind

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Account:
    return a_clerk(a_court())


@pytest.fixture
def proof() -> IdentityProof:
    return a_given_proof(an_account(), a_court())


@pytest.fixture
def immigration() -> FakeRegister:
    fake = FakeRegister()
    bind(ImmigrationRegister, fake)  # type: ignore[type-abstract]
    return fake


def entries(proof: IdentityProof) -> list[str]:
    found = DocketEntry.objects.filter(stream_id=proof.person_id).order_by("seq")
    return [entry.kind for entry in found]


def last(proof: IdentityProof) -> DocketEntry:
    return DocketEntry.objects.filter(stream_id=proof.person_id).order_by("-seq")[0]


def refuse(proof: IdentityProof, clerk: Account, slot: str = "identity", **also: str) -> None:
    named = {str(papers_of(proof)[slot].id): "It cannot be read.", **also}
    points = [Point(paper=paper, text=text) for paper, text in named.items()]
    deciding.refuse(by=clerk, proof_id=proof.id, points=points, key=a_key(clerk))
    proof.refresh_from_db()


def test_giving_the_papers_starts_the_clock_of_three_working_days(proof: IdentityProof) -> None:
    """F2"""
    entry = last(proof)
    assert (entry.kind, proof.state) == ("IDENTITY_SUBMITTED", ProofState.WAITING)
    assert proof.due_on is not None
    assert entry.payload["last_day"] == proof.due_on.isoformat()
    deadline = entry.record["findings"][-1]
    assert (deadline["code"], deadline["citations"]) == ("COURT_CLOCK", ["XB 4"])


def test_no_number_stands_on_the_docket(proof: IdentityProof) -> None:
    bodies = b"".join(bytes(e.body) for e in DocketEntry.objects.order_by("id"))
    assert NUMBER.encode() not in bodies
    assert b"****2C3" in bodies


def test_what_the_court_has_is_never_changed(proof: IdentityProof) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        IdentityFile.objects.update(name="other")
    with pytest.raises(NotPermittedError):
        paper = papers_of(proof)["identity"]
        actions.describe(by=proof.account, paper=paper, typed=typed(paper))
    with pytest.raises(NotReadyError):
        actions.say_who(by=proof.account, proof=proof, said={})


def test_the_same_key_gives_once_and_a_second_giving_is_too_late(proof: IdentityProof) -> None:
    with pytest.raises(WrongStateError):
        submit(proof)


def test_a_file_that_was_not_examined_yet_is_not_given(clerk: Account) -> None:
    proof = a_begun_proof(an_account(), a_court())
    fill(proof)
    paper = papers_of(proof)["identity"]
    late = a_file_for(paper, state="received")
    with pytest.raises(NotReadyError):
        submit(proof)
    with act(by=Actor(person=None)) as writing:
        kept = keep_files(writing, paper, 1)
    assert late.sha256 == kept[0].sha256
    assert [one.id for one in uploads_of(paper)] == [late.id]


def test_an_officer_finds_the_identity_proved(proof: IdentityProof, clerk: Account) -> None:
    key = a_key(clerk)
    for _ in range(2):
        deciding.prove(by=clerk, proof_id=proof.id, reason="", key=key)
    assert entries(proof)[-1:] == ["IDENTITY_PROVED"]
    assert entries(proof).count("IDENTITY_PROVED") == 1
    assert queries.standing_of(proof.person_id).is_proved


def test_a_refusal_opens_what_it_names_and_nothing_else(
    proof: IdentityProof, clerk: Account
) -> None:
    refuse(proof, clerk)
    states = {slot: paper.state for slot, paper in papers_of(proof).items()}
    assert states == {"identity": PaperState.WRONG, "statement": PaperState.GIVEN}
    statement = papers_of(proof)["statement"]
    assert not access.may_give(proof.account, statement)
    assert access.may_give(proof.account, papers_of(proof)["identity"])
    assert not actions.may_say_who(proof)


def test_the_party_corrects_only_what_was_named_and_the_clock_starts_again(
    proof: IdentityProof, clerk: Account
) -> None:
    refuse(proof, clerk)
    with pytest.raises(NotReadyError):
        submit(proof)
    fill(proof)
    submit(proof)
    assert (proof.state, proof.round) == (ProofState.WAITING, 2)
    assert entries(proof)[-2:] == ["IDENTITY_REFUSED", "IDENTITY_CORRECTED"]
    paper = papers_of(proof)["identity"]
    assert sorted(paper.files.order_by("round").values_list("round", flat=True)) == [1, 2]


def test_a_wrong_number_is_corrected_without_another_photo(
    proof: IdentityProof, clerk: Account
) -> None:
    refuse(proof, clerk)
    paper = papers_of(proof)["identity"]
    actions.describe(by=proof.account, paper=paper, typed=typed(paper, number="X1234567"))
    submit(proof)
    assert papers_of(proof)["identity"].masked == "****67"
    assert [f.round for f in paper.files.order_by("round")] == [1]


def test_a_new_statement_is_spoken_with_a_new_code(proof: IdentityProof, clerk: Account) -> None:
    before = proof.code
    refuse(proof, clerk, "identity")
    assert proof.code == before
    fill(proof)
    submit(proof)
    refuse(proof, clerk, "statement")
    assert proof.code != before
    assert len(proof.code) == actions.CODE_DIGITS


def test_a_doubt_about_the_name_lets_the_person_say_again_who_they_are(
    proof: IdentityProof, clerk: Account
) -> None:
    points = [Point(paper=OTHER, text="The name is not that of the passport.")]
    deciding.refuse(by=clerk, proof_id=proof.id, points=points, key=a_key(clerk))
    proof.refresh_from_db()
    assert actions.may_say_who(proof)
    court = str(a_court().id)
    said = {"who": "hong_kong", "place": "", "name": "Chan", "court": court}
    actions.say_who(by=proof.account, proof=proof, said=said)
    assert IdentityPaper.objects.filter(proof=proof, state=PaperState.WITHDRAWN).count() == 2
    fill(proof, number="A123456(3)")
    submit(proof)
    assert (proof.state, proof.wrong) == (ProofState.WAITING, "")


def test_a_further_paper_can_be_wanted(proof: IdentityProof, clerk: Account) -> None:
    points = [Point(paper=OTHER, text="A notarised copy, please.")]
    deciding.want_more(by=clerk, proof_id=proof.id, points=points, key=a_key(clerk))
    proof.refresh_from_db()
    extra = papers_of(proof)["extra"]
    assert (proof.state, extra.wrong) == (ProofState.MORE_WANTED, "A notarised copy, please.")
    assert not actions.may_say_who(proof)
    a_file_for(extra)
    submit(proof)
    assert proof.state == ProofState.WAITING


def test_only_a_clerk_of_the_court_that_was_chosen_decides(proof: IdentityProof) -> None:
    for other in (proof.account, an_account(), a_clerk(a_court("粤0705"))):
        with pytest.raises(NotPermittedError):
            deciding.prove(by=other, proof_id=proof.id, reason="", key=a_key(other))


def test_nobody_checks_their_own_identity(clerk: Account) -> None:
    own = a_given_proof(clerk, a_court())
    with pytest.raises(NotPermittedError, match=r"own|自己"):
        deciding.prove(by=clerk, proof_id=own.id, reason="", key=a_key(clerk))


def test_two_clerks_cannot_both_decide(proof: IdentityProof, clerk: Account) -> None:
    deciding.prove(by=clerk, proof_id=proof.id, reason="", key=a_key(clerk))
    other = a_clerk(a_court())
    with pytest.raises(WrongStateError):
        refuse(proof, other)


def test_a_paper_of_somebody_else_cannot_be_named(proof: IdentityProof, clerk: Account) -> None:
    foreign = papers_of(a_given_proof(an_account(), a_court()))["identity"]
    with pytest.raises(OutdatedError):
        points = [Point(paper=str(foreign.id), text="no")]
        deciding.refuse(by=clerk, proof_id=proof.id, points=points, key=a_key(clerk))


def test_every_look_at_a_number_is_on_the_docket(proof: IdentityProof, clerk: Account) -> None:
    paper = papers_of(proof)["identity"]
    for why in ("compare", "again"):
        assert looking.see_number(by=clerk, paper=paper, why=why) == NUMBER
    assert entries(proof)[-2:] == ["IDENTITY_NUMBER_SEEN"] * 2
    assert last(proof).payload["why"] == "again"
    assert last(proof).actor == clerk.person_id
    with pytest.raises(NotPermittedError):
        looking.see_number(by=an_account(), paper=paper, why="curious")
    assert entries(proof).count("IDENTITY_NUMBER_SEEN") == 2


def test_a_look_at_a_file_is_noted_once_a_day(proof: IdentityProof, clerk: Account) -> None:
    file = IdentityFile.objects.filter(paper__proof=proof).order_by("id")[0]
    for _ in range(3):
        looking.see_file(by=clerk, file=file)
    assert entries(proof).count("IDENTITY_PAPER_SEEN") == 1
    looking.see_file(by=a_clerk(a_court()), file=file)
    assert entries(proof).count("IDENTITY_PAPER_SEEN") == 2


def test_a_clerk_is_told_who_else_has_the_page_open(proof: IdentityProof, clerk: Account) -> None:
    assert looking.look_in(by=clerk, proof=proof) is None
    proof.refresh_from_db()
    assert looking.look_in(by=clerk, proof=proof) is None
    assert looking.look_in(by=a_clerk(a_court()), proof=proof) == clerk


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_the_register_says_is_recorded_once(
    proof: IdentityProof, immigration: FakeRegister, verdict: Verdict
) -> None:
    answer = Answer(verdict=verdict, reference="r-1", differs=("name",))
    immigration.answers[NUMBER] = answer
    entry = last(proof)
    for _ in range(2):
        register.ask(entry=entry, give_up=False)
    proof.refresh_from_db()
    assert (proof.register, len(immigration.asked)) == (verdict.value, 1)
    assert last(proof).payload["verdict"] == verdict.value
    assert immigration.asked[0].key == str(entry.id)


def test_a_register_that_is_down_is_asked_again_and_then_left_to_the_officer(
    proof: IdentityProof, immigration: FakeRegister
) -> None:
    immigration.is_up = False
    entry = last(proof)
    with pytest.raises(RegisterUnavailableError):
        register.ask(entry=entry, give_up=False)
    register.ask(entry=entry, give_up=True)
    proof.refresh_from_db()
    assert proof.register == register.UNAVAILABLE


def test_an_organisation_is_not_asked_about(immigration: FakeRegister) -> None:
    changes = {"who": "entity_hong_kong", "place": "", "representative": "Chan"}
    proof = a_given_proof(an_account(), a_court(), **changes)
    register.ask(entry=last(proof), give_up=False)
    assert immigration.asked == []


def test_a_number_given_by_another_person_is_shown_to_the_officer(proof: IdentityProof) -> None:
    paper = papers_of(proof)["identity"]
    assert not queries.is_given_elsewhere(paper)
    a_given_proof(an_account(), a_court())
    assert queries.is_given_elsewhere(paper)


def test_a_proof_is_found_by_its_whole_number_alone(proof: IdentityProof, clerk: Account) -> None:
    assert [row.proof for row in queries.found_by_number(clerk, "l898902c3 ")] == [proof]
    assert queries.found_by_number(clerk, "L898902C") == []
    assert queries.found_by_number(a_clerk(a_court("粤0705")), NUMBER) == []


def test_numbers_move_to_a_new_key_and_are_found_as_before(
    proof: IdentityProof, clerk: Account, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(settings, "IDENTITY_KEYS", f"newest {settings.IDENTITY_KEYS}")
    assert queries.found_by_number(clerk, NUMBER)
    management.call_command("reseal")
    assert capsys.readouterr().out.startswith("1 ")
    monkeypatch.setattr(settings, "IDENTITY_KEYS", "newest")
    assert kept_of(papers_of(proof)["identity"])["number"] == NUMBER
    assert queries.found_by_number(clerk, NUMBER)


def test_a_proved_person_may_give_a_new_paper_and_stays_proved(
    proof: IdentityProof, clerk: Account
) -> None:
    deciding.prove(by=clerk, proof_id=proof.id, reason="", key=a_key(clerk))
    again = actions.begin(by=proof.account)
    assert again.id != proof.id
    assert actions.begin(by=proof.account).id == again.id
    assert queries.standing_of(proof.person_id).is_proved
