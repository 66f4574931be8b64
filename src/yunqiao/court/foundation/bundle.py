"""The portable proof, checked: whoever holds one needs only it and the log's public key.

Stands alone: the standard library and `cryptography`; no database, no network, no Django.
`python -m yunqiao.court.foundation.bundle PROOF.json KEY` checks a file; the time-stamp in it can
be checked with any tool for RFC 3161 over the bytes of the checkpoint.
"""

import json
import sys
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from yunqiao.court.foundation import merkle
from yunqiao.court.foundation.notes import Checkpoint, NoteError, VerifierKey, open_note

FORMAT: Final = "yunqiao-proof/1"


class ProofError(Exception):
    """The bundle proves nothing; the text says why."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a bundle proves: this entry was in the log when the checkpoint was signed."""

    entry: dict[str, Any]
    leaf_index: int
    checkpoint: Checkpoint
    timestamp: bytes | None
    """The RFC 3161 response over the checkpoint's bytes, not checked here."""


def verify_bundle(bundle: Mapping[str, Any], public_key: str) -> Proven:
    """Check a bundle against the log's public key as it was published.

    The key in the bundle is only a convenience and is not trusted.

    Raises:
        ProofError: any part is damaged, or does not follow from the other parts.
    """
    if bundle.get("format") != FORMAT:
        raise ProofError(f"this is no proof of the form {FORMAT}")
    try:
        body = str(bundle["entry"]).encode()
        digest = sha256(bytes.fromhex(bundle["previous"]) + body).digest()
        path = [b64decode(step, validate=True) for step in bundle["path"]]
        index, stated = int(bundle["leaf_index"]), str(bundle["hash"])
        checkpoint = open_note(str(bundle["checkpoint"]), VerifierKey.parse(public_key))
        timestamp = b64decode(bundle["timestamp"], validate=True) if bundle["timestamp"] else None
        entry = json.loads(body)
    except NoteError as error:
        raise ProofError(str(error)) from error
    except (KeyError, TypeError, ValueError) as error:
        raise ProofError(f"the proof is damaged: {error}") from error
    if digest.hex() != stated:
        raise ProofError("the entry's bytes do not give its hash")
    proven = merkle.includes(
        index=index,
        size=checkpoint.size,
        leaf=merkle.leaf_hash(digest),
        path=path,
        root=checkpoint.root,
    )
    if not proven:
        raise ProofError("the path does not lead from the entry to the checkpoint's root")
    return Proven(entry, index, checkpoint, timestamp)


def main(argv: Sequence[str]) -> int:
    """`PROOF.json KEY`: print what the proof proves; 0 if it does, 1 if not."""
    bundle, public_key = json.loads(Path(argv[0]).read_bytes()), argv[1]
    try:
        proven = verify_bundle(bundle, public_key)
    except ProofError as error:
        sys.stdout.write(f"Not proven: {error}.\n")
        return 1
    at = proven.checkpoint.at.isoformat()
    sys.stdout.write(
        f"Proven: entry {proven.entry['id']} was leaf {proven.leaf_index} of"
        f" {proven.checkpoint.size} in the log {proven.checkpoint.origin} at {at}.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
