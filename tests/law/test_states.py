"""The codes of States and regions."""

import pytest

from yunqiao.law.facts import FactsError
from yunqiao.law.states import REGIONS, TERRITORIES, is_foreign_state, place, places, require_place


def test_all_249_codes_of_iso_3166_and_kosovo_have_both_names() -> None:
    assert len(places()) == 250
    assert all(each.zh and each.en and len(each.code) == 2 for each in places().values())


def test_no_two_places_share_a_name() -> None:
    assert len({each.zh for each in places().values()}) == 250
    assert len({each.en for each in places().values()}) == 250


@pytest.mark.parametrize("code", ["ZZ", "cn", "", "USA"])
def test_an_unknown_code_is_refused_by_the_name_of_its_field(code: str) -> None:
    with pytest.raises(FactsError) as refused:
        require_place("state", code)
    assert refused.value.where == "state"


def test_a_place_not_known_is_not_refused() -> None:
    require_place("state", None)
    require_place("state", "CA")


def test_hong_kong_macao_and_taiwan_are_not_foreign_states() -> None:
    assert not any(is_foreign_state(code) for code in ("CN", "HK", "MO", "TW"))
    assert is_foreign_state("CA")
    assert place("TW").zh == "中国台湾"


def test_territories_are_places_but_neither_china_nor_its_regions() -> None:
    assert set(places()) >= TERRITORIES
    assert not TERRITORIES & (REGIONS | {"CN"})
