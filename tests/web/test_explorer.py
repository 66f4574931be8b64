import json
import re
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from yunqiao.court.web.months import months_with
from yunqiao.law.asking import questions
from yunqiao.law.cases import cases_by_question
from yunqiao.law.periods import Period, last_day
from yunqiao.law.texts import Language
from yunqiao.law.wording import asked_by

NAMES = [entry.id for entry in questions()]
ONE_EACH = [cases[0] for cases in cases_by_question().values()]


def page(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, {"lang": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_index_lists_subjects_and_each_subject_its_questions(client: Client) -> None:
    """Mission: the law explorer."""
    listed = page(client, "/law/")
    subjects = sorted({name.partition(".")[0] for name in NAMES})
    assert all(f"?subject={one}" in listed for one in subjects)
    assert not any(f"/law/{name}/" in listed for name in NAMES)
    for one in subjects:
        answer = client.get("/law/", {"subject": one, "lang": "en"}).content.decode()
        below = [name for name in NAMES if name.startswith(f"{one}.")]
        assert [name for name in NAMES if f"/law/{name}/" in answer] == below


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("CPL 126", "filing.review_deadline"),
        ("支付令 失效", "filing.payment_order_lapse"),
        ("公證 附加證明書", "formality.document"),
        ("recorded telephone call", "service.telephone.served_by_telephone"),
    ],
)
def test_a_search_finds_in_each_script_and_shows_nothing_else(
    client: Client, words: str, question: str
) -> None:
    found = unescape(client.get("/law/", {"q": words, "lang": "zh-hant"}).content.decode())
    assert f"/law/{question}/" in found
    assert "/law/fees.acceptance/" not in found
    assert "?subject=" not in found


def test_a_search_without_a_find_leads_back_to_the_subjects(client: Client) -> None:
    found = client.get("/law/", {"q": "no such words", "lang": "en"}).content.decode()
    assert "No question holds these words" in found
    assert 'href="/law/"' in found


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Civil Procedure Law (2023 amendment)"),
        ("zh-hans", "中华人民共和国民事诉讼法（2023年修正）"),
        ("zh-hant", "中華人民共和國民事訴訟法（2023年修正）"),
    ],
)
def test_articles_are_cited_with_the_full_title_in_the_readers_script(
    client: Client, language: str, title: str
) -> None:
    assert title in page(client, "/law/abroad.channels.mail/", language)
    listed = client.get("/law/", {"subject": "abroad", "lang": language}).content.decode()
    assert title in unescape(listed)
    assert "CPL 283" not in listed


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_every_question_asks_for_its_facts(client: Client, language: str) -> None:
    for name in NAMES:
        assert name in page(client, f"/law/{name}/", language)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_heading_of_a_question_is_the_question_itself(client: Client, language: str) -> None:
    reader: Language = {"en": "en", "zh-hans": "zh", "zh-hant": "zh-hant"}[language]  # type: ignore[assignment]
    for entry in questions():
        heading = re.search("<h1[^>]*>(.*?)</h1>", page(client, f"/law/{entry.id}/", language))
        assert heading, entry.id
        assert heading[1] == asked_by(entry, reader)
        assert heading[1].endswith(("?", "？"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_answer_is_shown_open_with_headings_and_no_raw_key(
    client: Client, language: str
) -> None:
    """Mission S7: the plan of service is read on the page, not behind a key or a closed block."""
    for case in ONE_EACH:
        said = page(client, f"/law/{case.question}/cases/{case.id}/", language)
        finding = said.partition('id="finding-title"')[2].partition("<footer")[0]
        assert "<details" not in finding, case.id
        assert "<h7" not in finding, case.id
        assert not re.search(r">[^<]*[a-z]_[a-z][^<]*<", finding), case.id
        assert not re.search(r"<code>", finding), case.id


def test_a_plan_is_shown_channel_by_channel_below_what_is_open(client: Client) -> None:
    facts = {"ask": "1", "on": "2026-03-02", "nature": "entity", "state": "US", "address_known": "true"}  # fmt: skip
    said = unescape(
        client.get("/law/abroad.planner.plan/", {**facts, "lang": "en"}).content.decode()
    )
    assert (
        said.index("Open channels") < said.index("Closed channels") < said.index("The channels, in")
    )
    assert '<h5 class="govuk-heading-s">1. In person, in the mainland</h5>' in said
    assert "Papers and translations" in said


def test_a_worked_case_of_every_question_shows_its_finding(client: Client) -> None:
    for case in ONE_EACH:
        shown = page(client, f"/law/{case.question}/cases/{case.id}/")
        assert case.title in shown


def test_a_chinese_reader_sees_the_title_of_a_case_in_the_readers_script(client: Client) -> None:
    path = "/law/filing.payment_order/cases/PO2/"
    assert "驳回：债务人不在我国境内</h1>" in page(client, path, "zh-hans")
    assert "駁回：債務人不在我國境內</h1>" in page(client, path, "zh-hant")


def test_a_refused_case_says_so_in_the_list_and_why_on_its_page(client: Client) -> None:
    """The reason is in the reader's language, and so is the name of the fact."""
    assert "所给事实不合要求" in page(client, "/law/filing.payment_order_lapse/", "zh-hans")
    refused = page(client, "/law/filing.payment_order_lapse/cases/PL6/", "zh-hant")
    assert "前者（2026-03-02）不能晚於後者（2026-03-01）" in refused


def test_a_missing_fact_and_a_detail_are_named_in_the_readers_words(client: Client) -> None:
    facts = {"ask": "1", "received_on": "2026-12-30", "lang": "zh-hans"}
    shown = client.get("/law/filing.review_deadline/", facts).content.decode()
    assert "2027年的工作日历" in shown
    case = page(client, "/law/fees.acceptance/cases/F04/", "zh-hans")
    assert "计算步骤" in case
    assert "《" not in case.partition("计算步骤")[0]


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


def test_an_item_that_nobody_filled_in_claims_nothing_when_it_is_asked(client: Client) -> None:
    """The currency that counts when none is written stands as a hint, in capitals."""
    shown = client.get("/law/fees.acceptance/", {"lang": "en"}).content.decode()
    item = re.search(r'<input[^>]*name="claims\[0\]\.currency"[^>]*>', shown)
    assert item
    assert 'value=""' in item[0]
    assert 'placeholder="CNY"' in item[0]


def test_a_currency_that_is_the_forms_own_is_taken_back_as_it_was_shown(client: Client) -> None:
    path = "/law/enforcement.interest.delay_interest/"
    assert 'name="currency" value="CNY"' in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Measures on the Payment of Litigation Costs art. 8, art. 9"),
        ("zh-hans", "《诉讼费用交纳办法》 第8条、第9条"),
    ],
)
def test_an_article_on_a_page_is_called_an_article(
    client: Client, language: str, said: str
) -> None:
    shown = re.sub(r"<[^>]*>", "", page(client, "/law/fees.acceptance/", language))
    assert said in shown


def test_a_long_list_of_worked_cases_is_cut_and_shows_what_they_yield(client: Client) -> None:
    shown = page(client, "/law/enforcement.interest.delay_interest/")
    listed, _, more = shown.partition("more cases</span>")
    assert listed.count("/cases/") == 12
    assert (
        more.count("/cases/")
        == len(cases_by_question()["enforcement.interest.delay_interest"]) - 12
    )
    assert "Amount: 17,500.00" in listed


def test_an_item_can_be_added_to_a_list_of_facts(client: Client) -> None:
    answer = client.get(
        "/law/filing.review_deadline/", {"more": "calendar", "calendar[0].year": "2027"}
    )
    assert 'name="calendar[1].year"' in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-12-31", "was not yet in force"),
        ("soon", "For the law of which day"),
    ],
)
def test_the_law_of_another_day_can_be_asked_for(client: Client, day: str, said: str) -> None:
    facts = {"ask": "1", "received_on": "2026-09-18", "as_of": day, "lang": "en"}
    assert said in client.get("/law/filing.review_deadline/", facts).content.decode()


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
    assert "最后一日：2026年9月28日。" in answer.json()["words"]
    wrong = client.post(
        "/api/v1/law/filing.review_deadline", '{"received_on": 1}', "application/json"
    )
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "#/received_on"
    assert client.post("/api/v1/law/no.such", "{}", "application/json").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("filing.review_deadline", {f"calendar[{'9' * 5000}].year": "2027"}),
        ("filing.review_deadline", {"calendar[-1].year": "2027"}),
        ("fees.acceptance", {"claims[0]": "1", "claims[0].amount.x": "1"}),
        ("periods.last_day", {"unit.bogus": "1"}),
        ("periods.last_day", {"unit": "\x00"}),
        ("periods.last_day", {"n": "9" * 5000}),
        ("periods.last_day", {"n": "1", "as_of": "9" * 5000}),
        ("periods.last_day", {"": "1", ".": "1", "[": "1", "[0]": "1"}),
    ],
)
def test_an_address_that_no_form_made_is_answered_with_a_sentence(
    client: Client, question: str, facts: dict[str, str], language: str
) -> None:
    answer = client.get(f"/law/{question}/", {"ask": "1", "lang": language, **facts})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question",
    [
        "periods.last_day",
        "fees.acceptance",
        "abroad.channels.mail",
        "service.signers.may_sign",
        "limits.for_event",
    ],
)
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b" ", 400),
        (b"{", 400),
        (b"{} {}", 400),
        (b"[" * 100_000, 400),
        (b'{"n":' * 50_000, 400),
        (b'{"n": ' + b"9" * 5_000 + b"}", 400),
        (b'{"n": 1, "n": 2}', 400),
        (b'{"n": "\xff"}', 400),
        ('{"n": 1}'.encode("utf-8-sig"), 400),
        ('{"n": 1}'.encode("utf-16"), 400),
        (b"[1, 2]", 422),
        (b"null", 422),
        (b'{"\\ud800": 1}', 422),
        (b'{"parties": [{"name": "\\ud800"}]}', 422),
        (b'{"n": NaN, "on": NaN}', 422),
        (b'{"n": 1e400, "on": 20260210}', 422),
        (b'{"on": "2026-W07-2", "n": true}', 422),
        (b'{"on": "9999-12-31", "n": -1}', 422),
        (b'{"' + b"n" * 100_000 + b'": 1}', 422),
        (b'{"n\\u0000": 1}', 422),
    ],
    ids=lambda one: str(one[:16]) if isinstance(one, bytes) else None,
)
def test_a_body_that_holds_no_facts_is_refused_as_a_problem(
    client: Client, question: str, sent: bytes, status: int
) -> None:
    answer = client.post(f"/api/v1/law/{question}", sent, "application/json")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert len(answer.content) < 5_000
