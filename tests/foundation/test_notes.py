"""Signed notes are those of C2SP: what others sign we read, and a changed byte is no checkpoint."""

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from yunqiao.court.foundation.notes import Checkpoint, NoteError, VerifierKey, open_note, sign_note
from yunqiao.gateways.signing.fake import FakeSigner

KEY = VerifierKey("log.court.example", FakeSigner().public_key)
CHECKPOINT = Checkpoint(
    origin="log.court.example",
    size=42,
    root=bytes(range(32)),
    at=datetime(2026, 3, 1, 8, 30, tzinfo=UTC),
)
NOTE = sign_note(CHECKPOINT, FakeSigner(), KEY)


def test_a_published_verifier_key_of_the_specification_is_read_and_written_alike() -> None:
    published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert str(VerifierKey.parse(published)) == published


def test_the_note_of_the_specification_verifies_under_its_key() -> None:
    key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    line = (
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"
        "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    with pytest.raises(NoteError, match="signed but cannot be read"):
        open_note(f"{text}\n{line}", key)
    with pytest.raises(NoteError, match="not signed"):
        open_note(f"{text.replace('you', 'we')}\n{line}", key)


def test_the_note_has_the_lines_of_a_checkpoint_and_a_signature_over_them() -> None:
    text, _, line = NOTE.partition("\n\n")
    assert text.split("\n") == [
        "log.court.example",
        "42",
        b64encode(bytes(range(32))).decode(),
        "2026-03-01T08:30:00+00:00",
    ]
    name_and_key = b"log.court.example\n\x01" + FakeSigner().public_key
    signature = FakeSigner().sign(f"{text}\n".encode())
    encoded = b64encode(sha256(name_and_key).digest()[:4] + signature).decode()
    assert line == f"— log.court.example {encoded}\n"
    Ed25519PublicKey.from_public_bytes(KEY.public_key).verify(signature, f"{text}\n".encode())


def test_a_note_is_read_back_as_it_was_signed_even_beside_other_signatures() -> None:
    assert open_note(NOTE, KEY) == CHECKPOINT
    assert open_note(f"{NOTE}— witness.example AAAA\n", KEY) == CHECKPOINT


def test_a_note_with_any_character_changed_is_refused() -> None:
    for place in range(len(NOTE) - 1):
        changed = NOTE[:place] + chr(ord(NOTE[place]) ^ 1) + NOTE[place + 1 :]
        with pytest.raises(NoteError):
            open_note(changed, KEY)


@pytest.mark.parametrize("text", ["", "name", "a+b+c", "log.court.example+00000000+AQID"])
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        VerifierKey.parse(text)
