"""A signing key in a file of this installation, made once."""

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


class KeyFileSigner:
    """Signs with the key in a PEM file (PKCS #8), which only the court's own user may read."""

    def __init__(self, place: Path) -> None:
        """The key is loaded when first needed, or made if there is none yet."""
        self._place = place

    @property
    def public_key(self) -> bytes:
        """The public key's 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature over `message`."""
        return self._key.sign(message)

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        if not self._place.exists():
            _make_key(self._place)
        key = load_pem_private_key(self._place.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError(
                f"{self._place} holds no Ed25519 key; move it away and a new one is made"
            )
        return key


def _make_key(place: Path) -> None:
    key = Ed25519PrivateKey.generate()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent) as file:  # 0600, complete before it has its name
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, place)
