import json
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from yunqiao.court.web.months import months_with
from yunqiao.law.asking import questions
from yunqiao.law.cases import cases_by_question
from yunqiao.law.periods import Period, last_day

NAMES = [entry.id for entry in questions()]
ONE_EACH = [cases[0] for cases in cases_by_question().values()]


def page(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, {"lang": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_index_names_every_question_and_finds_by_article(client: Client) -> None:
    listed = page(client, "/law/")
    assert all(f"/law/{name}/" in listed for name in NAMES)
    found = unescape(client.get("/law/", {"q": "CPL 126"}).content.decode())
    assert "/law/filing.review_deadline/" in found
    assert "/law/fees.acceptance/" not in found


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_every_question_asks_for_its_facts(client: Client, language: str) -> None:
    for name in NAMES:
        assert name in page(client, f"/law/{name}/", language)


def test_a_worked_case_of_every_question_shows_its_finding(client: Client) -> None:
    for case in ONE_EACH:
        shown = page(client, f"/law/{case.question}/cases/{case.id}/")
        assert case.title in shown


def test_a_chinese_reader_sees_cases_in_chinese_with_the_english_title_as_a_gloss(
    client: Client,
) -> None:
    shown = page(client, "/law/filing.payment_order/", "zh-hans")
    assert "PO2</span> 债务人不在我国境内，不能申请支付令。" in shown
    assert 'lang="en">Refused: debtor not in china' in shown
    case = page(client, "/law/filing.payment_order/cases/PO2/", "zh-hans")
    assert "债务人在我国境内" in case
    assert "债务人不在我国境内，不能申请支付令。</h1>" in case


def test_a_refused_case_says_so_in_the_list(client: Client) -> None:
    assert "所给事实不合要求" in page(client, "/law/filing.payment_order_lapse/", "zh-hans")


def test_a_finding_is_shown_with_reasons_dates_and_sources(client: Client) -> None:
    facts = urlencode({"ask": 1, "received_on": "2026-09-18", "lang": "en"})
    shown = unescape(client.get(f"/law/filing.review_deadline/?{facts}").content.decode())
    assert "Civil Procedure Law" in shown
    assert '<time class="num" datetime="2026-09-28"' in shown


@pytest.mark.parametrize(
    "facts",
    [
        {"received_on": "yesterday"},
        {"received_on": ""},
        {"nonsense": "1"},
        {"received_on": "0001-01-01"},
    ],
)
def test_facts_that_do_not_fit_are_answered_with_a_sentence(
    client: Client, facts: dict[str, str]
) -> None:
    answer = client.get("/law/filing.review_deadline/", {"ask": "1", "lang": "en", **facts})
    assert answer.status_code == 200
    assert "The facts do not fit the question" in answer.content.decode()


def test_an_item_can_be_added_to_a_list_of_facts(client: Client) -> None:
    answer = client.get(
        "/law/filing.review_deadline/", {"more": "calendar", "calendar[0].year": "2027"}
    )
    assert 'name="calendar[1].year"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/law/no.such/", "/law/filing.review_deadline/cases/none/"])
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_small_calendar_marks_rest_days_and_the_named_day() -> None:
    (month,) = months_with([("last day", last_day(Period(7), date(2026, 9, 18)))])
    days = {one.day.day: one for week in month.weeks for one in week if one.in_month}
    assert days[28].named == "last day"
    assert days[25].rest
    assert not days[20].rest  # an adjusted working Sunday


@pytest.mark.django_db
def test_programs_ask_the_law_without_a_token(client: Client) -> None:
    listed = {entry["id"]: entry for entry in client.get("/api/v1/law").json()}
    assert sorted(listed) == NAMES
    assert listed["filing.review_deadline"]["facts"]["required"] == ["received_on"]
    facts = json.dumps({"received_on": "2026-09-18"})
    answer = client.post("/api/v1/law/filing.review_deadline?lang=zh", facts, "application/json")
    assert answer.json()["dates"]["last_day"] == "2026-09-28"
    assert answer.json()["words"][0] == "是。"
    wrong = client.post(
        "/api/v1/law/filing.review_deadline", '{"received_on": 1}', "application/json"
    )
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "#/received_on"
    assert client.post("/api/v1/law/no.such", "{}", "application/json").status_code == 404
