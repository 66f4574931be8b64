"""Identity numbers at rest: encrypted, found again by a blind index, shown masked.

Every secret has an id that is stored with what it protects. A new secret stands first in
IDENTITY_KEYS; what older ones protect stays readable, and `manage reseal` moves it over.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE: Final = 12
"""Bytes of a nonce of AES-GCM."""
SHOWN: Final = 4
"""Characters at the end of a number that stay readable when it is masked."""
HIDDEN: Final = "****"


class UnsealError(Exception):
    """What is kept cannot be read: its key is not here, or the bytes were changed or moved."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Encrypted text, and the id of the secret it needs."""

    key_id: str
    content: bytes


def seal(text: str, *, about: UUID) -> Sealed:
    """Encrypt a text so that it can be read only as what it is `about`."""
    secret = _secrets()[0]
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_key(secret, b"text")).encrypt(nonce, text.encode(), about.bytes)
    return Sealed(_id_of(secret), nonce + sealed)


def unseal(sealed: Sealed, *, about: UUID) -> str:
    """Decrypt what `seal` encrypted about the same thing.

    Raises:
        UnsealError: the secret is not known here, or the bytes are not what was sealed.
    """
    secret = next((one for one in _secrets() if _id_of(one) == sealed.key_id), None)
    if secret is None:
        raise UnsealError(f"the identity key {sealed.key_id} is not in IDENTITY_KEYS")
    nonce, content = sealed.content[:NONCE], sealed.content[NONCE:]
    try:
        return AESGCM(_key(secret, b"text")).decrypt(nonce, content, about.bytes).decode()
    except InvalidTag:
        raise UnsealError("the sealed text was changed, or belongs to something else") from None


def index(number: str) -> bytes:
    """The blind index of a number, under the newest secret: equal numbers give equal bytes."""
    return _index(_secrets()[0], number)


def indexes(number: str) -> list[bytes]:
    """The blind index of a number under every secret known, to find it by."""
    return [_index(secret, number) for secret in _secrets()]


def masked(number: str) -> str:
    """A number as anybody may see it: its last characters, fewer of a short one."""
    shown = min(SHOWN, len(number) // 3)
    return HIDDEN + number[len(number) - shown :]


def newest_key_id() -> str:
    """The id of the secret that new numbers are sealed with."""
    return _id_of(_secrets()[0])


def _index(secret: str, number: str) -> bytes:
    return hmac.digest(_key(secret, b"index"), number.encode(), "sha256")


def _secrets() -> Sequence[str]:
    kept: Sequence[str] = settings.IDENTITY_KEYS.split()
    return kept


@cache
def _key(secret: str, purpose: bytes) -> bytes:
    """The key for one purpose, so that no two uses of a secret can be played against each other."""
    return HKDF(SHA256(), length=32, salt=None, info=b"yunqiao identity " + purpose).derive(
        secret.encode()
    )


def _id_of(secret: str) -> str:
    digest = sha256(b"yunqiao identity key id " + secret.encode()).digest()
    return base64.b32encode(digest[:5]).decode()
