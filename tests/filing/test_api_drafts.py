"""A claim written, checked and submitted section by section through the API."""

from typing import Any
from uuid import uuid4

import pytest

from support import files
from support.makers import a_court, claim_data
from support.programs import Program
from support.stores import scanner, storage
from support.workers import work
from yunqiao.court.casefile.models import Document
from yunqiao.court.filing.models import ClaimDraft

__all__ = ["scanner", "storage"]

pytestmark = pytest.mark.django_db(transaction=True)


def answers(version: int, **changes: Any) -> dict[str, Any]:
    claim = claim_data()
    return {
        "version": version,
        "claimants": claim["parties"][:1],
        "defendants": claim["parties"][1:],
        "requests": [{"text": "Pay.", "amount": "12500", "currency": "CNY"}],
        "facts": {"facts_and_reasons": claim["facts_and_reasons"]},
        "case": {"cause": claim["cause"], "court": claim["court"]},
        "service_address": claim["service_address"],
        **changes,
    }


@pytest.fixture
def program(storage: object, scanner: object) -> Program:
    a_court()
    return Program()


@pytest.fixture
def draft(program: Program) -> dict[str, Any]:
    begun = program.post("drafts", {"language": "en"})
    assert begun.status_code == 201
    found: dict[str, Any] = begun.json()
    return found


def test_a_program_writes_checks_and_submits_a_claim(
    program: Program, draft: dict[str, Any]
) -> None:
    """X3, F3: from an empty draft to a receipt, with an exhibit."""
    place = f"drafts/{draft['id']}"
    wrong = program.get(f"{place}/check").json()
    assert {error["pointer"] for error in wrong["errors"]} >= {"#/claimants", "#/case"}
    saved = program.patch(place, answers(draft["version"])).json()
    assert (saved["version"], saved["complete"]) == (2, True)
    upload = program.post(f"uploads?name=a.pdf&draft={draft['id']}", files.a_pdf()).json()
    waiting = program.get(f"{place}/check").json()
    assert [error["pointer"] for error in waiting["errors"]] == ["#/evidence/0"]
    work()
    exhibit = program.get(place).json()["evidence"][0]
    assert (exhibit["upload"], exhibit["state"]) == (upload["id"], "ready")
    said = {"exhibit": exhibit["exhibit"], "title": "Contract", "proves": "The loan"}
    saved = program.patch(place, {"version": 2, "evidence": [said]}).json()
    checked = program.get(f"{place}/check").json()
    assert (checked["complete"], checked["fee"]["amount"]) == (True, "112.50")
    asked = program.get(f"{place}/check?signature=Somebody+else").json()
    assert "Somebody else" in asked["warning"]
    signed = {"version": saved["version"], "signature": "A"}
    receipt = program.post(f"{place}/submit", signed, key="once")
    assert (receipt.status_code, "“A”" in receipt.json()["warning"]) == (201, True)
    assert program.post(f"{place}/submit", signed, key="once").json() == receipt.json()
    assert program.post(f"{place}/submit", signed, key="twice").status_code == 409
    assert program.get(place).status_code == 404
    assert Document.objects.get().title == "Contract"


def test_one_key_begins_one_draft(program: Program) -> None:
    first = program.post("drafts", {}, key="k").json()
    assert program.post("drafts", {}, key="k").json()["id"] == first["id"]
    assert program.post("drafts", {"language": "en"}, key="k").status_code == 422
    assert len(program.get("drafts").json()) == 1
    assert program.delete(f"drafts/{first['id']}").status_code == 204
    assert program.post("drafts", {}, key="k").status_code == 409


def test_the_fifty_first_draft_is_refused(program: Program) -> None:
    ClaimDraft.objects.bulk_create(ClaimDraft(account=program.account) for _ in range(50))
    answer = program.post("drafts", {})
    assert answer.status_code == 409
    assert "Submit or delete one first" in answer.json()["detail"]


def test_sections_are_saved_all_or_none_and_only_on_what_was_seen(
    program: Program, draft: dict[str, Any]
) -> None:
    place = f"drafts/{draft['id']}"
    assert (
        program.patch(place, {"version": 7, "case": {"cause": "x", "court": "y"}}).status_code
        == 409
    )
    swapped = answers(1, claimants=claim_data()["parties"][1:])
    refused = program.patch(place, swapped)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#")
    assert program.get(place).json()["version"] == 1


def test_an_exhibit_of_another_draft_is_not_taken(program: Program, draft: dict[str, Any]) -> None:
    place = f"drafts/{draft['id']}"
    unknown = program.patch(place, {"version": 1, "evidence": [{"exhibit": str(uuid4())}]})
    assert unknown.json()["errors"][0]["pointer"] == "#/evidence/0/exhibit"
    program.post(f"uploads?name=a.pdf&draft={draft['id']}", files.a_pdf())
    known = program.get(place).json()["evidence"][0]["exhibit"]
    said = [{"exhibit": known, "translation_of": known}]
    itself = program.patch(place, {"version": 1, "evidence": said})
    assert itself.json()["errors"][0]["pointer"] == "#/evidence/0/translation_of"
    assert program.delete(f"{place}/evidence/{uuid4()}").status_code == 404
    assert program.delete(f"{place}/evidence/{known}").status_code == 204
    assert program.get(place).json()["evidence"] == []


def test_checking_names_every_wrong_place_of_the_draft(
    program: Program, draft: dict[str, Any]
) -> None:
    place = f"drafts/{draft['id']}"
    program.patch(place, answers(1, case={"cause": "Loan", "court": "没有"}))
    found = program.get(f"{place}/check").json()["errors"]
    assert [error["pointer"] for error in found] == ["#/case/court"]
    refused = program.post(f"{place}/submit", {"version": 2, "signature": "A"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/case/court")


def test_what_is_another_s_is_answered_as_what_is_not_there(
    program: Program, draft: dict[str, Any]
) -> None:
    stranger = Program()
    theirs = stranger.get(f"drafts/{draft['id']}")
    nowhere = stranger.get(f"drafts/{uuid4()}")
    assert (theirs.status_code, theirs.json()) == (nowhere.status_code, nowhere.json())
    assert theirs.status_code == 404
    assert stranger.post(f"uploads?name=a&draft={draft['id']}", b"x").status_code == 404
