"""Findings in words and as JSON."""

import csv
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from yunqiao.law import instruments
from yunqiao.law.catalogue import CATALOGUE, provision
from yunqiao.law.counting.last_day import PeriodFacts
from yunqiao.law.explain import as_json, explain
from yunqiao.law.findings import REASONS, Finding, Instrument, Outcome, reason, unknown, yes
from yunqiao.law.instruments import CPL, CPL_2021
from yunqiao.law.periods import ROLLED
from yunqiao.law.texts import gather, name_of, text
from yunqiao.law.wording import sentence, text_of

ROLL = ROLLED(rest_day=date(2026, 10, 1), to=date(2026, 10, 8))


def test_a_finding_is_told_in_order_in_english() -> None:
    found = yes(CPL["85(3)"], ROLL, try_next=(ROLL,), doubts=(ROLL,), last_day=date(2026, 10, 8))
    lines = explain(found, "en")
    assert lines[0] == "Yes."
    assert lines[1] == "Last day: 2026-10-08."
    assert lines[2].startswith("The last day, 2026-10-01, is a statutory rest day")
    assert lines[3].startswith("Doubt: ")
    assert lines[4].startswith("Next: ")
    assert lines[5] == "Source: Civil Procedure Law (2023 amendment), art. 85(3)."


def test_a_finding_is_told_in_chinese_with_chinese_dates() -> None:
    lines = explain(yes(CPL["85(3)"], ROLL, last_day=date(2026, 10, 8)), "zh")
    assert lines[1] == "最后一日：2026年10月8日。"
    assert lines[2].startswith("届满日2026年10月1日是法定休假日")


def test_what_is_missing_is_named() -> None:
    assert "Missing fact: After." in explain(unknown(CPL["85"], missing="after"), "en")


def test_an_uncited_finding_has_no_line_of_sources() -> None:
    assert explain(Finding(Outcome.NO), "en") == ["No."]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("zh", "2026年3月2日01:30（+08:00）"), ("en", "2026-03-02 01:30 (+08:00)")],
)
def test_an_instant_is_shown_with_its_hour_in_the_courts_time(language: str, shown: str) -> None:
    at = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
    assert shown in text("periods.rolled", language, rest_day=at, to=at)  # type: ignore[arg-type]


def test_a_text_that_is_not_written_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"periods\.nowhere"):
        text("periods.nowhere", "en")


def test_a_parameter_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="rest_day"):
        sentence(ROLLED, "en")


def test_a_name_that_is_not_written_is_read_off_its_key() -> None:
    assert name_of("date.some_day", "zh") == "some day"
    assert name_of("date.last_day", "zh") == "最后一日"


def test_a_provision_is_told_in_our_words() -> None:
    assert "statutory rest day" in text_of(CATALOGUE["periods.last_day"], "en")


def test_json_keeps_reasons_as_keys_and_leaves_out_empty_parameters() -> None:
    found = as_json(yes(CPL["85"], ROLL, REASONS["periods.start_not_counted"], code="X"))
    assert found["because"] == [
        {"key": "periods.rolled", "params": {"rest_day": "2026-10-01", "to": "2026-10-08"}},
        {"key": "periods.start_not_counted"},
    ]
    assert found["code"] == "X"


def test_texts_are_found_under_dotted_keys() -> None:
    tree = {"a": {"b": {"zh": "甲", "en": "b"}, "c": {"d": {"zh": "乙", "en": "d"}}}}
    assert gather([("one.toml", tree)]) == {
        "a.b": {"zh": "甲", "en": "b"},
        "a.c.d": {"zh": "乙", "en": "d"},
    }


def test_a_text_written_twice_is_an_error_that_names_the_second_place() -> None:
    tree = {"a": {"zh": "甲", "en": "a"}}
    with pytest.raises(ValueError, match=r"two\.toml writes a a second time"):
        gather([("one.toml", tree), ("two.toml", tree)])


def test_a_reason_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        reason("periods.rolled")


def test_a_provision_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):

        @provision(CPL["85"], name="periods.last_day")
        def again(facts: PeriodFacts) -> Finding:
            return yes(CPL["85"])


def test_an_instrument_is_in_force_on_both_its_ends() -> None:

    assert CPL_2021.in_force(date(2022, 1, 1))
    assert CPL_2021.in_force(date(2023, 12, 31))
    assert not CPL_2021.in_force(date(2024, 1, 1))
    assert not CPL_2021.in_force(date(2021, 12, 31))
    assert CPL.in_force(date(2199, 1, 1))


def test_a_finding_gives_its_dates_by_name() -> None:
    found = yes(CPL["85"], last_day=date(2026, 3, 1))
    assert found.is_yes
    assert found.date("last_day") == date(2026, 3, 1)
    assert found.date("first_day") is None


def test_every_instrument_stands_once_in_the_table_and_once_in_code() -> None:
    table = files("yunqiao.law").joinpath("tables/instruments.csv").read_text("utf-8")
    rows = [row["short"] for row in csv.DictReader(table.splitlines())]
    named = [one.short for one in vars(instruments).values() if isinstance(one, Instrument)]
    assert sorted(rows) == sorted(named) == sorted(instruments.by_short_name())
