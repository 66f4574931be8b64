"""The creditor reference: ISO 11649's own example, typing errors caught, found in any text (P2)."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yunqiao.gateways.bank.files import BankFiles
from yunqiao.gateways.bank.reference import is_reference, reference_of, references_in

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NUMBERS = st.text(SIGNS, min_size=1, max_size=21)


def test_the_example_of_the_standard_is_reproduced() -> None:
    assert reference_of("539007547034") == "RF18539007547034"
    assert is_reference("RF18539007547034")


@given(NUMBERS)
def test_what_is_given_out_is_recognised(number: str) -> None:
    assert is_reference(reference_of(number))


@given(NUMBERS, st.data())
def test_one_wrong_sign_is_always_noticed(number: str, data: st.DataObject) -> None:
    reference = reference_of(number)
    place = data.draw(st.integers(4, len(reference) - 1))
    wrong = data.draw(st.sampled_from(SIGNS))
    assume(wrong != reference[place] and wrong.isdigit() == reference[place].isdigit())
    assert not is_reference(reference[:place] + wrong + reference[place + 1 :])


@given(st.text("0123456789", min_size=2, max_size=21), st.data())
def test_two_neighbours_exchanged_are_always_noticed(number: str, data: st.DataObject) -> None:
    reference = reference_of(number)
    place = data.draw(st.integers(4, len(reference) - 2))
    first, second = reference[place], reference[place + 1]
    assume(first != second)
    assert not is_reference(reference[:place] + second + first + reference[place + 2 :])


@given(st.text("0123456789", min_size=1, max_size=12), st.sampled_from(["", " ", "-", "/"]))
def test_a_reference_is_found_however_it_was_spaced_and_cased(number: str, gap: str) -> None:
    reference = BankFiles().reference_for(number)
    spaced = gap.join(re.findall(".{1,4}", reference))
    for text in (spaced, spaced.lower(), f"诉讼费{spaced}，谢谢", f"/ROC/{spaced}//TXT/FEE"):
        assert references_in(text, len(reference)) == (reference,)


def test_words_run_together_by_a_bank_do_not_hide_a_reference() -> None:
    reference = BankFiles().reference_for("7547034")
    assert references_in(f"COURT FEE {reference}SEPTEMBER {reference}", 16) == (reference,)


def test_two_payments_in_one_text_are_both_found() -> None:
    first, second = (BankFiles().reference_for(n) for n in ("1", "2"))
    assert references_in(f"{first} {second}", 16) == (first, second)


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(is_reference(found) for found in references_in(text, 16))


@pytest.mark.parametrize("number", ["", "A" * 22, "12-3", "１２", "ß", "a b"])
def test_a_number_with_other_signs_gets_no_reference(number: str) -> None:
    with pytest.raises(ValueError, match="letters and digits"):
        reference_of(number)


def test_a_number_longer_than_ours_gets_no_reference() -> None:
    with pytest.raises(ValueError, match="at most 12"):
        BankFiles().reference_for("1" * 13)
