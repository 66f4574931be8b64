"""`./yunqiao story`: plays one cross-border case over HTTP and prints its timeline.

Without --origin it starts a court of its own, with demonstration accounts, and stops it again.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yunqiao.config.launch.places import PACKAGE
from yunqiao.config.story.exhibits import of_folder, samples
from yunqiao.config.story.plot import Plot
from yunqiao.config.story.timeline import Timeline
from yunqiao.config.story.visitor import StoryError, Visitor

LANGUAGES = {"zh": "zh-hans", "en": "en"}
EXTERNAL = ("DATABASE_URL", "MAIL_URL", "SMS_URL", "STORAGE_URL", "YUNQIAO_ORIGIN")


def main(arguments: list[str]) -> int:
    """`story [--files DIR] [--lang zh|en] [--origin URL]`; 0 if everything held."""
    parser = argparse.ArgumentParser("yunqiao story", description=__doc__)
    parser.add_argument("--files", type=Path, help="a folder of files to file with")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="zh")
    parser.add_argument("--origin", help="a running court with demonstration accounts")
    chosen = parser.parse_args(arguments)
    exhibits = of_folder(chosen.files) if chosen.files else samples()
    timeline = Timeline(chosen.lang)
    begun = time.monotonic()
    timeline.begin()
    try:
        with _court(chosen.origin) as (origin, home):
            claimant, clerk = (Visitor(origin, LANGUAGES[chosen.lang]) for _ in range(2))
            Plot(claimant, clerk, timeline, exhibits).play()
            _audit(home, timeline)
    except (StoryError, LookupError, ValueError) as problem:
        timeline.tell("failed", why=problem)
        return 1
    timeline.tell("held", seconds=round(time.monotonic() - begun))
    return 0


@contextmanager
def _court(origin: str | None) -> Iterator[tuple[str, Path | None]]:
    """Where the court of the story answers, and its HOME if it lies here."""
    if origin:
        here = os.environ.get("YUNQIAO_HOME")
        yield origin.rstrip("/"), Path(here) if here else None
        return
    with tempfile.TemporaryDirectory(prefix="yq-story-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's own user passes through
        home = Path(folder, "home")
        command = _command("up", "--demo", "--port", "0")
        process = subprocess.Popen(
            command, env=_environment(home), stdout=subprocess.PIPE, text=True
        )
        try:
            yield _address(process), home
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if found := re.search(r"云桥 Yunqiao: (http://\S+)", line):
            return found[1]
    raise StoryError(" ".join(said[-3:]))


def _audit(home: Path | None, timeline: Timeline) -> None:
    if home is None:
        timeline.tell("not_audited")
        return
    done = subprocess.run(
        _command("verify"), env=_environment(home), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StoryError(done.stdout + done.stderr)
    timeline.tell("verified")


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "yunqiao.config.cli", *arguments]


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in EXTERNAL}
    return kept | {"YUNQIAO_HOME": str(home), "PYTHONPATH": str(PACKAGE.parent)}
