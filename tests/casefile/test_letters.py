"""Verification codes: printed one way, typed in many."""

import pytest

from yunqiao.court.casefile.letters import new_code, written


@pytest.mark.parametrize(
    "typed",
    ["7K4M-Q2XD-9RT0", "7k4mq2xd9rt0", " 7K4M Q2XD 9RTO ", "7k4m—q2xd—9rto"],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert written(typed) == "7K4M-Q2XD-9RT0"


@pytest.mark.parametrize(
    "typed", ["", "7K4M-Q2XD", "7K4M-Q2XD-9RT0-1", "7K4M-Q2XD-9RTU", "案" * 12]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert written(typed) == ""


def test_codes_are_not_repeated_and_are_read_as_they_are_printed() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(written(code) == code for code in codes)
