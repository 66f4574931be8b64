"""What the law says is said in the reader's words: facts, values, refusals, either script."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib.resources import files
from typing import Any, NamedTuple

import pytest

from yunqiao.law import characters
from yunqiao.law.answers import answered, parts
from yunqiao.law.asking import ask, every_provision, questions
from yunqiao.law.catalogue import CATALOGUE
from yunqiao.law.characters import TABLE, in_traditional
from yunqiao.law.chinese import chinese_texts
from yunqiao.law.details import details
from yunqiao.law.explain import explain
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Citation, Finding, Outcome, Reason, unknown
from yunqiao.law.instruments import AERSHAN, CONFERENCE_2021, CPL, INT
from yunqiao.law.jurisdiction.level import CourtLevel
from yunqiao.law.naming import fact_and_field, fact_named
from yunqiao.law.periods import Period, Unit
from yunqiao.law.refusals import refusal
from yunqiao.law.rows import rows
from yunqiao.law.service.in_person import InPerson
from yunqiao.law.texts import LANGUAGES, Language, messages, text, written
from yunqiao.law.wording import article_of, asked_by, sentence, text_of

SIMPLIFIED_ONLY = "达诉讼书发务财产证华区规则执员间题"


RAW = re.compile(r"\w_\w|[\[\]{}]|\b[A-Z]{4,}\b|None\b[^ ]")
LATIN = re.compile("[A-Za-z]{2,}")
IN_ANY_LANGUAGE = re.compile(r"[（(][a-z_0-9.\[\]]+[)）]|ISO")
"""The field of a missing fact, and the name of a standard."""


def test_every_answer_to_every_question_is_said_whole_and_in_words() -> None:
    """No code, key, choice or name of a field is printed raw, and none of a value is left out."""
    asked = set()
    for one in answered():
        if one.finding is None:
            continue
        asked.add(one.case.question)
        for language in LANGUAGES:
            said = explain(one.finding, language, CATALOGUE[one.case.question])
            for line in (IN_ANY_LANGUAGE.sub("", line) for line in said):
                assert not RAW.search(line), (one.name, line)
                assert language == "en" or not LATIN.search(line), (one.name, line)
            whole = "".join(said)
            for part in words_of(one.finding, language):
                assert part in whole, (one.name, language, part)
    assert asked == {entry.id for entry in questions()}


def words_of(value: Any, language: Language) -> Iterator[str]:
    """What a reader must find of a finding: its codes, reasons, articles, days, choices, amounts."""
    for part in parts(value):
        if isinstance(part, Finding) and part.code:
            yield text(f"code.{part.code}", language)[1:]
        elif isinstance(part, Reason):
            yield sentence(part, language).rstrip(".。")[1:]
        elif isinstance(part, Citation):
            yield article_of(part, language)
        elif isinstance(part, Enum) and not isinstance(part, Outcome) and part.name != "NONE":
            yield written(part, language)[1:]
        elif isinstance(part, date | Decimal):
            yield written(part, language)


def test_a_question_after_an_amount_a_day_or_a_list_is_answered_with_it_first() -> None:
    for one in answered():
        finding, entry = one.finding, CATALOGUE[one.case.question]
        if finding is None or entry.asks_whether:
            continue
        if finding.outcome in (Outcome.YES, Outcome.NO):
            (first, *_) = explain(finding, "en", entry)
            assert first not in ("Yes.", "No."), one.name
            if finding.dates:
                assert finding.dates[0][1].isoformat() in first, one.name


def test_every_question_is_asked_in_chinese() -> None:
    for entry in questions():
        assert asked_by(entry, "zh").endswith("？"), entry.id
        assert asked_by(entry, "en") == entry.question


def test_an_article_that_decides_nothing_is_told_by_its_text() -> None:
    entry = next(one for one in every_provision() if not one.question)
    assert asked_by(entry, "zh") == text_of(entry, "zh")
    assert asked_by(entry, "en") == text_of(entry, "en")


def test_what_the_tables_say_in_english_is_said_in_chinese() -> None:
    told = {
        "hague_service_parties.csv": ("mail_language", "documents_language", "central_authority", "notes"),
        "reciprocity_precedents.csv": ("note",),
        "published_totals.csv": ("note",),
        "service_durations.csv": ("source",),
        "regional_arrangements.csv": ("instrument",),
        "bilateral_treaties.csv": ("name",),
    }  # fmt: skip
    for table, columns in told.items():
        for row in rows(table):
            for column in columns:
                assert not LATIN.search(written(row[column], "zh")), (table, row[column])


def test_an_amount_opens_its_answer_and_its_working_follows() -> None:
    facts = {"on": "2026-03-02", "kind": "property", "claims": [{"amount": "20000"}]}
    said = explain(ask("fees.acceptance", facts), "en", CATALOGUE["fees.acceptance"])
    measures = "Measures on the Payment of Litigation Costs, art. 13(1)"
    assert said == [
        "Fee: 300.00 yuan.",
        "Payable: 300.00 yuan.",
        "Working:",
        f"  1. up to 10,000 yuan: 50 yuan (adds 50 yuan; {measures}).",
        f"  2. 10,000 yuan × 2.5 % = 250.00 yuan (adds 250.00 yuan; {measures}).",
        f"Source: {measures}.",
    ]


def test_a_step_that_adds_nothing_says_no_amount_and_one_that_takes_away_its_minus() -> None:
    usd = {"amount": "20000", "currency": "USD", "rate": {"currency": "USD", "cny_per_unit": "7.10", "published_on": "2026-03-02"}}  # fmt: skip
    facts = {"on": "2026-03-02", "kind": "property", "claims": [usd], "halving_grounds": ["withdrawal"]}  # fmt: skip
    said = explain(ask("fees.acceptance", facts), "en", CATALOGUE["fees.acceptance"])
    assert any("= 142,000.00 yuan (Measures" in line for line in said)
    assert any("is the base (-1,570.00 yuan; " in line for line in said)


def test_no_reason_is_said_once_more_beside_its_item() -> None:
    """What each time limit rests on stands with it."""
    facts = {"event": "complaint_served", "on": "2026-03-02", "domicile": "abroad", "foreign_related": True, "procedure": "ordinary"}  # fmt: skip
    said = explain(ask("limits.for_event", facts), "en", CATALOGUE["limits.for_event"])
    assert sum("answers within thirty days" in line for line in said) == 1


def test_a_paper_that_needs_no_formality_is_not_headed_so() -> None:
    facts = {"category": "foreigner", "on": "2026-03-02", "place": "CA", "has_agent": True}
    said = explain(ask("filing.papers", facts), "zh", CATALOGUE["filing.papers"])
    assert any(line.startswith("5. 委托代理人的") for line in said)


def test_a_title_within_a_title_stands_in_single_marks() -> None:
    assert (
        article_of(INT["125"], "zh")
        == "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释（2022年修正）》第125条"
    )


def test_a_plan_of_service_shows_every_channel_with_all_that_a_lawyer_asks() -> None:
    """Mission S7: its reasons and articles, papers, translations, time, clock, what it excludes."""
    facts = {"on": "2025-03-03", "nature": "entity", "state": "CA", "address_known": True}
    finding = ask("abroad.planner.plan", facts)
    said = explain(finding, "zh", CATALOGUE["abroad.planner.plan"])
    assert said[0].startswith("可用的途径：")
    assert [line[:4] for line in said[1:4]] == ["由法院裁", "尚缺事实", "不可用的"]
    assert sum(line.startswith("  ") and line[2].isdigit() for line in said) == len(
        finding.value.steps
    )
    text = "\n".join(said)
    for wanted in ("可以采用。", "不适用。", "缺少的事实：", "预计时间：约6个月", "视为送达的期间：3个月（", "译文：", "排除的途径：", "可以与其他途径同时进行：否。"):  # fmt: skip
        assert wanted in text


class Remark(NamedTuple):
    """A record without a reason."""

    note: str
    proof: str


class Due(NamedTuple):
    """A record with a reason, as of a time limit."""

    act: Reason
    level: CourtLevel | None


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (("b", "a"), [("namely", "b; a")]),
        (frozenset({"b", "a"}), [("namely", "a; b")]),
        ("b", [("namely", "b")]),
        ({"applies": ("b", "a")}, [("what applies", "b; a")]),
        ({"applies": ()}, [("what applies", "none")]),
        ({"applies": (Reason("outcome.no"),)}, [("what applies", "No.")]),
        (Remark("b", ""), [("note", "b")]),
        ((Remark("a", "b"), Due(Reason("outcome.no"), None)), [("1.", ""), ("2.", "No.")]),
        ({"x": Due(Reason("outcome.no"), CourtLevel.HIGH), "y": Remark("a", "b")}, [("1. High people's court", "No."), ("2.", "")]),
        ({"state": "JP", "name": "Japan"}, [("State or region", "Japan")]),
        ({"online": True, "offline": False}, [("take part online", "yes"), ("take part offline", "no")]),
        ({"confidence": "verified: the text", "note": "known to all"}, [("how sure", "verified"), ("note", "known to all")]),
        ({"confidence": "by hearsay"}, [("how sure", "by hearsay")]),
        ({"period": Period(3, Unit.MONTH), "days": 3}, [("period", "3 months"), ("days", "3 days")]),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_named_parts(value: object, lines: list[tuple[str, str]]) -> None:
    assert [(one.name, one.text) for one in details(value, "en")] == lines


def test_a_part_without_a_name_of_its_own_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"value\.never_named"):
        details({"never_named": 1}, "en")


def test_a_finding_within_a_value_says_all_that_it_holds() -> None:
    within = unknown(
        CPL["85"],
        Reason("outcome.no"),
        missing=("claims", "nowhere"),
        code="NEEDS_FACTS",
        value={"note": "x"},
        doubts=(Reason("outcome.yes"),),
        try_next=(Reason("outcome.no"),),
        last_day=date(2026, 3, 1),
    )
    (said,) = details({"finding": within}, "en", CATALOGUE["fees.acceptance"].facts)
    assert said.has_parts
    assert said.text == "This cannot be said in full yet: facts are wanting. No."
    assert [(one.name, one.text) for one in said.below] == [
        ("last day", "2026-03-01"),
        (
            "missing fact",
            "Amounts claimed: property, joint property, damages or the contested part",
        ),
        ("note", "x"),
        ("doubt", "Yes."),
        ("next", "No."),
        ("source", "Civil Procedure Law (2023 amendment), art. 85"),
    ]


def test_nothing_is_said_of_no_value() -> None:
    assert details(None, "en") == ()
    assert details((), "en") == ()
    assert details({}, "en") == ()


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


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("claims[1].amount", "财产性请求、共同财产、赔偿或者不服部分的金额 · 2 · 金额或者价额（claims[1].amount）"),
        ("register", "公约或者条约的登记资料"),
    ],
)  # fmt: skip
def test_a_fact_is_named_with_the_field_it_is_given_in(path: str, named: str) -> None:
    assert fact_and_field(CATALOGUE["fees.acceptance"].facts, path, "zh") == named


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
    assert refusal("must lie between 50 and 500 yuan", "zh") == "须在50元与500元之间"
    assert refusal("must lie between 1 and 3660", "zh") == "须在1与3660之间"


def test_the_texts_of_every_folder_are_read() -> None:
    messages.cache_clear()
    assert {"outcome.yes", "field.PeriodFacts.n", "provision.fees.acceptance"} <= messages().keys()


SPACED = re.compile(r"[\u3000-\u9fff\uff00-\uffef] [{\d]|[}\d] [\u3000-\u9fff\uff00-\uffef]")


def test_no_chinese_text_leaves_a_space_beside_a_figure_or_a_gap() -> None:
    said = [texts["zh"] for texts in messages().values()]
    assert [one for one in said if SPACED.search(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("142000.0", "142,000.00"),
        ("142000", "142,000"),
        ("-1570.5", "-1,570.50"),
        ("0.000175", "0.000175"),
        ("2.500", "2.50"),
    ],
)
def test_an_amount_is_in_groups_and_to_the_fen_or_whole(
    given: str, shown: str, language: Language
) -> None:
    assert written(Decimal(given), language) == shown


def test_an_amount_that_is_a_part_of_an_answer_has_its_currency() -> None:
    held = {"limit": Decimal(1050), "total": Decimal("1200.5"), "excess": Decimal("150.5")}
    assert [one.text for one in details(held, "en")] == [
        "1,050 yuan",
        "1,200.50 yuan",
        "150.50 yuan",
    ]


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
            "《阿尔山市人民法院诉讼文书送达规定》第7部分",
            "Aershan court provisions on service of litigation documents, Part 7",
        ),
        (
            CONFERENCE_2021["III"],
            "《全国法院涉外商事海事审判工作座谈会会议纪要》第三部分",
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
