"""A real browser against a real stack: granian, PostgreSQL, collected static files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from pytest_socket import enable_socket

from journeys.house import House, house_in

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
ZONE = "America/Los_Angeles"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Check = Callable[[Page], None]
PATIENCE = 60_000  # ms a busy machine may take
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def house(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A court of this run's own, with its demonstration data."""
    enable_socket()
    with house_in(tmp_path_factory.mktemp("home"), postgres) as running:
        yield running


@pytest.fixture(scope="session")
def live_stack(house: House) -> str:
    """The origin of the court."""
    return house.origin


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


@pytest.fixture
def clean(axe: Check) -> Check:
    """Fails where a page is not clean for axe or is wider than its window."""

    def check(page: Page) -> None:
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} is {wide} pixels too wide"

    return check


def _page(context: BrowserContext) -> Page:
    """A page that fails its test on a script error, a policy violation or a foreign request."""
    page = context.new_page()
    page.on("pageerror", _fail)
    page.on("console", lambda said: _fail(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda sent: None if _is_own(sent.url) else _fail(sent.url))
    return page


def _is_own(url: str) -> bool:
    """Whether a request stays on this machine: the court's, or the browser's own PDF viewer's."""
    of_browser = ("chrome-extension://", "chrome://", "blob:http://localhost:")
    return url.startswith((_own(url), *of_browser))


def _own(url: str) -> str:
    return "data:" if url.startswith("data:") else "http://localhost:"


def _fail(problem: object) -> None:
    raise AssertionError(problem)
