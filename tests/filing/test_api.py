import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from support import files
from support.makers import a_court, claim_data
from support.programs import Program
from support.workers import work
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.casefile.states import Stage
from yunqiao.court.identity.models import ApiToken

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program() -> Program:
    a_court()
    return Program()


def test_a_claim_with_a_document_is_filed_and_seen(program: Program) -> None:
    upload = program.post("uploads?name=合同.pdf", files.a_pdf()).json()
    exhibit = {"upload": upload["id"], "title": "借款合同", "proves": "借款事实", "language": "zh"}
    early = program.post("filings", claim_data(documents=[exhibit]))
    assert early.status_code == 422
    assert "being checked" in early.json()["detail"]
    work()
    assert program.get(f"uploads/{upload['id']}").json()["state"] == "ready"
    receipt = program.post("filings", claim_data(documents=[exhibit]))
    assert receipt.status_code == 201
    document = Document.objects.get()
    assert (document.title, document.proves, document.size) == (
        "借款合同",
        "借款事实",
        upload["size"],
    )
    seen = program.get(f"filings/{receipt.json()['case']}").json()
    assert (seen["receipt"], seen["stage"]) == (receipt.json()["receipt"], "filed")
    assert seen["number"] is None


def test_a_repeat_gives_the_same_receipt_and_other_content_is_refused(program: Program) -> None:
    first = program.post("filings", claim_data(), key="k")
    assert program.post("filings", claim_data(), key="k").json() == first.json()
    other = program.post("filings", claim_data(cause="买卖"), key="k")
    assert other.status_code == 422
    assert "new key" in other.json()["detail"]


def test_without_a_key_or_with_a_blank_one_nothing_is_filed(program: Program) -> None:
    assert program.post("filings", claim_data(), **{"Idempotency-Key": ""}).status_code == 422
    bare = program.http.post(
        "/api/v1/filings",
        json.dumps(claim_data()),
        "application/json",
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert bare.status_code == 422


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (claim_data(cause=""), "cause"),
        (claim_data(service_address={"country": "US"}), "service_address"),
        (claim_data(requests="no list"), "requests"),
        (claim_data(court="没有"), "court"),
        (claim_data(documents=[{"upload": str(uuid4())}]), "documents"),
    ],
)
def test_a_wrong_claim_is_a_problem_that_names_its_field(
    program: Program, data: dict[str, Any], field: str
) -> None:
    answer = program.post("filings", data)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["errors"][0]["pointer"] == f"#/{field}"


@pytest.mark.parametrize("body", ["", "no json", "[1, 2", "null", '"text"', "\0"])
def test_a_body_that_is_no_claim_is_refused(program: Program, body: str) -> None:
    assert program.post("filings", body).status_code in (400, 422)


@pytest.mark.parametrize("token", ["", "yq_wrong", "\u00e9"])
def test_without_a_valid_token_nothing_is_told(program: Program, token: str) -> None:
    program.token = token
    assert program.get(f"filings/{uuid4()}").status_code == 401


def test_a_revoked_token_opens_nothing(program: Program) -> None:
    ApiToken.objects.update(revoked_at="2026-01-01T00:00Z")
    assert program.get(f"filings/{uuid4()}").status_code == 401


def test_a_stranger_s_filing_is_not_shown(program: Program) -> None:
    receipt = program.post("filings", claim_data()).json()
    assert Program().get(f"filings/{receipt['case']}").status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "status"), [("", b"x", 422), ("f" * 256, b"x", 422), ("f.pdf", b"", 422)]
)
def test_a_file_without_name_or_content_is_refused(
    program: Program, name: str, body: bytes, status: int
) -> None:
    assert program.post(f"uploads?name={name}", body).status_code == status


def test_the_openapi_description_is_open_to_all(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert set(description["paths"]) >= {
        "/api/v1/filings",
        "/api/v1/drafts",
        "/api/v1/filings/{case}",
        "/api/v1/uploads",
        "/api/v1/uploads/{upload}",
    }


def test_a_list_of_registered_cases_asks_for_nothing_case_by_case(program: Program) -> None:
    """X3: fifty filings are one page, not hundreds of questions to the database."""
    asked = []
    for _number in range(2):
        program.post("filings", claim_data())
        Case.objects.update(stage=Stage.REGISTERED)
        with CaptureQueriesContext(connection) as captured:
            program.get("filings")
        asked.append(len(captured))
    assert asked[0] == asked[1]
