"""The audit is clean on a true record and names every kind of tampering."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from support.chains import extend_chain, new_chain
from support.offices import append_pending, checkpoint, fake_office
from support.s3 import overwrite, working_store
from support.tampering import tamper
from yunqiao.court.foundation import merkle, verify
from yunqiao.court.foundation.audit import passes
from yunqiao.court.foundation.canonical import hash_of
from yunqiao.court.foundation.checkpoints import Office
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.connections import conninfo
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry, LogLeaf
from yunqiao.court.foundation.notes import Checkpoint, sign_note
from yunqiao.gateways.registry import bind
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.storage.s3 import S3Storage
from yunqiao.gateways.timestamp.fake import FakeAuthority
from yunqiao.gateways.timestamp.port import TimestampAuthority

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Record:
    """Three chains of 200 entries in the log, a checkpoint outside, 5 entries after it."""

    office: Office
    documents: Path
    chain: list[DocketEntry]
    tail: list[DocketEntry]

    def audit(self) -> verify.Report:
        return verify.audit(
            conninfo(),
            outside=self.office.outside,
            documents=FolderStorage(self.documents),
            verifier=FakeAuthority(),
        )

    def first_fault(self) -> tuple[str, dict[str, object]]:
        fault = self.audit().faults[0]
        return fault.code, fault.values

    def codes(self) -> list[str]:
        return [fault.code for fault in self.audit().faults]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    office = fake_office(tmp_path / "checkpoints")
    new_chain(200)
    chain = new_chain(200)
    new_chain(200)
    checkpoint(office)
    tail = new_chain(5)
    append_pending()
    return Record(office, tmp_path / "documents", chain, tail)


def keep(record: Record, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    place = record.documents / sha256[:2] / sha256[2:4] / sha256
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    return sha256


def rewritten(entry: DocketEntry) -> tuple[bytes, bytes]:
    """Another body of the same entry, and the hash that goes with it."""
    body = bytes(entry.body).replace("条".encode(), "款".encode())
    return body, hash_of(bytes(entry.previous), body)


def test_a_true_record_is_clean_and_says_what_is_not_yet_proved(record: Record) -> None:
    report = record.audit()
    assert not report.faults
    assert [(line.code, line.values) for line in report.lines] == [
        ("entries_right", {"entries": 605, "streams": 4}),
        ("log_right", {"size": 605, "waiting": 0}),
        ("tiles_right", {"tiles": 2}),
        ("checkpoints_right", {"outside": 1, "inside": 1, "stamped": 1}),
        ("documents_right", {"documents": 0}),
        ("unproved", {"count": 5}),
    ]


def test_an_empty_docket_is_clean(tmp_path: Path) -> None:
    office = fake_office(tmp_path)
    report = Record(office, tmp_path, [], []).audit()
    assert not report.faults
    assert "no_checkpoint" in [line.code for line in report.lines]


def test_instants_and_kinds_of_every_form_are_right(record: Record) -> None:
    whole = now().replace(microsecond=0)
    for microsecond in (0, 1, 10, 123450, 500000, 999999):
        extend_chain(new_id(), at=whole.replace(microsecond=microsecond))
    append_pending()
    assert record.codes() == []


def test_an_altered_entry_is_named(record: Record) -> None:
    entry = record.chain[6]
    tamper("UPDATE docket_entry SET body = %s WHERE id = %s", [rewritten(entry)[0], entry.id])
    code, values = record.first_fault()
    assert (code, values["id"], values["seq"]) == ("altered", str(entry.id), "7")


@pytest.mark.parametrize("body", [b"no json", b"[]", b"{}"])
def test_an_entry_whose_bytes_are_no_entry_is_named(record: Record, body: bytes) -> None:
    entry = record.chain[-1]
    tamper(
        "UPDATE docket_entry SET body = %s, hash = sha256(previous || %s) WHERE id = %s",
        [body, body, entry.id],
    )
    code, values = record.first_fault()
    assert code in {"column_altered", "reordered"}
    assert values["id"] == str(entry.id)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "OTHER\tKIND"),
        ("at", "2020-01-01T00:00:00Z"),
        ("actor", "01900000-0000-7000-8000-000000000001"),
        ("stream", "person"),
        ("id", "01900000-0000-7000-8000-000000000001"),
    ],
)
def test_an_altered_column_is_named(record: Record, column: str, value: str) -> None:
    entry = record.chain[6]
    tamper(f"UPDATE docket_entry SET {column} = %s WHERE id = %s", [value, entry.id])
    code, values = record.first_fault()
    assert (code, values["column"], values["seq"]) == ("column_altered", column, "7")


def test_an_entry_altered_together_with_its_hash_breaks_the_chain_and_its_leaf(
    record: Record,
) -> None:
    entry = record.chain[6]
    tamper(
        "UPDATE docket_entry SET body = %s, hash = %s WHERE id = %s", [*rewritten(entry), entry.id]
    )
    broken, leaf = record.audit().faults
    assert (broken.code, broken.values["seq"]) == ("chain_broken", "8")
    assert (leaf.code, leaf.values["id"]) == ("leaf_altered", str(entry.id))


def test_the_last_entry_altered_together_with_its_hash_is_named_by_its_leaf(
    record: Record,
) -> None:
    entry = record.chain[-1]
    tamper(
        "UPDATE docket_entry SET body = %s, hash = %s WHERE id = %s", [*rewritten(entry), entry.id]
    )
    code, values = record.first_fault()
    assert (code, values["id"]) == ("leaf_altered", str(entry.id))


def test_an_entry_altered_with_its_hash_and_leaf_contradicts_its_tile(record: Record) -> None:
    entry = record.chain[-1]
    rewrite_with_leaf(entry)
    assert record.codes() == ["tile_altered", "root_differs"]


def rewrite_with_leaf(entry: DocketEntry) -> None:
    body, digest = rewritten(entry)
    tamper("UPDATE docket_entry SET body = %s, hash = %s WHERE id = %s", [body, digest, entry.id])
    tamper(
        "UPDATE log_leaf SET hash = %s WHERE entry_id = %s", [merkle.leaf_hash(digest), entry.id]
    )


def test_an_entry_altered_all_through_the_database_contradicts_the_checkpoint_outside(
    record: Record,
) -> None:
    rewrite_with_leaf(record.chain[-1])
    leaves = [bytes(leaf.hash) for leaf in LogLeaf.objects.order_by("index")]
    tamper("UPDATE log_tile SET hash = %s WHERE index = 1", [merkle.perfect_root(leaves[256:512])])
    tamper("DELETE FROM log_checkpoint")
    code, values = record.first_fault()
    assert (code, values["signed"]) == ("root_differs", 600)
    assert "00000000000000000600.checkpoint" in str(values["place"])


def test_a_deleted_entry_is_named(record: Record) -> None:
    tamper("DELETE FROM docket_entry WHERE id = %s", [record.chain[6].id])
    deleted, leaf = record.audit().faults
    assert (deleted.code, deleted.values["missing"]) == ("deleted", 7)
    assert (leaf.code, str(leaf.values["id"])) == ("leaf_without_entry", str(record.chain[6].id))


def test_the_first_entry_of_a_stream_deleted_is_named(record: Record) -> None:
    tamper("DELETE FROM docket_entry WHERE id = %s", [record.chain[0].id])
    code, values = record.first_fault()
    assert (code, values["missing"]) == ("deleted", 1)


def test_a_streams_tail_cut_off_is_named_by_the_first_of_its_leaves(record: Record) -> None:
    tamper(
        "DELETE FROM docket_entry WHERE stream_id = %s AND seq > 150", [record.chain[0].stream_id]
    )
    code, values = record.first_fault()
    assert (code, values["id"]) == ("leaf_without_entry", record.chain[150].id)


def test_entries_that_changed_places_are_named(record: Record) -> None:
    tamper(
        "UPDATE docket_entry SET seq = CASE seq WHEN 7 THEN -1 ELSE 7 END"
        " WHERE stream_id = %s AND seq IN (7, 9)",
        [record.chain[0].stream_id],
    )
    tamper("UPDATE docket_entry SET seq = 9 WHERE seq = -1")
    code, values = record.first_fault()
    assert (code, values["seq"], values["written"]) == ("reordered", "7", 9)


def test_a_chain_that_does_not_continue_is_named(record: Record) -> None:
    entry = record.chain[6]
    tamper(
        "UPDATE docket_entry SET previous = %s, hash = sha256(%s || body) WHERE id = %s",
        [bytes(31) + b"1", bytes(31) + b"1", entry.id],
    )
    code, values = record.first_fault()
    assert (code, values["seq"], values["before"]) == ("chain_broken", "7", 6)


def test_a_log_cut_off_behind_a_checkpoint_is_named(record: Record) -> None:
    tamper("DELETE FROM log_leaf WHERE index >= 590")
    tamper("DELETE FROM docket_entry WHERE stream_id = %s", [record.tail[0].stream_id])
    tamper(
        "DELETE FROM docket_entry e WHERE NOT EXISTS"
        " (SELECT FROM log_leaf l WHERE l.entry_id = e.id)"
    )
    code, values = record.first_fault()
    assert (code, values["size"], values["signed"]) == ("log_cut_off", 590, 600)


def test_an_altered_leaf_is_named(record: Record) -> None:
    tamper("UPDATE log_leaf SET hash = %s WHERE index = 300", [bytes(32)])
    code, values = record.first_fault()
    assert (code, values["index"]) == ("leaf_altered", 300)


def test_leaves_that_changed_places_are_named(record: Record) -> None:
    tamper("UPDATE log_leaf SET index = CASE index WHEN 3 THEN -1 ELSE 3 END WHERE index IN (3, 4)")
    tamper("UPDATE log_leaf SET index = 4 WHERE index = -1")
    assert record.codes() == ["tile_altered", "root_differs"]


def test_a_leaf_deleted_between_others_is_named(record: Record) -> None:
    tamper("DELETE FROM log_leaf WHERE index = 300")
    code, values = record.first_fault()
    assert (code, values["index"]) == ("leaf_missing", 300)


@pytest.mark.parametrize(
    ("code", "statement", "place"),
    [
        ("tile_altered", "UPDATE log_tile SET hash = sha256('') WHERE index = 1", (1, 1)),
        ("tile_missing", "DELETE FROM log_tile WHERE index = 1", (1, 1)),
        ("tile_missing", "DELETE FROM log_tile WHERE index = 0", (1, 0)),
        ("tile_unfounded", "UPDATE log_tile SET level = 0 WHERE index = 0", (0, 0)),
        (
            "tile_unfounded",
            "INSERT INTO log_tile (level, index, hash) VALUES (1, 2, sha256(''))",
            (1, 2),
        ),
    ],
)
def test_a_tile_that_is_not_the_root_of_its_leaves_is_named(
    record: Record, code: str, statement: str, place: tuple[int, int]
) -> None:
    tamper(statement)
    found, values = record.first_fault()
    assert (found, (values["level"], values["index"])) == (code, place)


def test_an_entry_overdue_for_the_log_is_named(record: Record) -> None:
    (late,) = extend_chain(new_id(), at=now() - timedelta(seconds=11))
    code, values = record.first_fault()
    assert (code, values["id"]) == ("overdue", str(late.id))


def test_an_entry_just_recorded_is_not_overdue(record: Record) -> None:
    extend_chain(new_id())
    assert record.codes() == []


def test_a_pending_entry_that_is_gone_is_named(record: Record) -> None:
    (entry,) = new_chain()
    tamper("DELETE FROM docket_entry WHERE id = %s", [entry.id])
    code, values = record.first_fault()
    assert (code, values["id"]) == ("pending_without_entry", entry.id)


def outside_note(record: Record) -> Path:
    (place,) = record.office.outside.notes()
    return place


def test_an_altered_note_outside_is_named(record: Record) -> None:
    outside_note(record).write_text(outside_note(record).read_text().replace("600", "601"))
    code, values = record.first_fault()
    assert (code, values["reason"]) == (
        "note_wrong",
        "the checkpoint is not signed by the key of the log",
    )


def test_a_note_under_another_size_is_named(record: Record) -> None:
    outside_note(record).rename(outside_note(record).with_stem(f"{599:020}"))
    code, values = record.first_fault()
    assert (code, values["reason"]) == ("note_wrong", "it states the size 600")


def test_a_checkpoint_altered_in_the_database_is_named(record: Record) -> None:
    tamper("UPDATE log_checkpoint SET note = replace(note, '600', '601')")
    code, values = record.first_fault()
    assert (code, values["place"]) == ("note_wrong", "log_checkpoint 600")


def test_a_signed_checkpoint_of_another_root_is_named(record: Record) -> None:
    office = record.office
    other = Checkpoint(origin=office.origin, size=300, root=bytes(32), at=now())
    office.outside.keep_note(300, sign_note(other, office.signer, office.key))
    code, values = record.first_fault()
    assert (code, values["signed"]) == ("root_differs", 300)


def test_a_missing_public_key_is_named(record: Record) -> None:
    (record.office.outside.folder / "log.pub").unlink()
    code, values = record.first_fault()
    assert (code, values["place"]) == ("note_wrong", "log.pub")


def test_a_wrong_time_stamp_is_named(record: Record) -> None:
    outside_note(record).with_suffix(".tsr").write_bytes(FakeAuthority().stamp(b"other"))
    assert record.first_fault()[0] == "timestamp_wrong"


def test_a_document_of_the_docket_is_looked_for_and_its_bytes_are_read(record: Record) -> None:
    kept, missing = keep(record, b"statement of claim"), hashlib.sha256(b"exhibit").hexdigest()
    extend_chain(new_id(), documents=[kept])
    assert record.codes() == []
    extend_chain(new_id(), documents=[missing])
    assert record.first_fault() == ("document_missing", {"sha256": missing})


def test_an_altered_document_is_named(record: Record) -> None:
    sha256 = keep(record, b"statement of claim")
    extend_chain(new_id(), documents=[sha256])
    (record.documents / sha256[:2] / sha256[2:4] / sha256).write_bytes(b"another claim")
    code, values = record.first_fault()
    assert (code, values["sha256"]) == ("document_altered", sha256)


@pytest.mark.enable_socket
def test_documents_in_an_s3_store_are_read_like_those_in_a_folder(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    """With STORAGE_URL=s3://…; a store that is away is no clean audit."""
    bind(TimestampAuthority, FakeAuthority())  # type: ignore[type-abstract]
    command = ["--checkpoints", str(record.office.outside.folder)]
    with working_store() as url:
        store = S3Storage(url)
        bind(Storage, store)  # type: ignore[type-abstract]
        sha256, _size = store.keep([b"statement of claim"])
        extend_chain(new_id(), documents=[sha256])
        assert verify.main(command) == verify.CLEAN
        assert "Documents: 1, every byte as recorded." in capsys.readouterr().out
        overwrite(url, f"{sha256[:2]}/{sha256[2:4]}/{sha256}", b"another claim")
        assert verify.main(command) == verify.WRONG
        assert f"{sha256} was altered" in capsys.readouterr().out
        store.remove(sha256)
        assert verify.main(command) == verify.WRONG
        assert f"{sha256} is missing" in capsys.readouterr().out
    bind(Storage, S3Storage(url, connect=0.2, answer=0.2))  # type: ignore[type-abstract]
    assert verify.main(command) == verify.CANNOT_RUN
    assert "the store of documents does not answer" in capsys.readouterr().out


def test_documents_of_a_registered_table_are_looked_for(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_DOCUMENT_SOURCES", [])
    verify.register_document_source("no_such_table", "SELECT sha256 FROM no_such_table")
    assert record.codes() == []
    verify.register_document_source("docket_entry", "SELECT repeat('a', 64)")
    assert record.first_fault() == ("document_missing", {"sha256": "a" * 64})


@pytest.mark.parametrize(
    "tampering",
    [
        lambda _: None,
        lambda record: tamper("DELETE FROM docket_entry WHERE id = %s", [record.chain[6].id]),
        lambda _: tamper("UPDATE log_tile SET hash = sha256('') WHERE index = 1"),
    ],
)
def test_two_processes_find_what_one_finds(
    record: Record, monkeypatch: pytest.MonkeyPatch, tampering: Callable[[Record], None]
) -> None:
    tampering(record)
    alone = record.audit()
    monkeypatch.setattr(passes, "WORTH_A_PROCESS", 0)
    assert record.audit() == alone


def test_the_command_prints_a_line_for_each_check_and_says_clean(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    bind(TimestampAuthority, FakeAuthority())  # type: ignore[type-abstract]
    folder = str(record.office.outside.folder)
    assert verify.main(["--checkpoints", folder]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7
    assert lines[-1] == "✓ Clean: nothing was altered, deleted, reordered or cut off."


def test_the_command_names_the_first_thing_wrong_in_the_readers_language(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    bind(TimestampAuthority, FakeAuthority())  # type: ignore[type-abstract]
    tamper("DELETE FROM docket_entry WHERE id = %s", [record.chain[6].id])
    folder = str(record.office.outside.folder)
    assert verify.main(["--checkpoints", folder, "--lang", "zh"]) == 1
    *_, last = capsys.readouterr().out.splitlines()
    assert last.startswith("✗ 有误。首先：节点：case ")
    assert "第 7 条被删除" in last


def test_the_command_says_why_it_cannot_run(capsys: pytest.CaptureFixture[str]) -> None:
    bind(TimestampAuthority, FakeAuthority())  # type: ignore[type-abstract]
    nowhere = psycopg.conninfo.make_conninfo(host="/nonexistent", dbname="none")
    assert verify.main(["--database-url", nowhere]) == 2
    assert capsys.readouterr().out.startswith("✗ The audit cannot run: ")


def test_a_checkpoint_that_waits_for_its_time_stamp_is_not_wrong(tmp_path: Path) -> None:
    authority = FakeAuthority()
    authority.answers = False
    office = replace(fake_office(tmp_path), authority=authority)
    new_chain(3)
    checkpoint(office)
    report = Record(office, tmp_path, [], []).audit()
    assert not report.faults
    assert ("checkpoints_right", {"outside": 1, "inside": 1, "stamped": 0}) in report.lines
