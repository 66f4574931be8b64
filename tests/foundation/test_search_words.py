import pytest

from yunqiao.court.foundation.search.words import folded, patterns, query, tokens

NUMBER = "（2026）粤0703民初123号"


@pytest.mark.parametrize(
    "written",
    [NUMBER, "(2026)粤0703民初123号", "2026粤0703民初123号", "（２０２６）粵0703民初123號"],
)
def test_a_case_number_is_one_term_however_its_brackets_and_characters_are_written(
    written: str,
) -> None:
    assert folded(written) == ["2026粤0703民初123号"]
    assert patterns(written) == ["%2026粤0703民初123号%"]


def test_everything_looked_for_is_among_what_is_kept() -> None:
    assert tokens("熊貓（中國）公司") >= {"熊猫", "猫中", "中国", "国公", "公司", "司", "猫", "国"}
    assert query("熊猫公司") == "'熊猫' & '猫公' & '公司'"


@pytest.mark.parametrize(("one", "other"), [("MÜLLER", "muller"), ("張", "张"), ("ＡＢ", "ab")])
def test_capitals_accents_width_and_tradition_fold_away(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_one_sign_and_a_word_are_looked_for_as_a_beginning() -> None:
    assert query("熊 Smi") == "'熊':* & 'smi':*"
    assert patterns("熊 Smi") == []


@pytest.mark.parametrize("nothing", ["", "  ", "（）", "'&|!:*\\%_", "\0"])
def test_punctuation_alone_looks_for_nothing(nothing: str) -> None:
    assert query(nothing) == ""
    assert tokens(nothing) == set()


def test_names_beside_each_other_do_not_grow_together() -> None:
    assert "三李" not in tokens("张三、李四")
