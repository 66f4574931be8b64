"""The stored form of the log: its leaves, and the root of every 256, 65,536 … of them."""

from collections.abc import Callable
from typing import Final

from yunqiao.court.foundation import merkle

TILE_HEIGHT: Final = 8
TILE_WIDTH: Final = 1 << TILE_HEIGHT

ReadHashes = Callable[[int, int, int], list[bytes]]
"""The stored hashes of a level from one index up to, not including, another: level 0 the leaves."""


class Tiles:
    """Perfect subtrees, put together from the leaves and the roots stored at every eighth level."""

    def __init__(self, read: ReadHashes) -> None:
        self._read = read
        self._groups: dict[tuple[int, int], list[bytes]] = {}

    def subtree(self, height: int, index: int) -> bytes:
        """The root of the perfect subtree of 2**height leaves at an index (merkle.Subtree).

        Raises:
            LookupError: the log is not as large, or has lost a part.
        """
        level, above = divmod(height, TILE_HEIGHT)
        first, width = index << above, 1 << above
        group, offset = divmod(first, TILE_WIDTH)
        hashes = self._group(level, group)[offset : offset + width]
        if len(hashes) != width:
            raise LookupError(f"the log lacks hashes of level {level} from {first} on")
        return merkle.perfect_root(hashes)

    def _group(self, level: int, group: int) -> list[bytes]:
        """The hashes there are of the 256 that one tile of the next level is made of."""
        key = level, group
        if key not in self._groups:
            start = group * TILE_WIDTH
            self._groups[key] = self._read(level, start, start + TILE_WIDTH)
        return self._groups[key]
