"""After filing, through the API: corrections, more time, a ruling, withdrawal, letters."""

from uuid import uuid4

import pytest

from support.issued import a_letter_on
from support.makers import a_clerk, a_court, a_key, claim_data
from support.programs import Program
from support.stores import storage
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import deciding
from yunqiao.court.filing.entries import Point
from yunqiao.court.identity.models import Account

__all__ = ["storage"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(storage: object) -> Program:
    a_court()
    return Program()


@pytest.fixture
def clerk(program: Program) -> Account:
    return a_clerk(a_court())


@pytest.fixture
def case(program: Program) -> Case:
    return Case.objects.get(id=program.post("filings", claim_data()).json()["case"])


def ask_correction(clerk: Account, case: Case) -> None:
    points = (Point(section="facts", text="Say when."),)
    deciding.request_correction(by=clerk, case_id=case.id, points=points, key=a_key(clerk))


def test_a_program_corrects_what_was_asked_and_nothing_else(
    program: Program, clerk: Account, case: Case
) -> None:
    """X3, F4: the whole claim comes back corrected, once per key."""
    place = f"filings/{case.id}"
    assert program.get(f"{place}/correction").status_code == 409
    ask_correction(clerk, case)
    asked = program.get(f"{place}/correction").json()
    assert asked["points"] == [{"section": "facts", "text": "Say when."}]
    stands = program.get(place).json()
    assert stands["may"] == ["correct", "ask more time", "withdraw"]
    assert stands["last_day"] == asked["last_day"]
    other = asked["claim"] | {"cause": "Sale"}
    refused = program.post(f"{place}/correction", other)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/case")
    whole = asked["claim"] | {"facts_and_reasons": "In May 2025."}
    corrected = program.post(f"{place}/correction", whole, key="c")
    assert (corrected.status_code, corrected.json()["stage"]) == (200, "filed")
    assert program.post(f"{place}/correction", whole, key="c").json() == corrected.json()
    assert program.get(f"{place}/claim").json()["facts_and_reasons"] == "In May 2025."


def test_a_program_asks_for_time_and_for_a_ruling(
    program: Program, clerk: Account, case: Case
) -> None:
    place, reason = f"filings/{case.id}", {"reason": "The papers are on their way."}
    assert program.post(f"{place}/more-time", reason).status_code == 409
    ask_correction(clerk, case)
    asked = program.post(f"{place}/more-time", reason, key="t")
    assert (asked.status_code, asked.json()["stage"]) == (200, "correction")
    assert program.post(f"{place}/ruling", reason).status_code == 409


def test_a_refused_filing_may_be_insisted_on(program: Program, clerk: Account, case: Case) -> None:
    deciding.refuse_filing(by=clerk, case_id=case.id, reason="No.", key=a_key(clerk))
    place = f"filings/{case.id}"
    assert program.get(place).json()["may"] == ["insist on a ruling"]
    assert program.post(f"{place}/ruling", {"reason": "I insist."}).json()["stage"] == "ruling"


def test_a_claim_is_withdrawn_once(program: Program, case: Case) -> None:
    place = f"filings/{case.id}"
    first = program.post(f"{place}/withdrawal", key="w")
    assert (first.status_code, first.json()["stage"]) == (200, "withdrawn")
    assert program.post(f"{place}/withdrawal", key="w").json() == first.json()
    assert program.post(f"{place}/withdrawal", key="v").status_code == 409


def test_letters_are_listed_and_come_down_whole_or_in_part(program: Program, case: Case) -> None:
    letter = a_letter_on(case)
    (listed,) = program.get(f"filings/{case.id}/documents").json()
    assert (listed["letter"], listed["sha256"]) == (letter.issued.kind, letter.document.sha256)
    assert (listed["letter_zh"], listed["letter_en"]) == ("收件回执", "Receipt of filing")
    assert listed["number"] is None
    place = f"filings/{case.id}/documents/{listed['id']}"
    whole = program.get(place)
    content = b"".join(whole.streaming_content)
    assert (len(content), content[:5]) == (listed["size"], b"%PDF-")
    part = program.get(place, Range="bytes=0-4")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF-")
    assert program.get(place, Range="bytes=99999999-").status_code == 416
    assert program.get(f"filings/{case.id}/documents/{uuid4()}").status_code == 404
    assert Program().get(place).status_code == 404


def test_filings_are_listed_newest_activity_first(program: Program, case: Case) -> None:
    other = program.post("filings", claim_data()).json()["case"]
    assert [one["case"] for one in program.get("filings").json()] == [other, str(case.id)]
    assert [one["case"] for one in program.get("filings?after=1").json()] == [str(case.id)]
