"""`./yunqiao test`: everything that CI runs, on a machine that may have nothing yet."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yunqiao.config.launch.places import PACKAGE, ROOT
from yunqiao.config.launch.postgres import throw_away
from yunqiao.config.launch.problem import Problem

TEMPLATES = "templates"
CJK_FONTS = ("NotoSansCJK*", "NotoSerifCJK*", "SourceHanSans*", "SourceHanSerif*")
APT = {"DEBIAN_FRONTEND": "noninteractive", "APT_LISTCHANGES_FRONTEND": "none"}


APART = (
    ["--ignore=tests/journeys", "--ignore=tests/law"],
    ["tests/journeys"],
    ["tests/law", "--cov", "--cov-config=tests/law/coverage.ini", "--cov-report=term"],
)
"""Journeys keep an event loop running in their process, which what is sealed there cannot bear.

The tests of the law must run every line and branch of it.
"""


@dataclass(frozen=True)
class Needed:
    """A Debian package that brings something the tests use, and how to see that it is here."""

    package: str
    purpose: str
    is_here: Callable[[], bool]


def main(arguments: list[str]) -> int:
    """Linters, types, floors, then pytest; with arguments only pytest, which gets them.

    Raises:
        Problem: something the tests need is missing and cannot be installed from here.
    """
    if not arguments:
        _bring_what_is_missing()
        for command in _linters():
            if code := _run_check(command):
                return code
    with tempfile.TemporaryDirectory(prefix="yq-home-") as home, throw_away() as cluster:
        environment = {**os.environ, "DATABASE_URL": cluster.url, "YUNQIAO_HOME": home}
        for chosen in [arguments] if arguments else APART:
            command = [sys.executable, "-m", "pytest", "-n", "2", *chosen]
            if code := subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
                return code
    return 0


def _linters() -> list[list[str]]:
    python = [sys.executable, "-m"]
    typed = [folder for folder in ("src", "tests", "bench") if (ROOT / folder).is_dir()]
    commands = [
        [*python, "ruff", "check", "--quiet", ".", "yunqiao"],
        [*python, "ruff", "format", "--check", "--quiet", ".", "yunqiao"],
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
        [*python, "mypy", "--no-error-summary", *typed],
    ]
    if any(PACKAGE.glob(f"**/{TEMPLATES}/**/*.html")):
        commands.append([*python, "djlint", "--quiet", "--lint", "src"])
    return commands


def _run_check(command: list[str]) -> int:
    """Run one check; its output is shown only when it finds something."""
    name = command[2] if command[1] == "-m" else Path(command[0]).name
    print(f"{name} …", flush=True)
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print(done.stdout, flush=True)
        print(f"{name} found something; it is above.", file=sys.stderr)
    return done.returncode


def _needed() -> list[Needed]:
    """What the tests of pages use: a browser, and letters for what it shows."""
    return [
        Needed("chromium", "a browser for the journeys", lambda: bool(shutil.which("chromium"))),
        Needed("fonts-noto-cjk", "Chinese letters in pictures and papers", _has_cjk_fonts),
        Needed("curl", "the commands of the how-to pages", lambda: bool(shutil.which("curl"))),
        Needed(
            "gettext", "collecting the texts to translate", lambda: bool(shutil.which("msgfmt"))
        ),
    ]


def _bring_what_is_missing() -> None:
    missing = [needed for needed in _needed() if not needed.is_here()]
    if not missing:
        return
    packages = [needed.package for needed in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} …", flush=True)
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *packages)
        missing = [needed for needed in missing if not needed.is_here()]
    if missing:
        wanted = "; ".join(f"{needed.package} ({needed.purpose})" for needed in missing)
        names = " ".join(needed.package for needed in missing)
        raise Problem(f"The tests need {wanted}: ask root for apt-get install {names}")


def _apt(*arguments: str) -> None:
    done = subprocess.run(
        ["/usr/bin/apt-get", "-qq", *arguments],
        check=False,
        env={**os.environ, **APT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        end = " ".join(done.stdout.strip().splitlines()[-3:])
        raise Problem(f"apt-get {arguments[0]} failed: {end}")


def _has_cjk_fonts() -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(
        folder.is_dir() and any(folder.rglob(pattern))
        for folder in folders
        for pattern in CJK_FONTS
    )
