"""Properties of jurisdiction that single cases cannot say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.explain import explain
from yunqiao.law.findings import Outcome
from yunqiao.law.jurisdiction.abroad import InconvenientForumFacts, inconvenient_forum
from yunqiao.law.jurisdiction.advice import AdviceFacts, advice
from yunqiao.law.jurisdiction.connection import ConnectingPoint, CourtAt, Dispute
from yunqiao.law.jurisdiction.exclusive import ExclusiveSubject
from yunqiao.law.jurisdiction.level import CourtLevel, LevelFacts, level, thresholds
from yunqiao.law.texts import Language

ON = date(2026, 3, 2)
FORTY_MILLION = [
    "Beijing",
    "Tianjin",
    "Shanghai",
    "Jiangsu",
    "Zhejiang",
    "Fujian",
    "Shandong",
    "Guangdong",
    "Chongqing",
]
AMOUNTS = st.decimals(min_value=0, max_value=Decimal(10) ** 11, places=2)
POINTS = st.frozensets(
    st.sampled_from(
        [
            ConnectingPoint.PLACE_OF_SIGNING,
            ConnectingPoint.PLACE_OF_PERFORMANCE,
            ConnectingPoint.SEIZABLE_PROPERTY,
            ConnectingPoint.REPRESENTATIVE_OFFICE,
        ]
    )
)
TRUTH = st.one_of(st.none(), st.booleans())


def test_thirty_one_provinces_and_two_court_systems_have_a_threshold() -> None:
    assert len(thresholds()) == 33


@pytest.mark.parametrize("region", sorted(thresholds()))
def test_the_threshold_includes_its_figure(region: str) -> None:
    edge = Decimal(40_000_000 if region in FORTY_MILLION else 20_000_000)
    below, at = (
        level(LevelFacts(on=ON, region=region, amount=amount)).code
        for amount in (edge - Decimal("0.01"), edge)
    )
    assert (below, at) == ("BASIC", "INTERMEDIATE")


@given(region=st.sampled_from(sorted(thresholds())), one=AMOUNTS, more=AMOUNTS)
def test_a_larger_claim_never_goes_to_a_lower_court(
    region: str, one: Decimal, more: Decimal
) -> None:
    order = [each.name for each in CourtLevel]
    lower, higher = (
        order.index(level(LevelFacts(on=ON, region=region, amount=amount)).code)
        for amount in (one, one + more)
    )
    assert lower <= higher


@given(answers=st.lists(TRUTH, min_size=6, max_size=6))
def test_a_suit_is_never_dismissed_for_convenience_without_the_court(
    answers: list[bool | None],
) -> None:
    names = (
        "defendant_objects",
        "basic_facts_not_in_china_and_clearly_inconvenient",
        "no_choice_of_chinese_court",
        "not_exclusive_in_china",
        "no_sovereignty_security_or_public_interest",
        "foreign_court_more_convenient",
    )
    facts = replace(InconvenientForumFacts(on=ON), **dict(zip(names, answers, strict=True)))  # type: ignore[arg-type]  # six truth values by name
    finding = inconvenient_forum(facts)
    assert (finding.outcome is Outcome.FOR_THE_COURT) == all(answers)
    assert finding.outcome is not Outcome.YES


@given(points=POINTS, more=POINTS)
def test_a_further_connection_never_takes_a_court_away(
    points: frozenset[ConnectingPoint], more: frozenset[ConnectingPoint]
) -> None:
    facts = AdviceFacts(
        on=ON,
        dispute=Dispute.CONTRACT,
        arbitration_agreement=False,
        defendant_domiciled_in_china=False,
        points=points,
    )
    fewer, larger = advice(facts), advice(replace(facts, points=points | more))
    courts = {one.court for one in fewer.value.courts} if fewer.value else set()
    assert courts <= ({one.court for one in larger.value.courts} if larger.value else set())


@given(subject=st.sampled_from(ExclusiveSubject), points=POINTS)
def test_an_exclusive_subject_leaves_one_court(
    subject: ExclusiveSubject, points: frozenset[ConnectingPoint]
) -> None:
    finding = advice(
        AdviceFacts(
            on=ON,
            dispute=Dispute.PROPERTY,
            arbitration_agreement=False,
            subject=subject,
            points=points,
            defendant_domiciled_in_china=True,
        )
    )
    assert len(finding.value.courts) == 1
    at_home = finding.value.courts[0].court is CourtAt.DEFENDANTS_DOMICILE
    assert at_home == (subject in (ExclusiveSubject.ANY_OTHER, ExclusiveSubject.IP_INFRINGEMENT))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "广东：诉讼标的额达到40,000,000元，由中级人民法院管辖第一审。"),
        ("en", "Guangdong: from 40,000,000 yuan, the intermediate court."),
    ],
)
def test_a_province_and_an_amount_are_said_in_the_readers_language(
    language: Language, said: str
) -> None:
    found = level(LevelFacts(on=ON, region="Guangdong", amount=Decimal(50_000_000)))
    assert said in explain(found, language)


def test_every_point_is_a_court_that_the_law_names() -> None:
    for point in ConnectingPoint:
        assert point.court.name == point.name
