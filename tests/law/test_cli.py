"""`./yunqiao law`: questions on standard input, findings on standard output, 0 or 2."""

import io
import json
import os
import sys
from datetime import date

import pytest

from yunqiao.law.asking import ask, questions
from yunqiao.law.cases import all_cases
from yunqiao.law.catalogue import CATALOGUE, organisational
from yunqiao.law.cli import main
from yunqiao.law.facts import plain
from yunqiao.law.instruments import CPL

FACTS = '{"n": 15, "unit": "day", "after": "2026-02-10"}'


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


def test_a_question_alone_is_listed_with_its_text_articles_and_schema(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--list", "service.telephone", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "《最高人民法院关于进一步加强民事送达工作的若干意见》第14条" in said
    assert '"title": "ServiceCall"' in said


def test_words_that_no_question_holds_end_with_two_and_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--list", "no", "such"]) == 2
    assert "No question holds “no such”" in capsys.readouterr().err


def test_a_person_at_a_keyboard_is_told_to_type_the_facts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, FACTS)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["periods.last_day"]) == 0
    assert "Ctrl-D" in capsys.readouterr().err


def test_a_missing_fact_is_named_as_the_form_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, '{"n": 15, "unit": "day", "after": "2026-12-20"}')
    assert main(["periods.last_day", "--lang", "en"]) == 0
    assert "Missing fact: working calendar of 2027." in capsys.readouterr().out


def test_a_finding_is_printed_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _say(monkeypatch, FACTS)
    assert main(["periods.last_day"]) == 0
    assert json.loads(capsys.readouterr().out)["dates"]["last_day"] == "2026-02-25"


@pytest.mark.parametrize(("language", "first"), [("zh", "是。"), ("en", "Yes.")])
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
        ("periods.last_day", "{", "they are not JSON: Expecting"),
        ("periods.last_day", "{}", "n: must be given"),
        ("periods.last_day", '{"n": 1.5, "unit": "day"}', "n: give a whole number"),
        (
            "periods.last_day",
            '{"n": 1, "unit": "day", "after": "2026-01-01", "at": "2026-01-01T00:00:00Z"}',
            "after, at: give the day for a period of days",
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
