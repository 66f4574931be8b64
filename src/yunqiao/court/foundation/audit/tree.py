"""The audit of the log: the whole tree computed anew from the entries, without the stored hashes."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from yunqiao.court.foundation import merkle
from yunqiao.court.foundation.audit.chains import HASH_SIZE, Fault
from yunqiao.court.foundation.tiles import TILE_WIDTH, Tiles

_PAIR: Final = 2 * HASH_SIZE
_GROUP: Final = TILE_WIDTH * HASH_SIZE


def tile_roots(leaves: memoryview, first: int, last: int) -> bytes:
    """The roots of the whole groups of 256 leaves from `first` up to, not including, `last`."""
    groups = (
        leaves[start : start + _GROUP] for start in range(first * _GROUP, last * _GROUP, _GROUP)
    )
    return b"".join(_perfect_root(bytes(group)) for group in groups)


class ComputedTree:
    """The tree as the entries make it: leaves, and the roots at every eighth level."""

    def __init__(self, leaves: memoryview, roots: bytes) -> None:
        """`roots` are those that `tile_roots` gives for all whole groups."""
        self.size = len(leaves) // HASH_SIZE
        self._levels: list[memoryview | bytes] = [leaves]
        while roots:
            self._levels.append(roots)
            roots = tile_roots(memoryview(roots), 0, len(roots) // _GROUP)
        self._tiles = Tiles(self._read)

    def root(self, size: int) -> bytes:
        """The root of the first `size` leaves."""
        return merkle.root_of(size, self._tiles.subtree)

    def tiles(self) -> Iterator[tuple[int, int, bytes]]:
        """Level, index and hash of every tile that must be stored, in that order."""
        for level, roots in enumerate(self._levels[1:], 1):
            for index in range(len(roots) // HASH_SIZE):
                yield level, index, bytes(roots[index * HASH_SIZE : (index + 1) * HASH_SIZE])

    def _read(self, level: int, start: int, stop: int) -> list[bytes]:
        if level >= len(self._levels):
            return []
        hashes = bytes(self._levels[level][start * HASH_SIZE : stop * HASH_SIZE])
        return [hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE)]


def tile_fault(tree: ComputedTree, stored: Iterator[tuple[Any, ...]]) -> Fault | None:
    """The first stored tile, in order of level and index, that is not as computed."""
    for level, index, root in tree.tiles():
        row = next(stored, None)
        if row is None or (row[0], row[1]) > (level, index):
            return Fault("tile_missing", {"level": level, "index": index})
        if (row[0], row[1]) < (level, index):
            return Fault("tile_unfounded", {"level": row[0], "index": row[1]})
        if bytes(row[2]) != root:
            return Fault("tile_altered", {"level": level, "index": index})
    if row := next(stored, None):
        return Fault("tile_unfounded", {"level": row[0], "index": row[1]})
    return None


def _perfect_root(group: bytes) -> bytes:
    while len(group) > HASH_SIZE:
        group = b"".join(
            [
                sha256(b"\x01" + group[start : start + _PAIR]).digest()
                for start in range(0, len(group), _PAIR)
            ]
        )
    return group
