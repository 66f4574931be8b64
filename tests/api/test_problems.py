"""Every answer outside success is a problem with a sentence in the caller's language."""

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from pydantic import BaseModel

from support.makers import a_court, claim_data
from support.programs import Program
from yunqiao.court.api import pace, v1
from yunqiao.court.api.description import SUMMARIES, operations
from yunqiao.court.api.middleware import OPEN
from yunqiao.court.api.pace import Pace
from yunqiao.court.api.standard import standard_sentence

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant", "zh-TW": "zh-hant", "en-GB": "en"}


@pytest.fixture
def program() -> Program:
    a_court()
    return Program()


def is_problem(answer: Any, status: int) -> str:
    """The sentence of a problem with that status."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    said = answer.json()
    assert said["status"] == status
    assert said["type"] == "about:blank"
    sentence: str = said["detail"]
    assert len(sentence) > 5
    return sentence


@pytest.mark.parametrize(
    ("status", "path", "sent"),
    [
        (400, "filings", {"body": "{"}),
        (400, "filings", {"body": b"\xff\xfe"}),
        (404, "nowhere", {"method": "GET"}),
        (404, "filings/no-id", {"method": "GET"}),
        (405, "filings", {"method": "PUT"}),
        (405, "courts", {"method": "DELETE"}),
        (406, "courts", {"method": "GET", "Accept": "text/html"}),
        (412, "tus/", {"method": "POST"}),
        (413, "filings", {"body": " " * 3_000_000 + "{}"}),
        (415, "filings", {"body": "a=b", "Content-Type": "application/x-www-form-urlencoded"}),
        (422, "filings", {"body": "{}"}),
        (422, "filings?after=1", {"body": "null"}),
    ],
)
def test_a_refusal_is_a_problem(
    program: Program, status: int, path: str, sent: dict[str, Any]
) -> None:
    keyed = {"method": "POST", "Idempotency-Key": str(uuid4()), **sent}
    method, body = keyed.pop("method"), keyed.pop("body", None)
    answer = program.send(method, path, body, **keyed)
    is_problem(answer, status)
    if status == 405:
        assert answer["Allow"]


def test_without_a_token_the_answer_says_how_to_get_one(client: Client) -> None:
    answer = client.get("/api/v1/filings", headers={"Accept-Language": "en"})
    assert "account page" in is_problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_too_many_requests_are_told_when_to_go_on(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(v1, "PACE", Pace(2))
    assert [program.get("drafts").status_code for _ in range(3)] == [200, 200, 429]
    answer = program.get("drafts")
    is_problem(answer, 429)
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert Program().get("drafts").status_code == 200


ADVICE: dict[str, Any] = {"requests": [{"text": "Pay.", "amount": "100.00", "currency": "CNY"}]}


def test_a_network_without_a_token_asks_only_so_much_a_minute(
    client: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves F6: advice is open to all, and nobody uses it up for all."""
    monkeypatch.setattr(pace, "OPEN_PACE", Pace(2))

    def ask(network: str) -> Any:
        return client.post("/api/v1/advice/fee", ADVICE, "application/json", REMOTE_ADDR=network)

    assert [ask("192.0.2.1").status_code for _ in range(3)] == [200, 200, 429]
    answer = ask("192.0.2.1")
    is_problem(answer, 429)
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert ask("192.0.2.2").status_code == 200
    assert program.get("drafts").status_code == 200


def test_tokens_cannot_be_guessed_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "OPEN_PACE", Pace(2))
    guess = {"Authorization": "Bearer yq_guess"}
    seen = [client.get("/api/v1/drafts", headers=guess).status_code for _ in range(3)]
    assert seen == [401, 401, 429]


def test_no_two_shapes_share_a_name() -> None:
    """In the description the second one would take the place of the first."""
    names = [
        shape.__name__
        for module in list(sys.modules.values())
        if re.fullmatch(r"yunqiao\.court\.\w+\.api(\.\w+)?", module.__name__)
        for shape in vars(module).values()
        if inspect.isclass(shape)
        and issubclass(shape, BaseModel)
        and shape.__module__ == module.__name__
    ]
    assert len(names) == len(set(names)), sorted(names)


def test_whatever_is_open_to_all_is_counted(program: Program) -> None:
    paths = {
        path
        for path, _method, operation in operations(program.get("openapi.json").json())
        if "security" not in operation
    }
    assert paths
    assert all(path.startswith(OPEN) for path in paths)


def test_a_fact_that_does_not_fit_is_told_in_the_caller_s_language(client: Client) -> None:
    def told(language: str) -> list[dict[str, str]]:
        answer = client.post(
            "/api/v1/law/filing.review_deadline",
            {"received_on": "tomorrow"},
            "application/json",
            headers={"Accept-Language": language},
        )
        is_problem(answer, 422)
        found: list[dict[str, str]] = answer.json()["errors"]
        return found

    assert told("zh-Hans") == [
        {"pointer": "#/received_on", "detail": "“tomorrow”不是日期；请写日期，例如2026-03-01"}
    ]
    assert told("zh-Hant")[0]["detail"] == "“tomorrow”不是日期；請寫日期，例如2026-03-01"
    assert told("en")[0]["detail"] == "“tomorrow” is not a date: write one such as 2026-03-01"


def test_what_breaks_is_a_problem_too(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_token: str) -> Iterator[None]:
        raise RuntimeError

    monkeypatch.setattr(v1, "account_of", broken)
    program.http.raise_request_exception = False
    assert "same Idempotency-Key" in is_problem(program.get("drafts"), 500)


@pytest.mark.parametrize("accepted", LANGUAGES)
def test_the_sentence_is_in_the_caller_s_language(program: Program, accepted: str) -> None:
    answer = program.get("nowhere", **{"Accept-Language": accepted})
    with override(LANGUAGES[accepted]):
        expected = standard_sentence(404)
    assert is_problem(answer, 404) == expected
    assert answer["Content-Language"] == LANGUAGES[accepted]


WRONG: dict[str, dict[str, Any]] = {
    "missing": {"cause": None},
    "extra_forbidden": {"colour": "red"},
    "string_type": {"cause": 1},
    "string_too_short": {"cause": ""},
    "string_too_long": {"cause": "x" * 201},
    "string_pattern_mismatch": {"language": "klingon"},
    "control": {"cause": "a\u0000b"},
    "string_unicode": {"cause": "\ud800"},
    "tuple_type": {"parties": "none"},
    "too_long": {"requests": [{"text": "x"}] * 31},
    "model_type": {"service_address": "home"},
    "sides": {"parties": []},
    "requests": {"requests": []},
    "enum": {"parties": [{"role": "judge", "kind": "natural", "name": "x", "country": "US"}]},
    "country": {"service_address": {"country": "XX", "address": "x"}},
    "email": {"service_address": {"country": "US", "email": "x", "electronic": True}},
    "phone": {"service_address": {"country": "US", "address": "x", "phone": "12"}},
    "unreachable": {"service_address": {"country": "US"}},
    "nowhere_to_send": {"service_address": {"country": "US", "electronic": True}},
    "bool_parsing": {"service_address": {"country": "US", "address": "x", "electronic": "maybe"}},
    "bool_type": {"service_address": {"country": "US", "address": "x", "electronic": []}},
    "currency": {"requests": [{"text": "x", "amount": "1", "currency": "XYZ"}]},
    "decimal_parsing": {"requests": [{"text": "x", "amount": "lots"}]},
    "decimal_type": {"requests": [{"text": "x", "amount": []}]},
    "decimal_max_places": {"requests": [{"text": "x", "amount": "1.234"}]},
    "decimal_max_digits": {"requests": [{"text": "x", "amount": "1" * 19}]},
    "finite_number": {"requests": [{"text": "x", "amount": "NaN"}]},
    "greater_than_equal": {"requests": [{"text": "x", "amount": "-1"}]},
    "uuid_parsing": {"documents": [{"upload": "x"}]},
    "uuid_type": {"documents": [{"upload": 1}]},
    "documents": {"documents": [{"upload": str(uuid4())}] * 2},
}
ANYTHING_ELSE = "Check this value: it cannot be understood."


def doubled(claim: dict[str, Any]) -> dict[str, Any]:
    """The same file twice."""
    documents = claim.get("documents") or []
    if len(documents) == 2:
        claim["documents"] = [documents[0], dict(documents[0])]
    return claim


@pytest.mark.parametrize("kind", WRONG)
def test_every_kind_of_wrong_value_has_a_sentence_of_its_own(program: Program, kind: str) -> None:
    claim = doubled(claim_data(**WRONG[kind]))
    if kind == "missing":
        del claim["cause"]
    english = program.post("filings", claim)
    is_problem(english, 422)
    chinese = program.post("filings", claim, **{"Accept-Language": "zh-Hans"})
    for said, translated in zip(english.json()["errors"], chinese.json()["errors"], strict=True):
        assert said["pointer"].startswith("#")
        assert said["detail"] != ANYTHING_ELSE
        assert translated["detail"] != said["detail"]


def test_the_description_names_every_answer_and_speaks_the_reader_s_language(
    client: Client,
) -> None:
    english = client.get("/api/v1/openapi.json", headers={"Accept-Language": "en"}).json()
    chinese = client.get("/api/v1/openapi.json", headers={"Accept-Language": "zh-Hans"}).json()
    seen = {found["summary"] for _path, _method, found in operations(english)}
    assert seen == set(SUMMARIES)
    for path, method, found in operations(english):
        told = chinese["paths"][path][method]
        assert told["summary"] != found["summary"]
        assert {"400", "500"} <= found["responses"].keys(), path
        if "security" in found:
            assert {"401", "403", "429"} <= found["responses"].keys(), path
        if method == "post" and "security" in found:
            assert "Idempotency-Key" in {one["name"] for one in found["parameters"]}, path


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_the_page_of_the_api_shows_every_operation_in_each_language(
    client: Client, language: str
) -> None:
    page = client.get("/api/", {"lang": language}).content.decode()
    description = client.get("/api/v1/openapi.json", {"lang": language}).json()
    for path, method, found in operations(description):
        assert f"{method.upper()} {path}" in page
        assert found["summary"] in page
