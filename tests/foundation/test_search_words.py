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
    assert query("熊猫食品") == "'熊猫' & '食品'"
    assert query("熊猫食") == "'熊猫' & '猫食'"


def test_what_most_cases_hold_is_looked_for_only_where_there_is_nothing_else() -> None:
    assert query("熊猫有限公司") == "'熊猫'"
    assert query("有限公司") == "'有限' & '公司'"
    assert query("公司") == "'公司'"


def test_of_a_case_number_only_its_end_is_looked_for_as_a_beginning() -> None:
    assert query(NUMBER) == "'2026' & '粤' & '0703' & '民初' & '123'"
    assert query("粤0703民初12") == "'粤' & '0703' & '民初' & '12':*"
    assert query("3号") == "'3' & '号':*"


@pytest.mark.parametrize("typed", ["王·明", "王明", "熊·猫·食", "2026粤", "民初123", "公司A"])
def test_what_is_looked_for_is_kept_of_the_same_text_without_its_marks(typed: str) -> None:
    kept = tokens(typed.replace("·", "") + "号牌")
    for part in query(typed).split(" & "):
        begins = part.endswith(":*")
        word = part.removesuffix(":*").strip("'")
        assert any(one.startswith(word) if begins else one == word for one in kept), part


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
