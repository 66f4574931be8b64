"""The Merkle tree of RFC 9162, section 2.1: hashes, roots, and proofs of inclusion and of consistency.

A *perfect* subtree of height h covers 2**h leaves and starts at a multiple of 2**h. Every root and
every proof is made of perfect subtrees; whoever keeps a tree only has to tell their roots.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

HASH_SIZE: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()
"""The root of a tree without leaves."""

Subtree = Callable[[int, int], bytes]
"""The root of the perfect subtree of a height (leaves: 0) and an index, counted at that height."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root_of(size: int, subtree: Subtree) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _span_root(0, size, subtree) if size else EMPTY_ROOT


def inclusion_path(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The proof that leaf `index` (from 0) is in the tree of the first `size` leaves (2.1.3.1).

    Raises:
        ValueError: the tree of that size has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = _split(start, stop)
        if index < middle:
            path.append(_span_root(middle, stop, subtree))
            stop = middle
        else:
            path.append(_span_root(start, middle, subtree))
            start = middle
    path.reverse()
    return path


def consistency_path(size1: int, size2: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of `size1` leaves is the beginning of that of `size2` (2.1.4.1).

    Raises:
        ValueError: `size1` is zero (the empty tree begins every tree; it proves nothing) or the
            larger.
    """
    if not 0 < size1 <= size2:
        raise ValueError(f"no proof of consistency leads from size {size1} to size {size2}")
    path: list[bytes] = []
    start, stop = 0, size2
    whole = True
    while size1 < stop:
        middle = _split(start, stop)
        if size1 <= middle:
            path.append(_span_root(middle, stop, subtree))
            stop = middle
        else:
            path.append(_span_root(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        path.append(_span_root(start, stop, subtree))
    path.reverse()
    return path


def includes(*, index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Does `path` prove that `leaf` (a leaf hash) is leaf `index` of the tree with `root` (2.1.3.2)?"""
    if not 0 <= index < size:
        return False
    node, last, computed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            node, last = _climb_to_right_child(node, last)
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def is_consistent(
    *, size1: int, size2: int, root1: bytes, root2: bytes, path: Sequence[bytes]
) -> bool:
    """Does `path` prove that the tree with `root1` is the beginning of that with `root2` (2.1.4.2)?"""
    if not 0 < size1 <= size2:
        return False
    if size1 == size2:
        return not path and root1 == root2
    if size1 & (size1 - 1) == 0:
        path = [root1, *path]
    if not path:
        return False
    node, last = size1 - 1, size2 - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            node, last = _climb_to_right_child(node, last)
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old == root1 and new == root2


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of sibling hashes."""
    while len(hashes) > 1:
        hashes = [
            node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)
        ]
    return hashes[0]


class Frontier:
    """The right edge of a growing tree: enough to append to it without reading it again."""

    __slots__ = ("_roots", "size")

    def __init__(self, size: int, subtree: Subtree) -> None:
        """The edge of the tree of the first `size` leaves."""
        self.size = size
        self._roots = [subtree(height, index) for height, index in _perfect_parts(size)]

    def append(self, leaf: bytes) -> list[bytes]:
        """Append a leaf hash; return the roots it completes, that of 2**h leaves at place h."""
        completed = [leaf]
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self._roots.pop(), node)
            completed.append(node)
            size >>= 1
        self._roots.append(node)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """The root of the tree as it is now."""
        if not self._roots:
            return EMPTY_ROOT
        node = self._roots[-1]
        for left in self._roots[-2::-1]:
            node = node_hash(left, node)
        return node


def _split(start: int, stop: int) -> int:
    """Where a span divides: after the largest power of two of leaves smaller than the span."""
    return start + (1 << (stop - start - 1).bit_length() - 1)


def _span_root(start: int, stop: int, subtree: Subtree) -> bytes:
    length = stop - start
    if length & (length - 1) == 0:
        height = length.bit_length() - 1
        return subtree(height, start >> height)
    middle = _split(start, stop)
    return node_hash(_span_root(start, middle, subtree), _span_root(middle, stop, subtree))


def _perfect_parts(size: int) -> list[tuple[int, int]]:
    """The perfect subtrees, as height and index, that side by side make up the first `size` leaves."""
    heights = (height for height in reversed(range(size.bit_length())) if size >> height & 1)
    return [(height, (size >> height) - 1) for height in heights]


def _climb_to_right_child(node: int, last: int) -> tuple[int, int]:
    """Pass the levels at which a node on the right edge has no sibling."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last
