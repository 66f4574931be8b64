"""A case that is wrong says where it differs."""

from typing import Any

import pytest

from yunqiao.law.cases import Case, all_cases, cases_by_question, differences

FACTS = {"n": 15, "unit": "day", "after": "2026-02-10"}


def _case(facts: dict[str, Any], expect: dict[str, Any]) -> Case:
    return Case(
        id="X",
        title="x",
        title_zh="某",
        question="periods.last_day",
        facts=facts,
        expect=expect,
        source="ours",
        confidence="verified",
    )


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ({"outcome": "no"}, "outcome: expected no, found yes"),
        ({"code": "SERVED"}, "code: expected SERVED, found "),
        ({"missing": ["after"]}, "missing: expected ['after'], found []"),
        ({"dates": {"last_day": "2026-03-01"}}, "dates.last_day: expected 2026-03-01"),
        ({"value": {"fee": "1"}}, "value: expected {'fee': '1'}, found None"),
        ({"cites": ["CPL 1"]}, "cites: CPL 1 is not among"),
        ({"because": ["a.b"]}, "because: a.b is not among ['periods.start_not_counted'"),
        ({"try_next": ["a.b"]}, "try_next: a.b is not among []"),
        ({"doubts": ["a.b"]}, "doubts: a.b is not among []"),
        ({"mood": "good"}, "a case cannot expect “mood”"),
    ],
)
def test_each_expectation_is_compared(expect: dict[str, Any], difference: str) -> None:
    (found,) = differences(_case(FACTS, expect))
    assert found.startswith(difference)


def test_a_case_that_agrees_has_no_differences() -> None:
    assert differences(_case(FACTS, {"outcome": "yes", "missing": []})) == []


def test_refused_facts_are_an_outcome_with_a_place() -> None:
    refused = _case({**FACTS, "n": 0}, {"outcome": "refused", "where": "n"})
    assert differences(refused) == []
    (found,) = differences(_case({**FACTS, "n": 0}, {"where": "unit"}))
    assert found == "where: expected unit, found n"


def test_the_cases_are_found_by_their_question_in_order() -> None:
    grouped = cases_by_question()
    assert [case.id for case in grouped["periods.set_date"]] == ["D01", "D02", "D03", "D04"]
    assert sum(map(len, grouped.values())) == len(all_cases())
