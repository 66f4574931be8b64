"""Which papers each category is asked for, and how what is typed from them checks."""

from datetime import date

import pytest

from support.makers import a_court, an_account
from support.proofs import NUMBER, ZONE, a_begun_proof, a_file_for, papers_of, submit, typed
from yunqiao.court.identity.facts import OF_IDENTITY, LitigantCategory
from yunqiao.court.identity.numbers.outcome import Point, Verdict
from yunqiao.court.identity.proof import actions
from yunqiao.court.identity.proof.actions import NotReadyError, kept_of
from yunqiao.court.identity.proof.checks import Typed, examine
from yunqiao.court.identity.proof.giving import is_done
from yunqiao.court.identity.proof.kinds import KINDS
from yunqiao.court.identity.proof.states import PaperState
from yunqiao.court.identity.proof.who import EVERYBODY

TODAY = date(2026, 11, 22)
PLACES = {"foreigner": "US", "citizen_abroad": "CA", "entity_abroad": "DE"}
WANTED = {
    "foreigner": (LitigantCategory.FOREIGNER, ["identity", "statement"]),
    "stateless": (LitigantCategory.FOREIGNER, ["identity", "statement"]),
    "hong_kong": (LitigantCategory.HK_MACAO_RESIDENT, ["identity", "statement"]),
    "macao": (LitigantCategory.HK_MACAO_RESIDENT, ["identity", "statement"]),
    "taiwan": (LitigantCategory.TAIWAN_RESIDENT, ["identity", "statement"]),
    "citizen_abroad": (
        LitigantCategory.MAINLAND_CITIZEN_ABROAD,
        ["identity", "residence", "statement"],
    ),
    "citizen_at_home": (LitigantCategory.NOT_CROSS_BORDER, ["identity", "statement"]),
    "entity_abroad": (
        LitigantCategory.FOREIGN_ENTITY,
        ["identity", "representative", "statement"],
    ),
    "entity_hong_kong": (
        LitigantCategory.HK_MACAO_ENTITY,
        ["identity", "representative", "statement"],
    ),
    "entity_macao": (
        LitigantCategory.HK_MACAO_ENTITY,
        ["identity", "representative", "statement"],
    ),
    "entity_taiwan": (
        LitigantCategory.TAIWAN_ENTITY,
        ["identity", "representative", "statement"],
    ),
    "entity_at_home": (LitigantCategory.NOT_CROSS_BORDER, ["identity", "statement"]),
}


def test_every_choice_and_every_category_stands_in_the_table() -> None:
    assert set(WANTED) == set(EVERYBODY)
    assert {category for category, _ in WANTED.values()} == set(LitigantCategory)


def test_every_kind_of_paper_that_proves_identity_has_words() -> None:
    assert set(KINDS) == {kind.value for kind in OF_IDENTITY}


@pytest.mark.django_db
@pytest.mark.parametrize("choice", WANTED)
def test_a_category_is_asked_for_its_papers_and_no_others(choice: str) -> None:
    """F2"""
    category, slots = WANTED[choice]
    changes = {"who": choice, "place": PLACES.get(choice, ""), "representative": "X"}
    proof = a_begun_proof(an_account(), a_court(), **changes)
    papers = papers_of(proof)
    assert (proof.category, list(papers)) == (category.value, slots)
    assert all(paper.law["cited"] for paper in papers.values())
    assert all(paper.one_of for slot, paper in papers.items() if slot != "statement")


@pytest.mark.django_db
def test_an_organisation_at_home_is_not_asked_for_a_personal_identity_card() -> None:
    changes = {"who": "entity_at_home", "representative": "X"}
    papers = papers_of(a_begun_proof(an_account(), a_court(), **changes))
    assert papers["identity"].one_of == ["proof_of_identity_of_entity"]


@pytest.mark.django_db
def test_saying_something_else_asks_for_other_papers() -> None:
    account, court = an_account(), a_court()
    proof = a_begun_proof(account, court)
    actions.say_who(
        by=account,
        proof=proof,
        said={"who": "taiwan", "place": "", "name": "王", "court": str(court.id)},
    )
    assert "taiwan_identity_card" in papers_of(proof)["identity"].one_of


@pytest.mark.django_db
def test_saying_the_same_again_keeps_what_was_given() -> None:
    account, court = an_account(), a_court()
    proof = a_begun_proof(account, court)
    before = papers_of(proof)["identity"].id
    a_begun_proof(account, court, name="Another Spelling")
    assert papers_of(proof)["identity"].id == before


@pytest.mark.django_db
def test_a_number_is_kept_sealed_and_shown_masked() -> None:
    proof = a_begun_proof(an_account(), a_court())
    paper = papers_of(proof)["identity"]
    actions.describe(by=proof.account, paper=paper, typed=typed(paper, zone=ZONE))
    paper.refresh_from_db()
    assert NUMBER.encode() not in bytes(paper.sealed or b"")
    assert NUMBER not in f"{paper.details}{paper.checks}"
    assert (paper.masked, kept_of(paper)["number"]) == ("****2C3", NUMBER)


@pytest.mark.django_db
def test_an_empty_number_keeps_the_one_given_before() -> None:
    proof = a_begun_proof(an_account(), a_court())
    paper = papers_of(proof)["identity"]
    actions.describe(by=proof.account, paper=paper, typed=typed(paper))
    again = typed(paper, number="", expires_on=date(2020, 1, 1))
    actions.describe(by=proof.account, paper=paper, typed=again)
    assert kept_of(paper)["number"] == NUMBER
    assert {"point": "expiry", "verdict": "fails", "seen": "2020-01-01"} in paper.checks


@pytest.mark.django_db
def test_a_paper_is_done_with_a_fit_file_and_its_number() -> None:
    proof = a_begun_proof(an_account(), a_court())
    papers = papers_of(proof)
    paper, statement = papers["identity"], papers["statement"]
    a_file_for(paper)
    assert not is_done(paper)
    actions.describe(by=proof.account, paper=paper, typed=typed(paper))
    assert is_done(paper)
    a_file_for(statement, media_type="application/pdf")
    assert not is_done(statement)


@pytest.mark.django_db
def test_nothing_is_given_before_every_part_is_done() -> None:
    proof = a_begun_proof(an_account(), a_court())
    with pytest.raises(NotReadyError, match=r"missing|未完成"):
        submit(proof)
    assert papers_of(proof)["identity"].state == PaperState.WANTED


def test_what_was_typed_is_compared_with_what_the_lines_say() -> None:
    right = Typed(
        kind="passport",
        number=NUMBER,
        zone=ZONE,
        name="Anna Maria ERIKSSON",
        birth_date=date(1974, 8, 12),
        expires_on=date(2012, 4, 15),
        nationality="US",
    )
    verdicts = {check.point: check.verdict for check in examine(right, TODAY)}
    assert verdicts[Point.SAME_NAME] is verdicts[Point.SAME_NUMBER] is Verdict.HOLDS
    assert verdicts[Point.SAME_BIRTH_DATE] is verdicts[Point.SAME_EXPIRY] is Verdict.HOLDS
    assert verdicts[Point.EXPIRY] is Verdict.FAILS
    assert verdicts[Point.SAME_NATIONALITY] is Verdict.CANNOT_SAY  # UTO is no State


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"number": "L898902C4"}, Point.SAME_NUMBER),
        ({"name": "Maria Erikson"}, Point.SAME_NAME),
        ({"birth_date": date(1974, 8, 13)}, Point.SAME_BIRTH_DATE),
        ({"expires_on": date(2032, 4, 15)}, Point.SAME_EXPIRY),
        ({"zone": "nothing of the kind"}, Point.LEGIBLE),
    ],
)
def test_what_differs_is_named_and_never_refused(changes: dict[str, object], point: Point) -> None:
    given = {"kind": "passport", "number": NUMBER, "zone": ZONE, **changes}
    failed = [c.point for c in examine(Typed(**given), TODAY) if c.verdict is Verdict.FAILS]  # type: ignore[arg-type]
    assert point in failed


@pytest.mark.parametrize(
    ("code", "place", "verdict"),
    [("USA", "US", Verdict.HOLDS), ("USA", "CA", Verdict.FAILS), ("D<<", "DE", Verdict.HOLDS)],
)
def test_the_nationality_in_the_lines_is_compared(code: str, place: str, verdict: Verdict) -> None:
    zone = ZONE.replace("6UTO", f"6{code}")
    found = examine(Typed(kind="passport", zone=zone, nationality=place), TODAY)
    assert next(c.verdict for c in found if c.point is Point.SAME_NATIONALITY) is verdict


def test_a_name_in_another_script_is_left_to_the_eye() -> None:
    found = examine(Typed(kind="passport", zone=ZONE, name="王小明"), TODAY)
    assert next(c.verdict for c in found if c.point is Point.SAME_NAME) is Verdict.CANNOT_SAY
