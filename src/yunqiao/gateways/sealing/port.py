"""What the court asks of the key that seals its documents.

A hardware security module, or a provider of electronic seals, is attached by a class with these
two members: the key never has to leave it. `sign` is called once per document.
"""

from collections.abc import Sequence
from typing import Protocol


class SealUnavailableError(Exception):
    """The key cannot be used now; ask again later."""


class Sealer(Protocol):
    """An EC P-256 key with a certificate that names the court."""

    @property
    def certificates(self) -> Sequence[bytes]:
        """DER certificates: the court's own first, each followed by its issuer, the root last.

        Raises:
            SealUnavailableError: they cannot be read.
        """

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256 over `message`, as DER (RFC 3279, section 2.2.3).

        Raises:
            SealUnavailableError: the key cannot be used now.
        """
