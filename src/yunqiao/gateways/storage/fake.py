"""A store in memory, for tests."""

import hashlib
from collections.abc import Iterable, Iterator

from yunqiao.gateways.storage.port import DocumentMissingError


class FakeStorage:
    """Keeps bytes in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the bytes (see the port)."""
        content = b"".join(chunks)
        name = hashlib.sha256(content).hexdigest()
        self._kept[name] = content
        return name, len(content)

    def read(self, sha256: str) -> Iterator[bytes]:
        """Hand out the bytes (see the port)."""
        if sha256 not in self._kept:
            raise DocumentMissingError(sha256)
        yield self._kept[sha256]

    def part(self, sha256: str, first: int, last: int) -> Iterator[bytes]:
        """Hand out a part (see the port)."""
        for content in self.read(sha256):
            yield content[first : last + 1]

    def size(self, sha256: str) -> int:
        """Tell the size (see the port)."""
        if sha256 not in self._kept:
            raise DocumentMissingError(sha256)
        return len(self._kept[sha256])

    def remove(self, sha256: str) -> None:
        """Remove the bytes (see the port)."""
        self._kept.pop(sha256, None)
