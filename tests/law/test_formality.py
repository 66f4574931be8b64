"""Properties of the formality of papers that single cases cannot say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.formality.apostille import (
    ApostilleQuestion,
    Standing,
    apostille,
    parties,
)
from yunqiao.law.formality.document import DocumentFacts, ForeignPaper, Formality, document
from yunqiao.law.registers.diplomatic_relations import without_diplomatic_relations
from yunqiao.law.states import places

LEGALISED = {Formality.LEGALISATION, Formality.LEGALISATION_VIA_THIRD_STATE}
FIRST_DAY = date(2023, 11, 7)


def test_every_party_and_every_state_without_relations_has_a_known_code() -> None:
    assert set(parties()) | without_diplomatic_relations() <= set(places())


def test_a_party_has_a_first_day_exactly_when_the_convention_is_in_force_with_china() -> None:
    assert all(
        bool(party.since) == (party.with_china is Standing.IN_FORCE) for party in parties().values()
    )


@given(state=st.sampled_from(sorted(places())), on=st.dates(date(2020, 1, 1), date(2023, 11, 6)))
def test_no_apostille_replaces_legalisation_before_the_convention_bound_china(
    state: str, on: date
) -> None:
    assert not apostille(ApostilleQuestion(state=state, on=on)).is_yes


@given(state=st.sampled_from(sorted(places())), on=st.dates(FIRST_DAY, date(2030, 1, 1)))
def test_legalisation_is_left_out_only_where_the_convention_is_certain(
    state: str, on: date
) -> None:
    asked = DocumentFacts(paper=ForeignPaper.POWER_OF_ATTORNEY, on=on, made_in=state)
    finding = document(asked)
    certain = apostille(ApostilleQuestion(state=state, on=on)).is_yes
    abroad = finding.value is not None and finding.value.formality in LEGALISED
    assert (finding.code == "APOSTILLE") == certain
    assert certain or abroad or finding.missing or state in {"CN", "HK", "MO", "TW"}


@pytest.mark.parametrize("state", sorted(places()))
def test_a_passport_is_enough_wherever_it_comes_from(state: str) -> None:
    asked = DocumentFacts(paper=ForeignPaper.PASSPORT, on=date(2026, 3, 2), made_in=state)
    assert document(asked).code == "NONE"
