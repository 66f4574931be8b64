"""What a sandbox of another version kept is put aside with a sentence; the sandbox begins anew."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from support.banks import bank_in
from support.payment_checks import opened, paid
from support.payment_firms import ask, sandbox_firm
from yunqiao.sandbox.sms.store import TextStore

BEFORE_EXPIRES = """
CREATE TABLE payment (id TEXT PRIMARY KEY, key TEXT UNIQUE, state TEXT, money TEXT, told TEXT);
INSERT INTO payment VALUES ('p', 'k', 'paid', 'm', '{}');
"""
SAID = "was kept by another version of this sandbox"


@pytest.mark.enable_socket
@pytest.mark.parametrize("kept", [BEFORE_EXPIRES, None])
def test_a_firm_whose_books_another_version_kept_begins_new_ones(
    tmp_path: Path, kept: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    books = tmp_path / "books.sqlite"
    if kept:
        with closing(sqlite3.connect(books)) as database:
            database.executescript(kept)
    else:
        books.write_bytes(b"no database at all" * 100)
    with sandbox_firm("stripe", tmp_path) as firm:
        paid(firm)
        assert ask(f"{firm.address}/sandbox/stripe/")[0] == 200
    said = capfd.readouterr().err
    assert SAID in said
    assert "Traceback" not in said
    assert len(list(tmp_path.glob("books.sqlite.*.aside"))) == 1


@pytest.mark.enable_socket
def test_books_of_this_version_stay(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with sandbox_firm("stripe", tmp_path) as firm:
        payment = opened(firm)
    with sandbox_firm("stripe", tmp_path) as firm:
        assert payment.key in {one["key"] for one in firm.payments()}
    assert SAID not in capfd.readouterr().err


@pytest.mark.enable_socket
def test_a_bank_whose_transfers_another_version_kept_begins_anew(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "transfers.jsonl").write_text(json.dumps({"amount": "1"}) + "\n", "utf-8")
    with bank_in(tmp_path) as address:
        assert ask(f"{address}/api/transfers")[2] == '{"transfers": []}'
    assert SAID in capfd.readouterr().err


def test_a_text_that_another_version_kept_is_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1.json").write_text('{"number": "+1"}', "utf-8")
    assert list(TextStore(tmp_path).newest_first()) == []
    assert SAID in capfd.readouterr().err
