"""Checkpoints as signed notes (C2SP tlog-checkpoint and signed-note), which any verifier of logs can read.

Stands alone: the standard library and `cryptography`.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519: Final = b"\x01"
_KEY_HASH_SIZE: Final = 4
_SIGNATURE_MARK: Final = "— "


class NoteError(ValueError):
    """A note is not what it should be; the text says how."""


class Signs(Protocol):
    """Whatever signs with Ed25519 (gateways.signing)."""

    def sign(self, message: bytes) -> bytes:
        """The signature over `message`."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of the log's key under its name: all that one needs to check a note."""

    name: str
    public_key: bytes

    @property
    def key_hash(self) -> bytes:
        """The four bytes by which a signature line names its key."""
        named = self.name.encode() + b"\n" + ED25519 + self.public_key
        return sha256(named).digest()[:_KEY_HASH_SIZE]

    def __str__(self) -> str:
        key = b64encode(ED25519 + self.public_key).decode()
        return f"{self.name}+{self.key_hash.hex()}+{key}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read a key as it is published.

        Raises:
            NoteError: the text is no verifier key, or is damaged.
        """
        try:
            name, key_hash, encoded = text.strip().split("+", 2)
            raw = b64decode(encoded, validate=True)
        except ValueError as error:
            raise NoteError("this is no public key of a log") from error
        key = cls(name, raw[1:])
        if raw[:1] != ED25519 or key.key_hash.hex() != key_hash:
            raise NoteError("the public key of the log is damaged")
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How large the log was and what root it had, at an instant (UTC)."""

    origin: str
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        """The lines that are signed; the instant is an extension line."""
        instant = self.at.astimezone(UTC).isoformat(timespec="seconds")
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n{instant}\n"


def sign_note(checkpoint: Checkpoint, signer: Signs, key: VerifierKey) -> str:
    """The checkpoint as a note signed under the key's name."""
    signature = key.key_hash + signer.sign(checkpoint.text.encode())
    return f"{checkpoint.text}\n{_SIGNATURE_MARK}{key.name} {b64encode(signature).decode()}\n"


def open_note(note: str, key: VerifierKey) -> Checkpoint:
    """Check a note's signature and read it.

    Raises:
        NoteError: the note is damaged, or not signed by this key.
    """
    text, _, signatures = note.partition("\n\n")
    text += "\n"
    if not any(_signs(line, text, key) for line in signatures.splitlines()):
        raise NoteError("the checkpoint is not signed by the key of the log")
    try:
        origin, size, root, instant, *_ = text.split("\n")
        return Checkpoint(
            origin=origin,
            size=int(size),
            root=b64decode(root, validate=True),
            at=datetime.fromisoformat(instant),
        )
    except ValueError as error:
        raise NoteError("the checkpoint is signed but cannot be read") from error


def _signs(line: str, text: str, key: VerifierKey) -> bool:
    prefix = f"{_SIGNATURE_MARK}{key.name} "
    if not line.startswith(prefix):
        return False
    try:
        signature = b64decode(line.removeprefix(prefix), validate=True)
        if signature[:_KEY_HASH_SIZE] != key.key_hash:
            return False
        Ed25519PublicKey.from_public_bytes(key.public_key).verify(
            signature[_KEY_HASH_SIZE:], text.encode()
        )
    except (ValueError, InvalidSignature):
        return False
    return True
