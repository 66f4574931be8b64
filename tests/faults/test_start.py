"""What can be in the way of a start: each is one sentence that says what to do, or nothing at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from running import ROOT
from yunqiao.config.launch.places import Places
from yunqiao.config.launch.postgres import Cluster
from yunqiao.config.launch.problem import Problem

WITHOUT = """
import sys
sys.modules["{module}"] = None
from yunqiao.config.cli import main
sys.exit(main(["up", "--port", "0"]))
"""


def test_the_lock_of_one_who_died_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("process 1, http://localhost:8000")
    with Places(tmp_path).held() as note:
        note("process 2")
    assert (tmp_path / "lock").read_text() == "process 2"


def test_the_lock_of_one_who_lives_says_where_it_answers(tmp_path: Path) -> None:
    with Places(tmp_path).held() as note:
        note("process 1, http://localhost:8123")
        with pytest.raises(Problem, match="http://localhost:8123"), Places(tmp_path).held():
            pass


@pytest.mark.parametrize("module", ["psycopg"])
def test_a_missing_module_is_one_sentence(tmp_path: Path, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(module=module)],
        env=os.environ | {"YUNQIAO_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"The Python module {module} is missing: remove the folder .venv and start again.\n"
    )


def test_postgresql_on_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    log = tmp_path / "postgres.log"
    log.write_text('FATAL:  could not write lock file "postmaster.pid": No space left on device\n')
    said = Cluster.at(tmp_path / "pg", log).reason()
    assert said.startswith("The disk is full (")
    assert said.endswith("): make room, then start again.")
