"""The supervisor with parts of a test's own: what comes later yields to what is loading, not for ever."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from running import PATIENCE, ROOT, until

SUPERVISE = """
import os, sys
from pathlib import Path
from yunqiao.config.launch import supervisor
from yunqiao.config.launch.keeper import Keeper
from yunqiao.config.launch.parts import Part, Plan
from yunqiao.config.launch.places import Places

home = Path(sys.argv[1])
supervisor.LONGEST_YIELD = float(sys.argv[2])
note = "import sys; open(sys.argv[1], 'a').write('started ')"
late = Part("late", [sys.executable, "-c", note, str(home / "late")], later=True)
wait = "import signal; signal.pause()"
deaf = Part("deaf", [sys.executable, "-c", wait], socket_path=home / "never")
plan = Plan([late, deaf], dict(os.environ))
supervisor.Supervisor(
    Places(home), plan, Keeper(None), is_ready=lambda: True, on_ready=lambda: None
).run()
"""


def test_a_later_part_comes_back_though_another_never_listens_again(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, str(tmp_path), "0.5"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
    )

    def is_back() -> bool:
        assert process.poll() is None
        return (tmp_path / "late").read_text().count("started") > 1

    try:
        until(is_back, within=PATIENCE)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    assert process.returncode == 0
