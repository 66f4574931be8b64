"""`./yunqiao` on a machine that lacks something: one sentence that says what to do, before anything else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import ROOT
from support.disks import small_disk

AS_THE_SCRIPT = "import runpy, sys; {before}; runpy.run_path('yunqiao', run_name='__main__')"


def in_place(folder: Path) -> Path:
    """The launcher in a folder with nothing set up beside it."""
    shutil.copy(ROOT / "yunqiao", folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    return folder


def set_up(checkout: Path, before: str = "pass") -> tuple[int, str]:
    """Run it on a Python to which something was done; its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", AS_THE_SCRIPT.format(before=before)],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr.strip()


def test_the_law_answers_in_a_fresh_checkout_before_anything_is_installed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src/yunqiao/law", in_place(tmp_path) / "src/yunqiao/law")
    asked = subprocess.run(
        [sys.executable, "yunqiao", "law", "filing.review_deadline", "--lang", "zh"],
        cwd=tmp_path,
        input=b'{"received_on": "2026-09-18"}',
        capture_output=True,
        check=False,
    )
    assert asked.stderr == b""
    assert "最后一日：2026年9月28日。" in asked.stdout.decode()
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (
            "sys.version_info = (3, 9, 2, 'final', 0)",
            "Yunqiao needs Python 3.11 or newer; this is Python 3.9.",
        ),
        *(
            (
                f"sys.modules['{module}'] = None",
                (
                    "Python's venv module is missing. On Debian and Ubuntu the package"
                    " python3-venv brings it: apt install python3-venv"
                ),
            )
            for module in ("venv", "ensurepip")
        ),
    ],
)
def test_a_python_that_does_not_do_is_one_sentence(tmp_path: Path, before: str, said: str) -> None:
    assert set_up(in_place(tmp_path), before) == (1, said)


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1 << 20) as disk:
        in_place(disk.place)
        said = set_up(disk.place)
    assert said == (1, f"The disk is full ({disk.place}): make room, then start again.")


def test_a_folder_that_may_not_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    nobody_may = "/proc/sys/kernel/version"  # root neither
    (in_place(tmp_path) / ".set-up.lock").symlink_to(nobody_may)
    code, said = set_up(tmp_path)
    assert code == 1
    assert said.startswith(f"This user may not write in {tmp_path}: ")
