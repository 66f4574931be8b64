"""A real browser against a real stack: granian, PostgreSQL, collected static files."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize
from psycopg.conninfo import make_conninfo
from pytest_socket import enable_socket

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
ZONE = "America/Los_Angeles"
STARTS_WITHIN = 60  # seconds
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Check = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def live_stack(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a court of its own: fresh database, static files, one web process."""
    enable_socket()
    name = f"journeys_{os.getpid()}"
    home = tmp_path_factory.mktemp("home")
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": make_conninfo(postgres, dbname=name),
        "DJANGO_SETTINGS_MODULE": "journeys.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
        "YUNQIAO_HOME": str(home),
        "YUNQIAO_ORIGIN": f"http://localhost:{port}",
    }
    with psycopg.connect(postgres, autocommit=True, dbname="postgres") as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        try:
            for command in ("migrate", "collectstatic"):
                _run([sys.executable, "-m", "django", command, "--noinput"], environment)
            yield from _web(port, environment, home / "web.log")
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture
def browser_context_args(live_stack: str) -> dict[str, Any]:
    return {"base_url": live_stack, "timezone_id": ZONE}


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    size: ViewportSize = {"width": 390, "height": 844}
    touch = {"has_touch": True, "is_mobile": True}
    return _page(new_context(viewport=size, service_workers="block", **touch))


@pytest.fixture
def desktop(new_context: Callable[..., BrowserContext]) -> Page:
    size: ViewportSize = {"width": 1280, "height": 800}
    return _page(new_context(viewport=size, service_workers="block"))


@pytest.fixture
def axe() -> Check:
    """Fails naming every violation of WCAG 2.2 AA on the page."""

    def check(page: Page) -> None:
        page.evaluate(AXE.read_text())
        found = page.evaluate(
            "async (tags) => (await axe.run(document, {runOnly: tags})).violations"
            ".map((one) => one.id + ': ' + one.nodes.map((node) => node.target).join(', '))",
            WCAG,
        )
        assert found == []

    return check


def _page(context: BrowserContext) -> Page:
    """A page that fails its test on a script error, a policy violation or a foreign request."""
    page = context.new_page()
    page.on("pageerror", _fail)
    page.on("console", lambda said: _fail(said.text) if "Content Security" in said.text else None)
    page.on(
        "request", lambda sent: None if sent.url.startswith(_own(sent.url)) else _fail(sent.url)
    )
    return page


def _own(url: str) -> str:
    return "data:" if url.startswith("data:") else "http://localhost:"


def _fail(problem: object) -> None:
    raise AssertionError(problem)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)


def _web(port: int, environment: dict[str, str], log: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    with log.open("w") as said:
        process = subprocess.Popen(
            [*command, "yunqiao.config.wsgi:application"],
            env=environment, cwd=ROOT, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            _wait_for(port, process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError(log.read_text())
    raise TimeoutError(log.read_text())
