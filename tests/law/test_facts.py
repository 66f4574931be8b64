"""Facts as JSON: every error is a sentence that names the field; what fits is read exactly."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from yunqiao.law.facts import ContradictionError, FactsError, plain, read, require_order, schema_of
from yunqiao.law.findings import Reason
from yunqiao.law.refusals import refusal


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    age: int | None = None

    def __post_init__(self) -> None:
        if self.age is not None and self.age < 0:
            raise FactsError("age", "nobody is younger than nought")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    person: Person
    colour: Colour = Colour.RED
    amount: Decimal | None = None
    day: date | None = None
    at: datetime | None = None
    sure: bool | None = None
    people: tuple[Person, ...] = ()
    days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.sure and self.amount == 0:
            raise ContradictionError("sure", "amount", "nobody is sure of nothing")


GOOD = {"person": {"name": "x"}}


@pytest.mark.parametrize(
    ("given", "where", "sentence"),
    [
        ([], "", "give an object with named facts"),
        ({}, "person", "must be given: the facts named in it"),
        ({"person": "x"}, "person", "give an object with named facts"),
        ({"person": {"name": "x", "size": 1}}, "person.size", "is not a fact of this question"),
        ({"person": {}}, "person.name", "must be given: text"),
        ({"person": {"name": 1}}, "person.name", "give text in quotation marks"),
        ({"person": {"name": "x" * 1001}}, "person.name", "write at most 1000 characters"),
        ({"person": {"name": "\ud800"}}, "person.name", "the text holds half a character"),
        ({"person": {"name": "x\udfff"}}, "person.name", "the text holds half a character"),
        ({"person": {"name": "x", "age": "1"}}, "person.age", "give a whole number"),
        ({"person": {"name": "x", "age": True}}, "person.age", "give a whole number"),
        ({"person": {"name": "x", "age": -1}}, "person.age", "nobody is younger than nought"),
        ({**GOOD, "colour": "green"}, "colour", "“green” is not one of red, blue"),
        ({**GOOD, "amount": 1.5}, "amount", 'give an amount as text, such as "1234.50"'),
        ({**GOOD, "amount": True}, "amount", 'give an amount as text, such as "1234.50"'),
        ({**GOOD, "amount": "much"}, "amount", "“much” is not an amount"),
        ({**GOOD, "amount": "Infinity"}, "amount", "an amount has an end"),
        ({**GOOD, "amount": "NaN"}, "amount", "an amount has an end"),
        ({**GOOD, "day": "soon"}, "day", "“soon” is not a date: write one such as 2026-03-01"),
        ({**GOOD, "day": "2026-W10-1"}, "day", "“2026-W10-1” is not a date"),
        ({**GOOD, "day": 20260301}, "day", "“20260301” is not a date"),
        ({**GOOD, "day": "2026-02-30"}, "day", "“2026-02-30” is not a date"),
        ({**GOOD, "day": "x" * 60}, "day", f"“{'x' * 60}” is not a date"),
        ({**GOOD, "day": "x" * 61}, "day", f"“{'x' * 60}…” is not a date"),
        ({**GOOD, "at": "20260301T093000Z"}, "at", "is not an instant"),
        ({**GOOD, "day": "1949-09-30"}, "day", "the date must lie between 1949-10-01"),
        ({**GOOD, "day": "2200-01-01"}, "day", "the date must lie between"),
        ({**GOOD, "day": datetime(2026, 3, 1, tzinfo=UTC)}, "day", "give a date without a time"),
        ({**GOOD, "at": "noon"}, "at", "“noon” is not an instant"),
        ({**GOOD, "at": "2026-03-01T09:30:00"}, "at", "say the time zone"),
        ({**GOOD, "at": "1900-03-01T09:30:00+08:00"}, "at", "the date must lie between"),
        ({**GOOD, "sure": "yes"}, "sure", "answer true or false"),
        ({**GOOD, "people": {}}, "people", "give a list"),
        ({**GOOD, "people": [{"name": "x"}, {"name": 1}]}, "people[1].name", "give text"),
        ({**GOOD, "sure": True, "amount": "0"}, "sure, amount", "nobody is sure of nothing"),
    ],
)
def test_facts_that_do_not_fit_are_refused_with_the_field_and_a_sentence(
    given: object, where: str, sentence: str
) -> None:
    with pytest.raises(FactsError) as refused:
        read(Sample, given)
    assert refused.value.where == where
    assert sentence in refused.value.sentence
    assert str(refused.value) == (f"{where}: " if where else "") + refused.value.sentence


def test_a_contradiction_names_both_facts() -> None:
    with pytest.raises(ContradictionError) as refused:
        read(Sample, {**GOOD, "sure": True, "amount": "0.00"})
    assert refused.value.fields == ("sure", "amount")


def test_facts_that_fit_are_read_exactly() -> None:
    given = {
        "person": {"name": "x", "age": 40},
        "colour": "blue",
        "amount": "1234.50",
        "day": "2026-03-01",
        "at": "2026-03-01T09:30:00+08:00",
        "sure": False,
        "people": [{"name": "y", "age": None}],
        "days": ["2026-03-02", "2026-03-01"],
    }
    found = read(Sample, given)
    assert found.amount == Decimal("1234.50")
    assert found.people == (Person(name="y"),)
    assert plain(found) == {**given, "days": ["2026-03-01", "2026-03-02"]}


@pytest.mark.parametrize("amount", [7, Decimal(7), "7"])
def test_a_whole_number_is_an_amount(amount: object) -> None:
    assert read(Sample, {**GOOD, "amount": amount}).amount == Decimal(7)


@pytest.mark.parametrize(
    "facts",
    [
        {"person": {"name": "x" * 1000, "age": None}},
        {"person": {"name": "\ud7ff\ue000", "age": None}},
        {"day": "1949-10-01"},
        {"day": "2199-12-31"},
    ],
)
def test_the_longest_text_and_the_first_and_last_day_are_read(facts: dict[str, Any]) -> None:
    found = plain(read(Sample, {**GOOD, **facts}))
    assert found | facts == found


def test_a_date_and_an_instant_may_be_given_as_such() -> None:
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    found = read(Sample, {**GOOD, "day": date(2026, 3, 1), "at": at})
    assert (found.day, found.at) == (date(2026, 3, 1), at)


def test_the_schema_says_what_must_be_given_and_what_may_be_unknown() -> None:
    schema = schema_of(Sample)
    assert schema["required"] == ["person"]
    properties = schema["properties"]
    assert properties["person"]["additionalProperties"] is False
    assert properties["colour"] == {"enum": ["red", "blue"]}
    assert properties["sure"] == {"anyOf": [{"type": "boolean"}, {"type": "null"}]}
    assert properties["days"]["uniqueItems"] is True
    assert "uniqueItems" not in properties["people"]


@pytest.mark.parametrize("amount", ["1234.50", "-3", "0"])
def test_the_pattern_of_an_amount_accepts_decimal_text(amount: str) -> None:
    import jsonschema_rs

    assert jsonschema_rs.is_valid(schema_of(Sample), {**GOOD, "amount": amount})


def test_a_type_of_facts_cannot_hold_what_json_cannot_say() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd:
        thing: complex

    with pytest.raises(TypeError, match="facts cannot hold"):
        schema_of(Odd)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Colour.RED, "red"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 3, 1), "2026-03-01"),
        (Person(name="x"), {"name": "x", "age": None}),
        (Reason("a.b"), {"key": "a.b", "params": []}),
        ({1: date(2026, 3, 1)}, {"1": "2026-03-01"}),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((1, [Colour.BLUE]), [1, ["blue"]]),
        (None, None),
        (Person, Person),
    ],
)
def test_a_value_is_shown_as_json_can_hold_it(value: Any, shown: Any) -> None:
    assert plain(value) == shown


@dataclass(frozen=True, kw_only=True)
class Told:
    told_on: date


@dataclass(frozen=True, kw_only=True)
class Ordered:
    began_at: datetime | None = None
    told: tuple[Told, ...] = ()
    ended_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "began_at", "told.told_on", "ended_on")


@dataclass(frozen=True, kw_only=True)
class Outer:
    inner: Ordered


def test_days_in_order_are_read_and_unknown_ones_passed_over() -> None:
    late_in_utc = "2026-03-01T17:00:00+00:00"
    assert read(Ordered, {"began_at": late_in_utc, "ended_on": "2026-03-02"}).ended_on
    assert read(Ordered, {"told": [{"told_on": "2026-03-02"}]}).told


@pytest.mark.parametrize(
    ("given", "both"),
    [
        ({"began_at": "2026-03-01T17:00:00+00:00", "ended_on": "2026-03-01"}, ("began_at", "ended_on")),
        (
            {"told": [{"told_on": "2026-03-03"}, {"told_on": "2026-03-01"}], "ended_on": "2026-03-02"},
            ("told.told_on", "ended_on"),
        ),
    ],
)  # fmt: skip
def test_days_out_of_order_are_refused_naming_both(
    given: dict[str, Any], both: tuple[str, str]
) -> None:
    with pytest.raises(ContradictionError) as refused:
        read(Ordered, given)
    assert refused.value.fields == both


def test_a_contradiction_below_names_both_facts_in_full() -> None:
    given = {"inner": {"began_at": "2026-03-02T09:00:00+08:00", "ended_on": "2026-03-01"}}
    with pytest.raises(ContradictionError) as refused:
        read(Outer, given)
    assert refused.value.fields == ("inner.began_at", "inner.ended_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One required fact of each kind."""

    number: int
    sure: bool
    day: date
    at: datetime | None
    amount: Decimal
    colour: Colour
    people: tuple[Person, ...]


@pytest.mark.parametrize(
    ("left_out", "wanted", "in_chinese"),
    [
        ("number", "a whole number", "必须填写：整数"),
        ("sure", "true or false", "必须填写：true（是）或者 false（否）"),
        ("day", "a date, such as 2026-03-01", "必须填写：日期，例如2026-03-01"),
        (
            "at",
            "a time with its zone, such as 2026-03-01T09:30:00+08:00",
            "必须填写：带时区的时刻，例如2026-03-01T09:30:00+08:00",
        ),
        ("amount", "an amount, such as 1234.50", "必须填写：金额，例如1234.50"),
        ("colour", "one of red, blue", "必须填写：red, blue之一"),
        ("people", "a list", "必须填写：一个列表"),
    ],
)
def test_a_fact_left_out_is_asked_for_with_what_to_write(
    left_out: str, wanted: str, in_chinese: str
) -> None:
    given = {
        "number": 1,
        "sure": True,
        "day": "2026-03-01",
        "at": None,
        "amount": "1",
        "colour": "red",
        "people": [],
    }
    del given[left_out]
    with pytest.raises(FactsError) as refused:
        read(Needed, given)
    assert refused.value.sentence == f"must be given: {wanted}"
    assert refusal(refused.value.sentence, "zh") == in_chinese
