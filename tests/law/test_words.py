"""What the law says is said in the reader's words: facts, values, refusals, either script."""

import json
from importlib.resources import files
from typing import NamedTuple

import pytest

from yunqiao.law import characters
from yunqiao.law.answers import answered
from yunqiao.law.asking import ask
from yunqiao.law.catalogue import CATALOGUE
from yunqiao.law.characters import TABLE, in_traditional
from yunqiao.law.chinese import chinese_texts
from yunqiao.law.details import Detail, details
from yunqiao.law.explain import article_of
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Reason
from yunqiao.law.instruments import AERSHAN, CONFERENCE_2021, CPL
from yunqiao.law.naming import fact_named
from yunqiao.law.refusals import refusal
from yunqiao.law.service.in_person import InPerson
from yunqiao.law.texts import LANGUAGES, messages

SIMPLIFIED_ONLY = "达诉讼书发务财产证华区规则执员间题"


def test_every_detail_of_every_answer_is_named_and_said_in_every_language() -> None:
    for one in answered():
        for language in LANGUAGES if one.finding else ():
            assert one.finding
            for line in details(one.finding.value, language):
                assert line.text, one.name
                assert "_" not in line.name + line.text, (one.name, line)


def test_an_amount_is_shown_with_its_working() -> None:
    facts = {"on": "2026-03-02", "kind": "property", "claims": [{"amount": "20000"}]}
    assert details(ask("fees.acceptance", facts).value, "en") == [
        Detail("amount", "300.00"),
        Detail("least", "300.00"),
        Detail("most", "300.00"),
        Detail(
            "working · 1",
            "up to 10,000 yuan: 50 yuan; 50; Measures on the Payment of Litigation Costs, art. 13(1)",
        ),
        Detail(
            "working · 2",
            "10,000 yuan × 2.5 % = 250.000 yuan; 250.000;"
            " Measures on the Payment of Litigation Costs, art. 13(1)",
        ),
    ]


class Pair(NamedTuple):
    """A record without a reason."""

    first: str
    second: str


class Due(NamedTuple):
    """A record with a reason, as of a time limit."""

    act: Reason
    first: str


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (("b", "a"), [("", "b; a")]),
        (frozenset({"b", "a"}), [("", "a; b")]),
        ({"x": ("b", "a")}, [("", "b; a")]),
        (Pair("b", "a"), [("", "b"), ("", "a")]),
        ((Pair("a", "b"), Pair("c", "d")), [("1", "a"), ("1", "b"), ("2", "c"), ("2", "d")]),
        ({"due": Due(Reason("outcome.no"), "x")}, [("1", "No.; x")]),
        ({"state": "JP"}, [("State or region", "Japan")]),
        ({"sure": True, "unsure": False}, [("", "yes"), ("", "no")]),
        ({"confidence": "verified: the text", "note": "known to all"}, [("how sure", "verified"), ("note", "known to all")]),
        ({"confidence": "by hearsay"}, [("how sure", "by hearsay")]),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_named_lines(value: object, lines: list[tuple[str, str]]) -> None:
    assert details(value, "en") == lines


def test_nothing_is_said_of_no_value() -> None:
    assert details(None, "en") == []
    assert details((), "en") == []


def test_every_missing_fact_of_every_answer_has_a_name_in_every_language() -> None:
    for one in answered():
        for path in one.finding.missing if one.finding else ():
            facts = CATALOGUE[one.case.question].facts
            for language in LANGUAGES:
                named = fact_named(facts, path, language)
                assert named, (one.name, path)
                assert "_" not in named, (one.name, path, named)


def test_an_item_of_a_list_is_named_by_its_number() -> None:
    facts = CATALOGUE["fees.acceptance"].facts
    assert (
        fact_named(facts, "claims[1].amount", "zh")
        == "财产性请求、共同财产、赔偿或者不服部分的金额 · 2 · 金额或者价额"
    )


def test_a_fact_of_no_known_question_keeps_its_path() -> None:
    assert fact_named(None, "signer.adult", "en") == "adult"


def test_every_refusal_of_a_case_is_said_in_chinese() -> None:
    for one in answered():
        if one.finding is None:
            with pytest.raises(FactsError) as refused:
                ask(one.case.question, one.case.facts)
            assert refusal(refused.value.sentence, "en") == refused.value.sentence
            assert refusal(refused.value.sentence, "zh") != refused.value.sentence, one.name


def test_of_two_texts_that_fit_a_refusal_the_one_with_more_words_is_said() -> None:
    assert refusal("must lie between 50 and 500 yuan", "zh") == "须在 50 元与 500 元之间"
    assert refusal("must lie between 1 and 3660", "zh") == "须在 1 与 3660 之间"


def test_the_texts_of_every_folder_are_read() -> None:
    messages.cache_clear()
    assert {"outcome.yes", "field.PeriodFacts.n", "provision.fees.acceptance"} <= messages().keys()


def test_a_refusal_keeps_what_was_given() -> None:
    said = "“yes” is not one of yes_or_no, no"
    assert refusal(said, "zh") == "“yes”不在可选之列：yes_or_no, no"
    assert refusal("never written", "zh") == "never written"


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        (
            CPL["283(1)(8)"],
            "《中华人民共和国民事诉讼法（2023年修正）》第283条(1)(8)",
            "Civil Procedure Law (2023 amendment), art. 283(1)(8)",
        ),
        (
            AERSHAN["Part 7"],
            "《阿尔山市人民法院诉讼文书送达规定》Part 7",
            "Aershan court provisions on service of litigation documents, Part 7",
        ),
        (
            CONFERENCE_2021["III"],
            "《全国法院涉外商事海事审判工作座谈会会议纪要》III",
            "Conference Summary on foreign-related commercial and maritime trials, III",
        ),
    ],
)
def test_an_article_is_cited_with_the_full_name_of_its_instrument(
    citation: tuple[str, str], zh: str, en: str
) -> None:
    assert article_of(citation, "zh") == zh  # type: ignore[arg-type]
    assert article_of(citation, "en") == en  # type: ignore[arg-type]


def test_every_chinese_text_has_its_traditional_one_with_no_simplified_character_left() -> None:
    table = json.loads(files("yunqiao.law").joinpath("messages", TABLE).read_text("utf-8"))
    assert set(chinese_texts()) <= table.keys()
    assert [said for said in table.values() if set(said) & set(SIMPLIFIED_ONLY)] == []


@pytest.mark.parametrize(
    ("key", "traditional"),
    [
        ("outcome.for_the_court", "由法院裁量。"),
        ("area.abroad", "域外送達"),
        ("area.cooperation", "國際司法協助"),
        ("hearing.withdrawal.is_party", "係本案當事人，應當自行迴避。"),
    ],
)
def test_a_text_is_read_in_traditional_characters(key: str, traditional: str) -> None:
    assert in_traditional(messages()[key]["zh"]) == traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("中华人民共和国数据安全法", "中華人民共和國數據安全法"),  # a name: not 資料
        (
            "最高人民法院关于互联网法院审理案件若干问题的规定",
            "最高人民法院關於互聯網法院審理案件若干問題的規定",
        ),
        (
            "最高人民法院关于适用《中华人民共和国民事诉讼法》执行程序若干问题的解释（2020年修正）",
            "最高人民法院關於適用《中華人民共和國民事訴訟法》執行程序若干問題的解釋（2020年修正）",
        ),
    ],
)
def test_the_names_of_instruments_keep_their_words(simplified: str, traditional: str) -> None:
    assert in_traditional(simplified) == traditional


def test_a_text_that_is_not_in_the_table_stays_as_it_is() -> None:
    assert in_traditional("没有这句话") == "没有这句话"


def test_without_the_table_the_texts_stay_simplified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "TABLE", "not-made-yet.json")
    vars(characters)["_table"].cache_clear()
    try:
        assert in_traditional("由法院裁量。送达") == "由法院裁量。送达"
        assert in_traditional(messages()["area.abroad"]["zh"]) == "域外送达"
    finally:
        vars(characters)["_table"].cache_clear()


def test_a_step_that_is_no_field_is_named_by_itself() -> None:
    assert fact_named(CATALOGUE["fees.acceptance"].facts, "nonsense", "zh") == "nonsense"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("evidence.photo_or_video", "evidence · photographs or film"),
        ("evidence.bogus", "evidence · bogus"),
        ("evidence.bogus.x[1]", "evidence · bogus · x · 2"),
    ],
)
def test_a_choice_is_named_by_what_it_is_and_no_choice_by_itself(path: str, named: str) -> None:
    assert fact_named(InPerson, path, "en") == named
