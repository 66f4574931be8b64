"""Worked cases from ICAO Doc 9303: part 4, 4.2.4; part 5, appendix; part 6, appendix."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.identity.numbers import mrz
from yunqiao.court.identity.numbers.outcome import Point, Verdict

TODAY = date(2026, 11, 22)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
LONG = (
    "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<<<<<<<<<<<<<<"
)
SPECIMENS = (TD3, TD2, TD1, LONG)
# The sex, the nationality and the letters of the first line stand under no check digit.
UNCOVERED = {"TD3": {*range(44), 54, 55, 56, 64}, "TD2": {*range(36), 46, 47, 48, 56}}


@pytest.mark.parametrize(
    ("zone", "number"),
    [(TD3, "L898902C3"), (TD2, "D23145890"), (TD1, "D23145890"), (LONG, "D23145890734")],
)
def test_the_specimens_of_icao_check_and_are_read(zone: str, number: str) -> None:
    """F2"""
    reading = mrz.read(zone, TODAY)
    assert reading.holds
    assert reading.known.number == number
    assert reading.known.issuer == reading.known.nationality == "UTO"


def test_names_dates_and_sex_are_read() -> None:
    known = mrz.read(TD3, TODAY).known
    assert (known.surname, known.given, known.sex) == ("ERIKSSON", "ANNA MARIA", "F")
    assert (known.birth_date, known.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))


@pytest.mark.parametrize(
    ("text", "digit"),
    [("520727", "3"), ("AB2134<<<", "5"), ("L898902C3", "6"), ("740812", "2"), ("120415", "9")],
)
def test_check_digits_are_those_worked_in_part_3(text: str, digit: str) -> None:
    assert mrz.check_digit(text) == digit


def test_a_zone_is_found_in_what_a_phone_reads_off_a_photo() -> None:
    seen = "PASSPORT\nUTOPIA\n" + TD3.replace("<<<<<", "<<<< <").lower() + "\nsigned"
    assert mrz.read(seen, TODAY).known.number == "L898902C3"


@pytest.mark.parametrize("text", ["", "P<UTO", TD3[:-1], "<" * 44, "Ж" * 44])
def test_what_is_no_zone_is_said_not_to_be_one(text: str) -> None:
    reading = mrz.read(text, TODAY)
    assert [(c.point, c.verdict) for c in reading.checks] == [(Point.FORMAT, Verdict.FAILS)]


def test_a_date_that_is_only_partly_known_is_left_out() -> None:
    zone = TD3.replace("7408122F", "<<<<<<0F")
    assert mrz.read(zone, TODAY).known.birth_date is None


def test_somebody_born_this_century_is_not_a_hundred_years_old() -> None:
    zone = TD3.replace("7408122", f"260101{mrz.check_digit('260101')}")
    assert mrz.read(zone, TODAY).known.birth_date == date(2026, 1, 1)
    assert mrz.read(zone, date(2025, 1, 1)).known.birth_date == date(1926, 1, 1)


@given(st.sampled_from([("TD3", TD3), ("TD2", TD2)]), st.data())
def test_a_wrong_digit_anywhere_under_a_check_digit_is_seen(
    specimen: tuple[str, str], data: st.DataObject
) -> None:
    size, zone = specimen
    text = zone.replace("\n", "")
    places = [at for at, sign in enumerate(text) if sign.isdigit() and at not in UNCOVERED[size]]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    changed = text[:at] + other + text[at + 1 :]
    half = len(text) // 2
    assert not mrz.read(f"{changed[:half]}\n{changed[half:]}", TODAY).holds


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert mrz.read(text, TODAY).checks
