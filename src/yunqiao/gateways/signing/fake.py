"""A signer whose key is in this file: for tests, never for a court."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY: Final = Ed25519PrivateKey.from_private_bytes(b"known to everybody: proves nothing"[:32])


class FakeSigner:
    """Signs like a real key, with one that everybody knows."""

    @property
    def public_key(self) -> bytes:
        """The public key's 32 bytes."""
        return _KEY.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature over `message`."""
        return _KEY.sign(message)
