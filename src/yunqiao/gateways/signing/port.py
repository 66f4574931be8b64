"""What the court asks of a signing key."""

from typing import Protocol


class Signer(Protocol):
    """An Ed25519 key (RFC 8032) that signs for the court; where it is kept is its own affair."""

    @property
    def public_key(self) -> bytes:
        """The public key's 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature over `message`."""
