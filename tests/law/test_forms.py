"""The facts of every question can be asked for in a form and read back from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from yunqiao.law import load_all
from yunqiao.law.asking import questions
from yunqiao.law.cases import Case, all_cases
from yunqiao.law.catalogue import CATALOGUE, Confidence, Provision
from yunqiao.law.facts import FactsError, plain, read
from yunqiao.law.forms import FormField, facts_from, fields_of
from yunqiao.law.preservation.duration import AssetKind
from yunqiao.law.preservation.scope import FrozenAsset


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One field of each kind."""

    name: str
    count: int = 3
    willing: bool | None = None
    asset: AssetKind | None = None
    days: tuple[date, ...] = ()
    kinds: frozenset[AssetKind] = field(default_factory=frozenset)
    thing: FrozenAsset | None = None


SAMPLE = Provision(id="sample", citations=(), confidence=Confidence.KNOWN, facts=Sample)


def _asked(question: str) -> Provision:
    load_all()
    return CATALOGUE[question]


def _flat(form: list[FormField] | tuple[FormField, ...]) -> Iterator[FormField]:
    for item in form:
        yield item
        yield from _flat(item.fields)


def _submitted(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """A case's facts as a browser would submit them."""
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield from _submitted(below, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for n, below in enumerate(value):
            yield from _submitted(below, f"{path}[{n}]")
    else:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


def _without_empty_objects(value: Any) -> Any:
    """A browser cannot submit a group, or an item of a list, in which nothing is filled in."""
    if isinstance(value, Mapping):
        below = {name: _without_empty_objects(item) for name, item in value.items()}
        return {name: item for name, item in below.items() if item != {}}
    if isinstance(value, list):
        return [item for item in map(_without_empty_objects, value) if item != {}]
    return value


def test_a_form_shows_each_kind_of_fact_with_its_label() -> None:
    form = fields_of(_asked("preservation.scope.is_within_limit"), "zh")
    assert [(item.path, item.label, item.kind) for item in _flat(form)] == [
        ("claim", "债权数额", "decimal"),
        ("costs", "费用", "decimal"),
        ("frozen", "被保全的财产", "list"),
        ("frozen[].asset", "财产种类", "choice"),
        ("frozen[].value", "价值", "decimal"),
        ("frozen[].indivisible", "不可分或者分割严重减损价值", "bool3"),
        ("no_other_assets_suffice", "无其他财产或者其他财产不足以清偿", "bool3"),
    ]
    assert [item.required for item in form] == [True, False, True, False]
    assert [item.begins_as for item in form[:2]] == ["", "0"]


def test_an_unknown_truth_value_has_three_choices_and_a_known_one_two() -> None:
    of_its_own_motion, judgment_at_risk = fields_of(
        _asked("preservation.grant.may_preserve"), "en"
    )[2:4]
    assert [choice.label for choice in judgment_at_risk.choices] == ["yes", "no", "not known"]
    assert [choice.value for choice in of_its_own_motion.choices] == ["true", "false"]
    assert of_its_own_motion.begins_as == "false"


def test_groups_and_plain_lists_keep_their_fields_below_them() -> None:
    form = {item.path: item for item in _flat(fields_of(SAMPLE, "en"))}
    assert form["thing"].kind == "group"
    assert form["thing.value"].kind == "decimal"
    assert form["days[]"].kind == "date"
    assert [choice.value for choice in form["kinds[]"].choices] == [
        kind.value for kind in AssetKind
    ]
    assert form["asset"].choices[-1].value == ""
    assert form["count"].default == 3
    assert form["kinds"].default == []


def test_an_item_of_a_plain_list_is_required() -> None:
    (kinds,) = (one for one in fields_of(SAMPLE, "en") if one.path == "kinds")
    assert [one.required for one in kinds.fields] == [True]
    assert (kinds.required, kinds.may_be_unknown) == (False, False)


def test_a_required_list_that_nobody_filled_in_is_empty_at_every_depth() -> None:
    form = _asked("periods.last_day")
    year = {"year": 2027, "off": [], "work": []}
    assert facts_from(form, {"calendar[0].year": "2027"}) == {"calendar": [year]}
    assert facts_from(form, {}) == {}
    assert facts_from(_asked("preservation.scope.is_within_limit"), {"claim": "1"}) == {
        "claim": "1",
        "frozen": [],
    }


def test_an_organisational_provision_has_no_form() -> None:
    article = Provision(id="article", citations=(), confidence=Confidence.VERIFIED)
    assert fields_of(article, "en") == []


def test_items_are_read_in_their_order_and_gaps_close_up() -> None:
    submitted = {f"days[{n}]": f"2026-03-{n:02}" for n in (10, 2)} | {"name": " a ", "count": "4"}
    submitted["thing.value"] = "1.50"
    submitted["days[3]"] = ""
    assert facts_from(SAMPLE, submitted) == {
        "days": ["2026-03-02", "2026-03-10"],
        "name": "a",
        "count": 4,
        "thing": {"value": "1.50"},
    }


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [("colour", "red", "is not a field"), ("count", "many", "whole number")],
)
def test_what_the_form_does_not_hold_is_refused(path: str, value: str, sentence: str) -> None:
    with pytest.raises(FactsError, match=sentence):
        facts_from(SAMPLE, {path: value})


@pytest.mark.parametrize("entry", questions(), ids=lambda entry: entry.id)
def test_every_question_has_a_form_in_both_languages(entry: Provision) -> None:
    chinese, english = (list(_flat(fields_of(entry, language))) for language in ("zh", "en"))
    assert [item.path for item in chinese] == [item.path for item in english]
    assert all(item.label for item in chinese + english)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.area}:{case.id}")
def test_every_case_survives_the_way_through_its_form(case: Case) -> None:
    entry = _asked(case.question)
    assert entry.facts is not None
    facts = _without_empty_objects(plain(case.facts))
    try:
        wanted = read(entry.facts, facts)
    except FactsError:
        return
    assert read(entry.facts, facts_from(entry, dict(_submitted(facts)))) == wanted
