"""Every case of `law/cases/` is answered as it expects."""

import pytest

from yunqiao.law.cases import Case, all_cases, differences


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.area}:{case.id}")
def test_the_answer_is_what_the_case_expects(case: Case) -> None:
    assert differences(case) == []


def test_no_two_cases_share_an_id() -> None:
    ids = [(case.area, case.id) for case in all_cases()]
    assert len(ids) == len(set(ids))


def test_every_case_has_a_title_in_each_language() -> None:
    assert [case.id for case in all_cases() if not case.title] == []
    assert [case.id for case in all_cases() if case.title_zh.isascii()] == []
