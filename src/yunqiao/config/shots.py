"""Pictures of every page, phone and desktop, in each language, with an index: `./yunqiao shots`."""

import argparse
import html
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

CHROMIUM = "/usr/bin/chromium"
ZONE = "America/Los_Angeles"
LANGUAGES = ("zh-hans", "zh-hant", "en")
SIZES: dict[str, "ViewportSize"] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to picture: what the index calls it, its path, and whose session opens it."""

    name: str
    path: str
    role: str = ""


SHOTS = [
    Shot("home", "/"),
    Shot("offline", "/offline/"),
    Shot("not-found", "/there-is-no-such-page/"),
]
"""The public pages; rooms with pages of their own add to this list."""


def main(argv: Sequence[str]) -> int:
    """Take the pictures from a running court and write `index.html` beside them."""
    asked = _parser().parse_args(argv)
    folder: Path = asked.to
    folder.mkdir(parents=True, exist_ok=True)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        print("shots needs Playwright: install requirements/dev.txt", file=sys.stderr)
        return 2
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            files = list(_pictures(browser, asked.origin, folder))
    except Error as problem:
        reason = problem.message.splitlines()[0]
        print(
            f"No pictures from {asked.origin}: {reason}. Is ./yunqiao up running?", file=sys.stderr
        )
        return 1
    (folder / "index.html").write_text(_index(files), encoding="utf-8")
    print(f"{len(files)} pictures in {folder / 'index.html'}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yunqiao shots", description=__doc__)
    parser.add_argument("--origin", default="http://localhost:8000", help="a running court")
    parser.add_argument("--to", type=Path, default=Path("shots"), help="the folder to fill")
    return parser


def _pictures(browser: "Browser", origin: str, folder: Path) -> Iterator[Path]:
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            context = browser.new_context(
                viewport=viewport,
                device_scale_factor=2 if size == "phone" else 1,
                timezone_id=ZONE,
                service_workers="block",
                reduced_motion="reduce",
            )
            context.add_cookies(
                [
                    {"name": "language", "value": language, "url": origin},
                    {"name": "tz", "value": ZONE, "url": origin},
                ]
            )
            page = context.new_page()
            for shot in SHOTS:
                page.goto(origin + shot.path)
                file = folder / f"{shot.name}-{size}-{language}.png"
                page.screenshot(path=file, full_page=True)
                yield file
            context.close()


def _index(files: Sequence[Path]) -> str:
    pictures = "\n".join(
        f'<figure><a href="{name}"><img src="{name}" alt="" height="480" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>"
        for name in (html.escape(file.name) for file in sorted(files))
    )
    return f"<!doctype html><meta charset=utf-8><title>Yunqiao, every page</title>\n{pictures}\n"
