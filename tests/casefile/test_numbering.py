from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from support.makers import a_court
from yunqiao.court.casefile.numbering import CIVIL_FIRST_INSTANCE, next_number
from yunqiao.court.foundation.writing import Actor, act

pytestmark = pytest.mark.django_db(transaction=True)
BY = Actor(person=None)


def test_numbers_count_from_one_per_court_year_and_kind() -> None:
    first, second = a_court(), a_court("粤0705")
    drawn = []
    for court, year in ((first, 2026), (first, 2026), (first, 2027), (second, 2026)):
        with act(by=BY) as writing:
            drawn.append(next_number(writing, court, year, CIVIL_FIRST_INSTANCE))
    assert drawn == [
        "（2026）粤0703民初1号",
        "（2026）粤0703民初2号",
        "（2027）粤0703民初1号",
        "（2026）粤0705民初1号",
    ]


def test_a_number_drawn_by_an_act_that_fails_is_given_again() -> None:
    court = a_court()
    with suppress(LookupError), act(by=BY) as writing:
        next_number(writing, court, 2026, CIVIL_FIRST_INSTANCE)
        raise LookupError
    with act(by=BY) as writing:
        assert next_number(writing, court, 2026, CIVIL_FIRST_INSTANCE).endswith("民初1号")


def test_numbers_are_gapless_when_many_draw_at_once() -> None:
    court = a_court()

    def draw(turn: int) -> str | None:
        try:
            with suppress(LookupError), act(by=BY) as writing:
                number = next_number(writing, court, 2026, CIVIL_FIRST_INSTANCE)
                return _unless_fifth(turn, number)
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        drawn = [number for number in pool.map(draw, range(60)) if number]
    assert sorted(drawn) == sorted(f"（2026）粤0703民初{n}号" for n in range(1, 49))


def _unless_fifth(turn: int, number: str) -> str:
    if turn % 5 == 0:
        raise LookupError
    return number
