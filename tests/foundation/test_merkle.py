"""The Merkle tree against known roots, the plain definition and every kind of wrong proof."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.foundation import merkle

KNOWN_ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = [merkle.leaf_hash(number.to_bytes(4)) for number in range(600)]


def plain_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def subtree_of(leaves: Sequence[bytes]) -> merkle.Subtree:
    return lambda height, index: plain_root(leaves[index << height : index + 1 << height])


def flipped(value: bytes, bit: int) -> bytes:
    position = bit % (8 * len(value))
    return (int.from_bytes(value) ^ 1 << position).to_bytes(len(value))


sizes = st.integers(1, 200)


@st.composite
def an_index_and_a_size(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(sizes)
    return draw(st.integers(0, size - 1)), size


@st.composite
def two_sizes(draw: st.DrawFn) -> tuple[int, int]:
    size2 = draw(sizes)
    return draw(st.integers(1, size2)), size2


@pytest.mark.parametrize(("size", "root"), KNOWN_ROOTS.items())
def test_known_trees_have_their_known_roots(size: int, root: str) -> None:
    leaves = [merkle.leaf_hash(entry) for entry in KNOWN_ENTRIES[:size]]
    assert merkle.root_of(size, subtree_of(leaves)).hex() == root


def test_the_frontier_has_the_root_of_the_plain_definition_at_every_size() -> None:
    frontier = merkle.Frontier(0, subtree_of([]))
    assert frontier.root() == merkle.EMPTY_ROOT
    for size, leaf in enumerate(LEAVES, 1):
        completed = frontier.append(leaf)
        assert frontier.root() == plain_root(LEAVES[:size])
        for height, root in enumerate(completed):
            assert root == plain_root(LEAVES[size - (1 << height) : size])


@given(sizes, sizes)
def test_a_frontier_taken_up_at_any_size_goes_on_as_if_it_had_never_stopped(
    size: int, more: int
) -> None:
    frontier = merkle.Frontier(size, subtree_of(LEAVES))
    for leaf in LEAVES[size : size + more]:
        frontier.append(leaf)
    assert frontier.size == size + more
    assert frontier.root() == plain_root(LEAVES[: size + more])


@given(an_index_and_a_size())
def test_every_leaf_of_every_tree_is_proven_included(place: tuple[int, int]) -> None:
    index, size = place
    path = merkle.inclusion_path(index, size, subtree_of(LEAVES))
    root = plain_root(LEAVES[:size])
    assert merkle.includes(index=index, size=size, leaf=LEAVES[index], path=path, root=root)


@given(an_index_and_a_size(), st.integers(0), st.integers(0))
def test_an_inclusion_proof_with_any_bit_flipped_proves_nothing(
    place: tuple[int, int], which: int, bit: int
) -> None:
    index, size = place
    path = merkle.inclusion_path(index, size, subtree_of(LEAVES))
    parts = [LEAVES[index], plain_root(LEAVES[:size]), *path]
    parts[which % len(parts)] = flipped(parts[which % len(parts)], bit)
    leaf, root, *path = parts
    assert not merkle.includes(index=index, size=size, leaf=leaf, path=path, root=root)


@given(an_index_and_a_size(), st.integers(-3, 300), st.sampled_from(["longer", "shorter"]))
def test_an_inclusion_proof_of_another_place_length_or_size_proves_nothing(
    place: tuple[int, int], other: int, change: str
) -> None:
    index, size = place
    root, leaf = plain_root(LEAVES[:size]), LEAVES[index]
    path = merkle.inclusion_path(index, size, subtree_of(LEAVES))
    wrong_length = [*path, root] if change == "longer" or not path else path[:-1]
    assert not merkle.includes(index=index, size=size, leaf=leaf, path=wrong_length, root=root)
    if other != index:
        assert not merkle.includes(index=other, size=size, leaf=leaf, path=path, root=root)


@given(two_sizes())
def test_every_tree_is_proven_the_beginning_of_every_later_one(pair: tuple[int, int]) -> None:
    size1, size2 = pair
    path = merkle.consistency_path(size1, size2, subtree_of(LEAVES))
    root1, root2 = plain_root(LEAVES[:size1]), plain_root(LEAVES[:size2])
    assert merkle.is_consistent(size1=size1, size2=size2, root1=root1, root2=root2, path=path)


@given(two_sizes(), st.integers(0), st.integers(0))
def test_a_consistency_proof_with_any_bit_flipped_proves_nothing(
    pair: tuple[int, int], which: int, bit: int
) -> None:
    size1, size2 = pair
    path = merkle.consistency_path(size1, size2, subtree_of(LEAVES))
    parts = [plain_root(LEAVES[:size1]), plain_root(LEAVES[:size2]), *path]
    parts[which % len(parts)] = flipped(parts[which % len(parts)], bit)
    root1, root2, *path = parts
    assert not merkle.is_consistent(size1=size1, size2=size2, root1=root1, root2=root2, path=path)


@given(two_sizes(), st.sampled_from(["longer", "shorter"]))
def test_a_consistency_proof_too_long_or_too_short_proves_nothing(
    pair: tuple[int, int], change: str
) -> None:
    size1, size2 = pair
    root1, root2 = plain_root(LEAVES[:size1]), plain_root(LEAVES[:size2])
    path = merkle.consistency_path(size1, size2, subtree_of(LEAVES))
    path = [*path, root1] if change == "longer" or not path else path[:-1]
    assert not merkle.is_consistent(size1=size1, size2=size2, root1=root1, root2=root2, path=path)


@pytest.mark.parametrize(("size1", "size2"), [(0, 0), (0, 5), (6, 5), (-1, 5)])
def test_no_consistency_leads_from_the_empty_tree_or_from_a_larger_one(
    size1: int, size2: int
) -> None:
    with pytest.raises(ValueError, match="no proof of consistency"):
        merkle.consistency_path(size1, size2, subtree_of(LEAVES))
    root = merkle.EMPTY_ROOT
    assert not merkle.is_consistent(size1=size1, size2=size2, root1=root, root2=root, path=[])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_a_leaf_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="has no leaf"):
        merkle.inclusion_path(index, size, subtree_of(LEAVES))
