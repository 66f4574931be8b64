"""How provisions are registered and asked, and from which day their texts hold."""

from dataclasses import dataclass
from datetime import date

import pytest

from yunqiao.law.asking import UnknownQuestionError, ask, every_provision, questions
from yunqiao.law.catalogue import CATALOGUE, Confidence, Provision, organisational, provision
from yunqiao.law.findings import Finding, no, reason, yes
from yunqiao.law.instruments import CPL, CPL_2021
from yunqiao.law.searching import holding
from yunqiao.law.texts import Language
from yunqiao.law.wording import sentence

LENGTH = {"n": 15, "unit": "day", "after": "2026-02-10"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """No fact at all."""


def undocumented(_: Nothing) -> Finding:
    return yes(CPL["1"])


def documented(_: Nothing) -> Finding:
    """Is this so?

    The rest is no question.
    """
    return no(CPL["1"])


def test_a_provision_is_registered_with_the_first_line_of_its_function() -> None:
    try:
        assert provision(CPL["1"], CPL["2"], name="test.documented")(documented) is documented
        assert provision(CPL["1"])(undocumented) is undocumented
        assert CATALOGUE["test.documented"] == Provision(
            id="test.documented",
            citations=(CPL["1"], CPL["2"]),
            confidence=Confidence.VERIFIED,
            question="Is this so?",
            decide=documented,
            facts=Nothing,
        )
        assert CATALOGUE[f"{__name__}.undocumented"].question == ""
        with pytest.raises(ValueError, match=r"test\.documented is registered twice"):
            provision(CPL["1"], name="test.documented")(documented)
    finally:
        CATALOGUE.pop("test.documented", None)
        CATALOGUE.pop(f"{__name__}.undocumented", None)


def test_an_organisational_article_is_a_provision_and_no_question() -> None:
    entry = organisational(CPL["1"], name="test.organisational")
    try:
        assert entry in every_provision()
        assert entry not in questions()
        assert [one.id for one in every_provision()] == sorted(CATALOGUE)
    finally:
        del CATALOGUE[entry.id]


def test_a_question_that_nobody_wrote_cannot_be_asked() -> None:
    with pytest.raises(UnknownQuestionError, match=r"periods\.never"):
        ask("periods.never", LENGTH)


@pytest.mark.parametrize(("on", "doubted"), [(date(2023, 12, 31), True), (date(2024, 1, 1), False)])
def test_a_text_holds_from_its_first_day(on: date, doubted: bool) -> None:  # noqa: FBT001
    assert bool(ask("periods.last_day", LENGTH, on).doubts) == doubted


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("zh", "中华人民共和国民事诉讼法（2023年修正）"),
        ("zh-hant", "中華人民共和國民事訴訟法（2023年修正）"),
        ("en", "Civil Procedure Law (2023 amendment)"),
    ],
)
def test_a_text_that_does_not_hold_is_named_in_full(language: Language, named: str) -> None:
    doubted = ask("periods.last_day", LENGTH, date(2023, 12, 31))
    assert named in sentence(doubted.doubts[-1], language)


@pytest.mark.parametrize("subject", ["國際司法協助", "国际司法协助", "Judicial cooperation"])
def test_a_subject_is_found_by_its_name(subject: str) -> None:
    found = {one.id for one in holding(subject.split())}
    assert {one.id for one in questions() if one.id.startswith("cooperation.")} <= found


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2021, 12, 31), False),
        (date(2022, 1, 1), True),
        (date(2023, 12, 31), True),
        (date(2024, 1, 1), False),
    ],
)
def test_an_instrument_is_in_force_on_its_first_and_last_day(on: date, in_force: bool) -> None:  # noqa: FBT001
    assert CPL_2021.in_force(on) == in_force


def test_a_reason_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        reason("periods.start_not_counted")
