"""A portable proof convinces without us, and with any part changed convinces nobody."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from support.chains import new_chain
from support.offices import checkpoint, fake_office
from yunqiao.court.foundation.bundle import ProofError, main, verify_bundle
from yunqiao.court.foundation.checkpoints import Office
from yunqiao.court.foundation.models import DocketEntry, LogCheckpoint
from yunqiao.court.foundation.proofs import NotYetProvableError, proof_of
from yunqiao.gateways.timestamp.fake import FakeAuthority

pytestmark = pytest.mark.django_db(transaction=True)

WITHOUT_DJANGO = """
import json, sys
sys.modules.update(dict.fromkeys(["django", "psycopg", "orjson", "rfc3161_client"]))
from yunqiao.court.foundation.bundle import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return fake_office(tmp_path / "checkpoints")


@pytest.fixture
def entries(office: Office) -> list[DocketEntry]:
    entries = new_chain(21)
    checkpoint(office)
    return entries


@pytest.fixture
def bundle(office: Office, entries: list[DocketEntry]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(proof_of(entries[13].id, office.key)))
    return made


def test_every_entry_under_a_checkpoint_is_proven(
    office: Office, entries: list[DocketEntry]
) -> None:
    for index, entry in enumerate(entries):
        proven = verify_bundle(proof_of(entry.id, office.key), str(office.key))
        assert (proven.leaf_index, proven.checkpoint.size) == (index, 21)
        assert proven.entry == entry.record
        assert proven.timestamp
        note = LogCheckpoint.objects.get().note.encode()
        assert office.authority.verify(proven.timestamp, note)


def test_the_verifier_stands_alone(office: Office, bundle: dict[str, Any], tmp_path: Path) -> None:
    place = tmp_path / "proof.json"
    place.write_text(json.dumps(bundle))
    printed = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, str(place), str(office.key)],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.startswith(
        f"Proven: entry {json.loads(bundle['entry'])['id']} was leaf 13 of 21"
    )


def test_a_proof_that_proves_nothing_says_so(
    office: Office, bundle: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "proof.json"
    place.write_text(json.dumps(bundle | {"leaf_index": 12}))
    assert main([str(place), str(office.key)]) == 1
    assert "the path does not lead from the entry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("part", "change", "reason"),
    [
        ("entry", lambda text: text.replace("条", "款"), "do not give its hash"),
        ("previous", lambda _: "00" * 32, "do not give its hash"),
        ("hash", lambda _: "00" * 32, "do not give its hash"),
        ("leaf_index", lambda index: index + 1, "path does not lead"),
        ("path", lambda path: path[:-1], "path does not lead"),
        ("path", lambda path: [*path[:-1], "?"], "damaged"),
        ("path", lambda _: None, "damaged"),
        ("checkpoint", lambda note: note.replace("21", "22"), "not signed"),
        ("timestamp", lambda _: "?", "damaged"),
        ("format", lambda _: "other", "no proof of the form"),
    ],
)
def test_a_proof_with_any_part_changed_is_refused(
    office: Office, bundle: dict[str, Any], part: str, change: Any, reason: str
) -> None:
    with pytest.raises(ProofError, match=reason):
        verify_bundle(bundle | {part: change(bundle[part])}, str(office.key))


def test_a_proof_without_a_part_is_refused(office: Office, bundle: dict[str, Any]) -> None:
    for part in bundle.keys() - {"public_key"}:
        lacking = {name: value for name, value in bundle.items() if name != part}
        with pytest.raises(ProofError):
            verify_bundle(lacking, str(office.key))


def test_a_proof_under_another_key_is_refused(office: Office, bundle: dict[str, Any]) -> None:
    other = str(replace(office.key, public_key=bytes(32)))
    with pytest.raises(ProofError, match="not signed by the key"):
        verify_bundle(bundle, other)
    with pytest.raises(ProofError, match="no public key"):
        verify_bundle(bundle, "")


def test_the_earliest_time_stamped_checkpoint_is_chosen(office: Office) -> None:
    assert isinstance(office.authority, FakeAuthority)
    (entry,) = new_chain()
    with pytest.raises(NotYetProvableError, match="ask again later"):
        proof_of(entry.id, office.key)
    office.authority.answers = False
    checkpoint(office)
    proven = verify_bundle(proof_of(entry.id, office.key), str(office.key))
    assert (proven.checkpoint.size, proven.timestamp) == (1, None)
    new_chain(2)
    checkpoint(office)
    LogCheckpoint.objects.filter(size=3).update(timestamp=b"token")
    proven = verify_bundle(proof_of(entry.id, office.key), str(office.key))
    assert (proven.checkpoint.size, proven.timestamp) == (3, b"token")
