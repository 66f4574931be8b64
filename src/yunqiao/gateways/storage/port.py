"""What the court asks of a store of documents."""

import errno
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a file system says when a file finds no room: all taken, our share taken, too big for it."""


class DocumentMissingError(Exception):
    """The store holds no bytes under that SHA-256."""


class StorageFullError(Exception):
    """The store has no room left; nothing was kept."""


class StorageAwayError(Exception):
    """The store does not answer, or broke off; nothing was kept. Try again later."""


class AlteredError(Exception):
    """The stored bytes do not have the SHA-256 they are kept under."""


class Storage(Protocol):
    """Bytes kept under their own SHA-256: written once, never changed, verified on reading."""

    def keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the bytes and return their SHA-256 in hex and their size.

        Durable on return; keeping the same bytes again changes nothing.

        Raises:
            StorageFullError: there is no room.
            StorageAwayError: the store cannot be reached.
        """

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes in chunks; the last chunk is handed out only if the whole is unaltered.

        Raises:
            DocumentMissingError: nothing is kept under that SHA-256.
            StorageAwayError: the store cannot be reached, or broke off.
            AlteredError: the bytes were altered in the store.
        """

    def part(self, sha256: str, first: int, last: int) -> Iterator[bytes]:
        """The bytes from `first` to `last`, both included; a part cannot be verified.

        Raises:
            DocumentMissingError: nothing is kept under that SHA-256.
            StorageAwayError: the store cannot be reached, or broke off.
        """

    def size(self, sha256: str) -> int:
        """The size in bytes.

        Raises:
            DocumentMissingError: nothing is kept under that SHA-256.
            StorageAwayError: the store cannot be reached, or broke off.
        """

    def remove(self, sha256: str) -> None:
        """Remove the bytes; where nothing is kept, nothing changes.

        Raises:
            StorageAwayError: the store cannot be reached; they may be there still.
        """
