"""`up` on a real machine: it starts, refuses, comes back after a kill, and stops entirely."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from running import PATIENCE, Running, processes_of, refusal, running, until
from yunqiao.config.launch import prepared
from yunqiao.config.launch.places import Places
from yunqiao.config.launch.postgres import Cluster
from yunqiao.config.launch.prepared import Stamp
from yunqiao.gateways.payment.accounts import AccountsFolder
from yunqiao.gateways.payment.port import Way

pytestmark = pytest.mark.faults
NEEDS_DATABASE = "/verify/7K4M-Q2XD-9RTB/"  # no such letter


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("home")
    home.parent.chmod(0o755)
    with running(home) as started:
        yield started


def cluster_of(house: Running) -> Cluster:
    return Cluster.at(house.home / "postgres", house.home / "logs" / "postgres.log")


def web_answers(house: Running) -> bool:
    return house.get("/")[0] < 500


def test_web_live_and_mail_catcher_answer_at_one_address(house: Running) -> None:
    assert web_answers(house)
    status, body = house.get("/live/health")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert "邮件沙箱".encode() in house.get("/sandbox/mail/")[1]


def test_the_sandboxes_of_payment_firms_answer_there_and_hand_out_their_accounts(
    house: Running,
) -> None:
    assert "银行 沙箱".encode() in house.get("/sandbox/bank/")[1]
    for name in ("stripe", "wechatpay", "alipay"):
        assert house.get(f"/sandbox/{name}/pay/nobody")[0] == 404
    accounts = AccountsFolder(house.home / "payment" / "accounts")
    assert accounts.ways("粤0703") == list(Way)


def test_a_second_start_from_the_same_folder_is_refused_with_the_address_of_the_first(
    house: Running,
) -> None:
    code, said = refusal(house.home, "up", "--port", "0")
    assert code == 1
    assert said.count("\n") == 0
    assert house.address in said


@pytest.mark.parametrize("part", ["web", "web-spare", "live", "door", "mail", "worker", "examiner"])
def test_a_killed_part_comes_back(house: Running, part: str) -> None:
    killed = house.kill_part(part)
    until(lambda: bool(house.part(part) - killed), within=PATIENCE)
    path = {"live": "/live/health", "mail": "/sandbox/mail/"}.get(part, "/")
    until(lambda: house.get(path)[0] < 500, within=PATIENCE)


def test_what_a_commit_acknowledged_survives_the_kill_of_postgresql(house: Running) -> None:
    cluster = cluster_of(house)
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    killed = cluster.process()
    assert killed
    os.kill(killed, signal.SIGKILL)
    until(lambda: cluster.process() not in (None, killed), within=PATIENCE)

    def still_there() -> bool:
        try:
            with psycopg.connect(cluster.url) as connection:
                row = connection.execute("SELECT number FROM kept").fetchone()
                connection.execute("DROP TABLE kept")
        except psycopg.OperationalError:
            return False
        return row == (42,)

    until(still_there, within=PATIENCE)


def test_while_the_database_cannot_come_back_other_parts_do(house: Running) -> None:
    cluster = cluster_of(house)
    control = cluster.data / "global" / "pg_control"
    away = control.rename(control.with_suffix(".away"))
    try:
        killed = cluster.process()
        assert killed
        os.kill(killed, signal.SIGKILL)
        until(lambda: house.get(NEEDS_DATABASE)[0] == 503, within=PATIENCE)
        for part in ("web", "live"):
            before = house.kill_part(part)
            until(lambda part=part, before=before: bool(house.part(part) - before), within=PATIENCE)  # type: ignore[misc]
        until(lambda: house.get("/live/health")[0] == 200, within=PATIENCE)
        assert not cluster.takes_connections()
    finally:
        away.rename(control)
    until(cluster.takes_connections, within=PATIENCE)
    until(lambda: house.get(NEEDS_DATABASE)[0] == 404, within=PATIENCE)


def test_the_database_is_closed_to_the_network_and_keeps_what_it_acknowledges(
    house: Running,
) -> None:
    with psycopg.connect(cluster_of(house).url) as connection:
        names = ["listen_addresses", "fsync", "synchronous_commit", "data_checksums"]
        settings = [connection.execute(f"SHOW {name}").fetchone() for name in names]
        rights = connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        queue_trigger = connection.execute(
            "SELECT tgenabled FROM pg_trigger"
            " WHERE tgname = 'procrastinate_jobs_notify_queue_job_inserted_v1'"
        ).fetchone()
    assert settings == [("",), ("on",), ("on",), ("on",)]
    assert rights == (False,)
    assert queue_trigger == ("D",)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_no_process_behind(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as house:
        assert processes_of(tmp_path)
        assert house.stop(number).rstrip().endswith("Stopped.")
        assert house.process.returncode == 0
        assert processes_of(tmp_path) == set()


def test_what_a_cluster_was_prepared_for_is_known_until_a_migration_changes(
    house: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places = Places(house.home)
    assert Stamp(places, cluster_of(house)).fits()
    migrations = tmp_path / "court" / "room" / "migrations"
    migrations.mkdir(parents=True)
    (migrations / "0001_new.py").touch()
    monkeypatch.setattr(prepared, "PACKAGE", tmp_path)
    assert not Stamp(places, cluster_of(house)).fits()


def test_after_a_kill_of_the_supervisor_the_next_start_works(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        first.process.kill()
    with running(tmp_path) as second:
        assert web_answers(second)
        second.stop()
    assert processes_of(tmp_path) == set()


def test_a_taken_port_is_one_sentence_that_names_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, said = refusal(tmp_path, "up", "--port", str(port))
    assert code == 1
    assert said == (
        f"Port {port} is taken by another program: choose another one,"
        f" for example ./yunqiao up --port {port + 1}"
    )


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("/dev/full")
    code, said = refusal(tmp_path, "up", "--port", "0")
    assert code == 1
    assert said.startswith("The disk is full")
    assert said.count("\n") == 0
