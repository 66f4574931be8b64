"""Properties of filing that single cases cannot say."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.filing.category import LitigantCategory
from yunqiao.law.filing.deadlines import (
    CorrectionDeadlineFacts,
    LapseFacts,
    ReviewDeadlineFacts,
    correction_deadline,
    lapse,
    review_deadline,
)
from yunqiao.law.filing.papers import PaperKind, PapersFacts, papers
from yunqiao.law.filing.review import FilingBar, ReviewFacts, review
from yunqiao.law.findings import Outcome
from yunqiao.law.formality.document import Formality

DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 15))


@given(received_on=DAYS)
def test_the_target_is_never_later_than_either_limit(received_on: date) -> None:
    finding = review_deadline(ReviewDeadlineFacts(received_on=received_on))
    target = finding.date("target_last_day")
    limits = (finding.date("statutory_last_day"), finding.date("provisions_last_day"))
    assert target in limits
    assert all(limit is not None and target is not None and target <= limit for limit in limits)


@given(received_on=DAYS, later=st.integers(0, 60))
def test_later_papers_never_bring_an_earlier_limit(received_on: date, later: int) -> None:
    then = min(received_on + timedelta(days=later), date(2026, 11, 15))
    first = review_deadline(ReviewDeadlineFacts(received_on=received_on)).date("last_day")
    second = review_deadline(ReviewDeadlineFacts(received_on=then)).date("last_day")
    assert first is not None
    assert second is not None
    assert first <= second


@given(notified_on=DAYS)
def test_an_extension_never_shortens_the_time_to_correct(notified_on: date) -> None:
    plain, extended = (
        correction_deadline(CorrectionDeadlineFacts(notified_on=notified_on, extended=more))
        for more in (False, True)
    )
    first, second = plain.date("last_day"), extended.date("last_day")
    assert first is not None
    assert second is not None
    assert first < second


@given(received_on=DAYS, after=st.integers(0, 40))
def test_the_court_must_register_from_the_day_after_the_statutory_limit(
    received_on: date, after: int
) -> None:
    today = received_on + timedelta(days=after)
    finding = lapse(LapseFacts(received_on=received_on, today=today))
    limit = review_deadline(ReviewDeadlineFacts(received_on=received_on)).date("statutory_last_day")
    assert limit is not None
    assert finding.is_yes == (today > limit)


@given(
    bars=st.frozensets(st.sampled_from(FilingBar)),
    notice=st.booleans(),
    complete=st.one_of(st.none(), st.booleans()),
    met=st.one_of(st.none(), st.booleans()),
)
def test_a_filing_with_a_bar_or_a_defect_is_never_registered(
    bars: frozenset[FilingBar],
    notice: bool,  # noqa: FBT001 - Hypothesis passes by name
    complete: bool | None,  # noqa: FBT001 - Hypothesis passes by name
    met: bool | None,  # noqa: FBT001 - Hypothesis passes by name
) -> None:
    finding = review(
        ReviewFacts(
            bars=bars, correction_notice_given=notice, papers_complete=complete, conditions_met=met
        )
    )
    registers = finding.code == "REGISTER"
    assert registers == (not bars and complete is True and met is True)


@given(category=st.sampled_from(LitigantCategory), on=DAYS)
def test_only_entities_are_asked_for_a_formality_on_their_identity(
    category: LitigantCategory, on: date
) -> None:
    place = {LitigantCategory.FOREIGN_ENTITY: "US", LitigantCategory.HK_MACAO_ENTITY: "HK"}
    finding = papers(PapersFacts(category=category, on=on, place=place.get(category)))
    asked = {
        kind
        for paper in finding.value
        if paper.formality is not Formality.NONE
        for kind in paper.one_of
    }
    assert finding.outcome is Outcome.YES
    assert asked <= {PaperKind.ENTITY_IDENTITY, PaperKind.REPRESENTATIVE}
    assert bool(asked) == category.name.endswith("ENTITY")
