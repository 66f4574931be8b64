"""Agents, answers and replacements through the API (X3, W3, F4)."""

import pytest

from support.english import in_english
from support.makers import a_clerk, a_court, a_key, an_account, an_upload, claim_data
from support.matters import AUTHORITY, CLIENT
from support.programs import Program
from yunqiao.court.casefile.entries import AGENT_AUTHORISED, CLAIM_CORRECTED, CLAIM_FILED
from yunqiao.court.casefile.models import Case, Document, Representation
from yunqiao.court.filing import deciding
from yunqiao.court.filing.entries import Point
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account

__all__ = ["in_english"]

pytestmark = pytest.mark.django_db(transaction=True)
EVIDENCE = Point(section="evidence", text="The second page cannot be read.")
OTHER = Point(section="other", text="Where is the original?")


@pytest.fixture
def program() -> Program:
    a_court()
    return Program(an_account("lawyer@abroad.example"))


def a_claim_of_an_agent(program: Program, **authority: object) -> dict[str, object]:
    """A whole claim as an agent's program sends it."""
    paper = an_upload(program.account, name="poa.pdf", sha256="c" * 64)
    contract = an_upload(program.account, name="contract.pdf", sha256="a" * 64)
    claimant, defendant = claim_data()["parties"]
    return claim_data(
        parties=[{**claimant, "email": CLIENT}, defendant],
        representation={**AUTHORITY, **authority},
        documents=[
            {"upload": str(paper.id), "title": "Power", "paper": "power_of_attorney"},
            {"upload": str(contract.id), "title": "Contract"},
        ],
    )


def filed(program: Program, **authority: object) -> Case:
    answer = program.post("filings", a_claim_of_an_agent(program, **authority))
    assert answer.status_code == 201, answer.json()
    return Case.objects.get(id=answer.json()["case"])


def ask(case: Case, *points: Point) -> None:
    clerk = a_clerk(case.court)
    deciding.request_correction(by=clerk, case_id=case.id, points=points, key=a_key(clerk))


def entry(case: Case, kind: str) -> DocketEntry:
    return DocketEntry.objects.get(stream_id=case.id, kind=kind)


def test_an_agents_program_files_for_the_party(program: Program) -> None:
    """Proves X3 and W3: the docket names both, and the party sees it too."""
    case = filed(program)
    client = Account.objects.get(email=CLIENT)
    told = entry(case, CLAIM_FILED)
    assert (told.actor, told.on_behalf_of) == (program.account.person_id, client.person_id)
    assert entry(case, AGENT_AUTHORISED).payload["powers"] == ["settle"]
    assert Representation.objects.get(case=case).agent == program.account.person
    assert Document.objects.get(case=case, sha256="c" * 64).paper == "power_of_attorney"
    kept = program.get(f"filings/{case.id}/claim").json()["representation"]
    assert kept["name"] == AUTHORITY["name"]
    assert [one["case"] for one in Program(client).get("filings").json()] == [str(case.id)]


@pytest.mark.parametrize(
    ("authority", "pointer"),
    [
        ({"kind": "foreign_lawyer_as_lawyer"}, "#/representation"),
        ({"until": "2026-01-06"}, "#/representation/until"),
        ({"powers": ["everything"]}, "#/representation/powers/0"),
        ({"signed_in": "ZZ"}, "#/representation/signed_in"),
    ],
)
def test_a_wrong_authority_is_refused_at_its_place(
    program: Program, authority: dict[str, object], pointer: str
) -> None:
    answer = program.post("filings", a_claim_of_an_agent(program, **authority))
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


def test_a_correction_answers_with_a_file_in_the_place_of_another_and_in_words(
    program: Program,
) -> None:
    case = filed(program)
    ask(case, EVIDENCE, OTHER)
    place = f"filings/{case.id}/correction"
    claim = program.get(place).json()["claim"]
    page = an_upload(program.account, name="readable.pdf", sha256="b" * 64)
    paper, contract = claim["documents"]
    new = {
        "upload": str(page.id),
        "title": "Contract, readable",
        "answers": "evidence",
        "replaces": contract["upload"],
    }
    whole = {**claim, "documents": [paper, new]}
    unanswered = program.post(place, whole)
    assert unanswered.json()["errors"][0]["pointer"] == "#/other"
    done = program.post(place, {**whole, "in_words": {"other": "At home."}}, key="c")
    assert (done.status_code, done.json()["stage"]) == (200, "filed")
    again = program.post(place, {**whole, "in_words": {"other": "At home."}}, key="c")
    assert again.json() == done.json()
    other = program.post(place, {**whole, "in_words": {"other": "Lost."}}, key="c")
    assert other.status_code == 422
    assert entry(case, CLAIM_CORRECTED).payload["answers"] == {"other": "At home."}
    document = Document.objects.get(case=case, sha256="b" * 64)
    assert document.answers == "evidence"
    assert document.replaces == Document.objects.get(case=case, sha256="a" * 64)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"replaces": "018f0000-0000-7000-8000-000000000000"}, "#/evidence"),
        ({"answers": "facts"}, "#/evidence"),
        ({"answers": ""}, "#/evidence"),
    ],
)
def test_a_file_that_answers_nothing_or_replaces_nothing_is_refused(
    program: Program, change: dict[str, str], pointer: str
) -> None:
    case = filed(program)
    ask(case, EVIDENCE)
    place = f"filings/{case.id}/correction"
    claim = program.get(place).json()["claim"]
    page = an_upload(program.account, name="page2.pdf", sha256="b" * 64)
    new = {"upload": str(page.id), "title": "Page 2", "answers": "evidence", **change}
    refused = program.post(place, {**claim, "documents": [*claim["documents"], new]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


def test_a_filed_document_is_not_renamed_by_a_correction(program: Program) -> None:
    case = filed(program)
    ask(case, OTHER)
    place = f"filings/{case.id}/correction"
    claim = program.get(place).json()["claim"]
    claim["documents"][1]["title"] = "Something else"
    refused = program.post(place, {**claim, "in_words": {"other": "At home."}})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/documents/1/title"
    assert refused.json()["errors"][0]["detail"].startswith("What was said of a filed document")


def test_an_agent_widens_nothing_through_the_api(program: Program) -> None:
    case = filed(program)
    ask(case, Point(section="representation", text="Who signed?"))
    place = f"filings/{case.id}/correction"
    claim = program.get(place).json()["claim"]
    wider = {**claim["representation"], "powers": ["settle", "waive_claim"]}
    refused = program.post(place, {**claim, "representation": wider})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/representation/powers"
