"""`./yunqiao law`: questions on standard input, findings on standard output, 0 or 2."""

import io
import json
import os
import runpy
import shlex
import sys
from datetime import date

import pytest

from yunqiao.law import cli
from yunqiao.law.asking import ask, questions
from yunqiao.law.cases import all_cases
from yunqiao.law.catalogue import CATALOGUE, organisational
from yunqiao.law.cli import main
from yunqiao.law.facts import plain
from yunqiao.law.instruments import CPL
from yunqiao.law.sheet import sheet

FACTS = '{"n": 15, "unit": "day", "after": "2026-02-10"}'


@pytest.fixture(autouse=True)
def _in_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def _say(monkeypatch: pytest.MonkeyPatch, facts: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(facts.encode())))


def test_the_list_as_json_names_every_question_with_the_schema_of_its_facts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in listed] == [entry.id for entry in questions()]
    assert all(entry["facts"]["type"] == "object" for entry in listed)
    assert all(entry["citations"] for entry in listed)


@pytest.mark.parametrize("arguments", [["--list"], []])
def test_the_list_is_one_line_a_question_below_its_subject(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Service abroad"
    asked = [line.split()[0] for line in lines if line.startswith("  ")]
    assert asked == [entry.id for entry in questions()]
    assert len(lines) < len(asked) + 20


def test_a_reader_who_has_read_enough_stops_the_list_in_peace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "w") as nobody_reads:
        monkeypatch.setattr("sys.stdout", nobody_reads)
        assert main(["--list"]) == 0


@pytest.mark.parametrize(
    "question",
    ["service.signers.may_sign", "filing.agent", "filing.review", "filing.payment_order"],
)
def test_an_id_that_others_begin_with_is_listed_alone_with_an_example(
    question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--list", question]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{question}\n")
    assert f"| ./yunqiao law {question} --lang en\n" in said


@pytest.mark.parametrize("words", [["春节"], ["春節"], ["Spring", "festival"]])
def test_words_of_a_case_find_its_question(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--list", *words]) == 0
    said = capsys.readouterr().out
    assert "hearing.judgment.appeal_by" in said
    assert "fees.acceptance" not in said


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["telephone", "recorded"], "service.telephone.served_by_telephone"),
        (["支付令", "失效"], "filing.payment_order_lapse"),
        (["郵寄", "港澳"], "abroad.regions.mail"),
        (["CPL 283(1)(8)"], "abroad.channels.mail"),
        (["HAGUE", "mail"], "abroad.hague.accepts_mail"),
    ],
)
def test_words_narrow_the_list_in_every_script(
    words: list[str], question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--list", *words]) == 0
    said = capsys.readouterr().out
    assert question in said
    assert "fees.acceptance" not in said


def test_a_question_alone_is_listed_with_its_text_articles_and_facts_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--list", "service.telephone", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "《最高人民法院关于进一步加强民事送达工作的若干意见》第14条" in said
    assert "事实（JSON；带 * 的必须填写" in said
    assert "    direct_and_post_failed: " in said
    assert "true（是）或者 false（否）" in said


def test_the_example_of_every_question_can_be_copied_into_a_shell() -> None:
    for entry in questions():
        shown = sheet(entry, "en")[-1].strip()
        said, facts, *_ = shlex.split(shown)
        assert said == "echo"
        ask(entry.id, json.loads(facts))


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("fee.acceptance", "did you mean: fees.acceptance"),
        ("formality", "did you mean: formality.apostille, formality.document"),
        ("weather", "./yunqiao law --list names them all"),
    ],
)
def test_an_unknown_question_is_answered_with_those_that_may_be_meant(
    wanted: str, meant: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, "")
    assert main([wanted]) == 2
    assert meant in capsys.readouterr().err


def test_a_question_before_the_list_is_listed_and_not_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["fees.acceptance", "--list"]) == 0
    assert capsys.readouterr().out.startswith("fees.acceptance\n")


def test_facts_that_are_not_there_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, "\n")
    assert main(["fees.acceptance", "--lang", "zh"]) == 2
    assert "没有收到任何内容" in capsys.readouterr().err


def test_the_list_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "支付令", "债务人", "--lang", "zh"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "执行"
    assert "立案" in said
    assert ["filing.payment_order", "能否对该债务人申请支付令？"] in [line.split() for line in said]
    assert said[-1].startswith("共4个问题。")


@pytest.mark.parametrize(
    ("arguments", "facts", "said"),
    [
        (["periods.never"], "{}", "没有“periods.never”这个问题；是否要问：periods.in_time、periods.set_date、periods.extension？"),
        (["--list", "火星"], "{}", "没有含有“火星”的问题；./yunqiao law --list 列出全部问题。"),
        (
            ["periods.last_day"],
            "{",
            "所给事实不合要求：不是 JSON：第1行第2列起无法读取；名称和文字请加双引号，各项之间用逗号。",
        ),
        (["periods.last_day"], "{}", "所给事实不合要求：n（期间长度）：必须填写：整数。"),
        (
            ["periods.last_day"],
            '{"n": 1, "n": 2}',
            "所给事实不合要求：n（期间长度）：出现了两次，只能写一次。",
        ),
        (
            ["periods.last_day"],
            '{"m": 1}',
            "所给事实不合要求：m：不是这个问题的事实；可以填写的有：n, unit, after, at, transit_days, deemed_service, roll_deemed_service, calendar。",
        ),
        (["--on", "soon", "periods.last_day"], "{}", "--on：“soon”不是日期；请写日期，例如2026-03-01。"),
        (["--bogus"], "{}", "看不懂“--bogus”；./yunqiao law --help 说明用法。"),
        (["a", "b"], "{}", "看不懂“b”；./yunqiao law --help 说明用法。"),
    ],
)  # fmt: skip
def test_whatever_is_refused_is_refused_in_chinese_when_chinese_is_asked_for(
    arguments: list[str],
    facts: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _say(monkeypatch, facts)
    assert main([*arguments, "--lang", "zh"]) == 2
    assert capsys.readouterr().err == f"{said}\n"


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "fr"], ["--lang=de"]])
def test_a_language_that_is_not_spoken_is_answered_with_those_that_are(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == "--lang is one of zh, zh-hant, en.\n"


@pytest.mark.parametrize(
    ("environment", "arguments", "said"),
    [
        ({}, [], "show this help"),
        ({"LANG": "fr_FR.UTF-8"}, [], "show this help"),
        ({"LANG": "zh_CN.UTF-8"}, [], "显示本说明"),
        ({"LC_ALL": "zh_HK.UTF-8", "LANG": "en_GB.UTF-8"}, [], "顯示本說明"),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], "show this help"),
        ({}, ["--lang", "zh"], "显示本说明"),
    ],
)
def test_the_help_speaks_the_language_asked_for_or_that_of_the_environment(
    environment: dict[str, str],
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("./yunqiao law [")
    assert said in shown


def test_an_option_may_be_written_with_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, FACTS)
    assert main(["periods.last_day", "--lang=zh-hant"]) == 0
    assert capsys.readouterr().out.startswith("最後一日：")


def test_no_schemas_are_listed_where_nothing_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "nor", "martian", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == []


def test_words_that_no_question_holds_end_with_two_and_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--list", "nor", "martian"]) == 2
    assert "No question holds “nor martian”" in capsys.readouterr().err


def test_a_person_at_a_keyboard_is_told_to_type_the_facts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, FACTS)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["periods.last_day"]) == 0
    assert "Ctrl-D" in capsys.readouterr().err


def test_a_person_who_gives_up_typing_is_left_in_peace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class GivenUp(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(GivenUp()))
    assert main(["periods.last_day"]) == 1
    assert capsys.readouterr() == ("", "")


def test_the_module_itself_is_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["law", "--list", "filing.agent", "--lang", "zh"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(cli.__file__, run_name="__main__")
    assert left.value.code == 0
    assert "该人能否担任当事人的诉讼代理人？" in capsys.readouterr().out


def test_a_missing_fact_is_named_as_the_form_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, '{"n": 15, "unit": "day", "after": "2026-12-20"}')
    assert main(["periods.last_day", "--lang", "en"]) == 0
    assert "Missing fact: Working calendar of 2027 (calendar)." in capsys.readouterr().out


def test_a_finding_is_printed_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, FACTS)
    assert main(["periods.last_day"]) == 0
    assert json.loads(capsys.readouterr().out)["dates"]["last_day"] == "2026-02-25"


@pytest.mark.parametrize(
    ("language", "first"), [("zh", "最后一日：2026年2月25日。"), ("en", "Last day: 2026-02-25.")]
)
def test_a_finding_is_printed_in_words(
    language: str, first: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, FACTS)
    assert main(["periods.last_day", "--lang", language]) == 0
    assert capsys.readouterr().out.splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "facts", "sentence"),
    [
        ("periods.never", FACTS, "There is no question “periods.never”"),
        ("periods.last_day", "{", "they are not JSON: from line 1, column 2 on"),
        ("periods.last_day", "{}", "n (length of the period): must be given: a whole number."),
        ("periods.last_day", '{"n": 1.5, "unit": "day"}', "give a whole number"),
        (
            "periods.last_day",
            '{"n": 1, "unit": "day", "after": "2026-01-01", "at": "2026-01-01T00:00:00Z"}',
            "after, at (",
        ),
    ],
)
def test_facts_that_do_not_fit_end_with_two_and_a_sentence(
    question: str,
    facts: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _say(monkeypatch, facts)
    assert main([question]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


def test_an_organisational_article_cannot_be_asked() -> None:
    entry = organisational(CPL["1"], name="test.organisational")
    try:
        with pytest.raises(KeyError, match=r"test\.organisational"):
            ask(entry.id, {})
        assert entry not in questions()
    finally:
        del CATALOGUE[entry.id]


def test_every_question_can_be_asked_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = set()
    for case in all_cases():
        if case.question in asked or case.expect["outcome"] == "refused":
            continue
        asked.add(case.question)
        _say(monkeypatch, json.dumps(plain(case.facts)))
        assert main([case.question]) == 0
        assert json.loads(capsys.readouterr().out)["outcome"] == case.expect["outcome"]
    assert asked == {entry.id for entry in questions()}


@pytest.mark.parametrize(
    ("on", "doubts"),
    [
        ("2023-12-31", ["general.not_yet_in_force"]),
        ("2024-01-01", []),
    ],
)
def test_an_old_case_is_told_which_text_was_not_yet_in_force(
    on: str,
    doubts: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _say(monkeypatch, FACTS)
    assert main(["periods.last_day", "--on", on]) == 0
    given = json.loads(capsys.readouterr().out)["doubts"]
    assert [doubt["key"] for doubt in given] == doubts


def test_a_new_case_is_told_which_text_is_no_longer_in_force() -> None:
    facts = {
        "on": "2014-03-03",
        "what": "travel and holidays",
        "who": "debtor",
        "limit_ordered": True,
    }
    asked = ask("enforcement.restrictions.is_forbidden", facts, date(2026, 3, 2))
    assert asked.doubts[-1].key == "general.no_longer_in_force"
    assert asked.doubts[-1] not in ask("enforcement.restrictions.is_forbidden", facts).doubts
