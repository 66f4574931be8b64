"""Worked cases of national numbers; each row names its source."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.identity.numbers import credit_code, permits, regions, resident
from yunqiao.court.identity.numbers.expiry import SOON, expiry
from yunqiao.court.identity.numbers.outcome import Check, Point, Reading, Verdict, plain

TODAY = date(2026, 11, 22)


def read_resident(number: str) -> Reading:
    return resident.read(number, TODAY)


GOOD = [
    (read_resident, "11010519491231002X", "GB 11643-1999, example of a woman in Beijing"),
    (read_resident, "440524188001010014", "GB 11643-1999, example of a man in Guangdong"),
    (read_resident, "810000199408230021", "a Hong Kong resident's permit, as published"),
    (regions.hong_kong, "A123456(3)", "the specimen of Hong Kong's e-forms"),
    (regions.hong_kong, "C123456(9)", "worked by hand: weights 9 to 2"),
    (regions.hong_kong, "G123456(A)", "worked by hand: the rest is ten"),
    (regions.hong_kong, "AB987654(3)", "worked by hand: two letters"),
    (regions.macao, "1234567(8)", "the form alone is public"),
    (regions.taiwan, "A123456789", "the specimen of Household Registration"),
    (permits.hk_macao_permit, "H12345678", "card of 2013"),
    (permits.hk_macao_permit, "M1234567801", "card before 2013, with the number of its issue"),
    (permits.taiwan_permit, "12345678", "card of 2015"),
    (permits.taiwan_permit, "1234567890(A)", "booklet before 2015"),
    (permits.prc_passport, "E12345678", "ordinary passport"),
    (permits.prc_passport, "EJ1234567", "ordinary passport since 2017"),
    (permits.prc_passport, "G12345678", "ordinary passport before 2012"),
    (credit_code.read, "91350100M000100Y43", "GB 32100-2015, example"),
]
BAD = [
    (read_resident, "110105194912310021", Point.CHECK_DIGIT),
    (read_resident, "990105194912310021", Point.REGION),
    (read_resident, "110105194913310020", Point.BIRTH_DATE),
    (read_resident, "110105202712310026", Point.BIRTH_DATE),
    (read_resident, "110105491231002", Point.FORMAT),
    (regions.hong_kong, "A123456(4)", Point.CHECK_DIGIT),
    (regions.hong_kong, "1234567", Point.FORMAT),
    (regions.macao, "2234567(8)", Point.FORMAT),
    (regions.taiwan, "A123456788", Point.CHECK_DIGIT),
    (regions.taiwan, "A323456789", Point.FORMAT),
    (permits.hk_macao_permit, "K12345678", Point.FORMAT),
    (permits.taiwan_permit, "1234567", Point.FORMAT),
    (permits.prc_passport, "EI1234567", Point.FORMAT),
    (credit_code.read, "91350100M000100Y44", Point.CHECK_DIGIT),
    (credit_code.read, "91350100M000100Z43", Point.FORMAT),
    (credit_code.read, "91350100M000101Y43", Point.ORGANISATION),
    (credit_code.read, "91990100M000100Y43", Point.REGION),
]


@pytest.mark.parametrize(("read", "number", "source"), GOOD, ids=[row[1] for row in GOOD])
def test_a_number_that_is_right_holds(
    read: Callable[[str], Reading], number: str, source: str
) -> None:
    """F2"""
    assert read(number).holds, source
    assert plain(read(number).known.number) == plain(number)


@pytest.mark.parametrize(("read", "number", "point"), BAD, ids=[row[1] for row in BAD])
def test_a_number_that_is_wrong_says_where(
    read: Callable[[str], Reading], number: str, point: Point
) -> None:
    failed = [check.point for check in read(number).checks if check.verdict is Verdict.FAILS]
    assert point in failed


def test_a_resident_number_tells_birth_sex_and_region() -> None:
    known = resident.read("11010519491231002x", TODAY).known
    assert (known.birth_date, known.sex) == (date(1949, 12, 31), "F")
    assert known.region == "北京 Beijing"


def test_a_check_digit_nobody_published_is_left_to_the_eye() -> None:
    assert Check(Point.CHECK_DIGIT, Verdict.CANNOT_SAY) in regions.macao("12345678").checks


def test_numbers_are_read_as_people_write_them() -> None:
    assert plain(" ａ１２３ 456（3） ") == "A1234563"
    assert regions.hong_kong("Ａ１２３４５６（３）").holds


@given(st.integers(0, 10**17 - 1), st.sampled_from("0123456789X"))
def test_one_of_eleven_last_characters_fits_any_resident_number(body: int, last: str) -> None:
    digits = f"{body:017}"
    right = resident.check_character(digits)
    checks = resident.read(digits + last, TODAY).checks
    holds = next(c for c in checks if c.point is Point.CHECK_DIGIT).verdict is Verdict.HOLDS
    assert holds == (last == right)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_in_a_resident_number_is_always_seen(place: int, step: int) -> None:
    right = "11010519491231002X"
    digit = str((int(right[place]) + step) % 10)
    changed = right[:place] + digit + right[place + 1 :]
    assert resident.check_character(changed[:17]) != "X"


@given(st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_character_in_a_credit_code_is_always_seen(place: int, step: int) -> None:
    right = "91350100M000100Y43"
    signs = credit_code.CHARACTERS
    sign = signs[(signs.index(right[place]) + step) % 31]
    changed = right[:place] + sign + right[place + 1 :]
    assert credit_code.check_character(changed[:17]) != right[17]


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for read in {row[0] for row in GOOD}:
        assert read(text).checks


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        (-1, Verdict.FAILS),
        (0, Verdict.CANNOT_SAY),
        (SOON.days - 1, Verdict.CANNOT_SAY),
        (SOON.days, Verdict.HOLDS),
    ],
)
def test_a_paper_is_good_on_its_last_day_and_doubtful_half_a_year_before(
    days: int, verdict: Verdict
) -> None:
    assert expiry(TODAY + timedelta(days=days), TODAY).verdict is verdict


def test_a_paper_without_a_last_day_is_left_to_the_eye() -> None:
    assert expiry(None, TODAY).verdict is Verdict.CANNOT_SAY
