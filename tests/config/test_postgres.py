"""The embedded PostgreSQL: what its owner sees, and what is left of it afterwards."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from running import PATIENCE, processes_of, until
from yunqiao.config.launch.places import short_folder
from yunqiao.config.launch.postgres import Cluster, throw_away
from yunqiao.config.launch.problem import Problem

pytestmark = pytest.mark.faults


def test_a_throw_away_cluster_is_durable_while_it_lasts_and_then_gone() -> None:
    with throw_away() as cluster:
        with psycopg.connect(cluster.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1")
        number = cluster.process()
        assert number
        os.kill(number, signal.SIGKILL)
        cluster.start()
        with psycopg.connect(cluster.url) as connection:
            assert connection.execute("SELECT * FROM kept").fetchone() == (1,)
    assert not cluster.place.exists()
    assert processes_of(cluster.place) == set()


def test_starting_and_stopping_twice_is_harmless() -> None:
    with throw_away() as cluster:
        cluster.start()
        first = cluster.process()
        cluster.start()
        assert cluster.process() == first
        cluster.stop()
        cluster.stop()
        assert cluster.process() is None


def test_a_cluster_that_cannot_start_says_why() -> None:
    with throw_away() as cluster:
        cluster.stop()
        (cluster.data / "PG_VERSION").write_text("9\n")
        with pytest.raises(Problem, match="not compatible"):
            cluster.start()


def test_a_launched_cluster_is_ready_when_it_says_so_and_tells_why_it_is_not() -> None:
    with throw_away() as cluster:
        cluster.stop()
        assert not cluster.takes_connections()
        control = cluster.data / "global" / "pg_control"
        away = control.rename(control.with_suffix(".away"))
        assert cluster.launch().wait(PATIENCE)
        assert "pg_control" in cluster.reason()
        away.rename(control)
        postmaster = cluster.launch()
        until(cluster.takes_connections, within=PATIENCE)
        psycopg.connect(cluster.url).close()
        cluster.stop()
        assert postmaster.wait(PATIENCE) == 0


def test_the_folder_of_a_socket_stays_short_however_long_the_checkouts_path_is(
    tmp_path: Path,
) -> None:
    long = tmp_path / ("folder" * 20)
    folder = short_folder(long, os.geteuid(), os.getegid())
    assert len(str(folder)) < 80
    assert folder == short_folder(long, os.geteuid(), os.getegid())
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rmdir()


def test_a_cluster_keeps_its_owner(tmp_path: Path) -> None:
    with throw_away() as cluster:
        again = Cluster.at(cluster.place, tmp_path / "log")
        assert again.owner == cluster.owner
