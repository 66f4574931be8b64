from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.identity import safekeeping
from yunqiao.court.identity.safekeeping import Sealed, UnsealError, seal, unseal

ABOUT = uuid4()


@given(st.text())
def test_what_was_sealed_is_read_again(text: str) -> None:
    """F2"""
    assert unseal(seal(text, about=ABOUT), about=ABOUT) == text


def test_the_sealed_bytes_do_not_hold_the_number_and_never_look_the_same() -> None:
    first, second = (seal("L898902C3", about=ABOUT).content for _ in range(2))
    assert b"L898902C3" not in first
    assert first != second


def test_a_number_moved_to_another_paper_or_changed_is_not_read() -> None:
    sealed = seal("L898902C3", about=ABOUT)
    with pytest.raises(UnsealError):
        unseal(sealed, about=uuid4())
    changed = bytearray(sealed.content)
    changed[-1] ^= 1
    with pytest.raises(UnsealError):
        unseal(Sealed(sealed.key_id, bytes(changed)), about=ABOUT)


def test_a_new_key_seals_and_the_old_one_still_reads_and_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "IDENTITY_KEYS", "old")
    sealed, index = seal("L898902C3", about=ABOUT), safekeeping.index("L898902C3")
    monkeypatch.setattr(settings, "IDENTITY_KEYS", "new old")
    assert unseal(sealed, about=ABOUT) == "L898902C3"
    assert seal("", about=ABOUT).key_id == safekeeping.newest_key_id() != sealed.key_id
    assert index in safekeeping.indexes("L898902C3")
    monkeypatch.setattr(settings, "IDENTITY_KEYS", "new")
    with pytest.raises(UnsealError, match=sealed.key_id):
        unseal(sealed, about=ABOUT)


def test_equal_numbers_have_equal_indexes_and_others_have_not() -> None:
    assert safekeeping.index("A1") == safekeeping.index("A1") != safekeeping.index("A2")


@given(st.text(min_size=1, max_size=30))
def test_a_masked_number_shows_a_third_at_most(number: str) -> None:
    shown = safekeeping.masked(number).removeprefix(safekeeping.HIDDEN)
    assert number.endswith(shown)
    assert len(shown) <= safekeeping.SHOWN
    assert len(shown) * 3 <= len(number)
