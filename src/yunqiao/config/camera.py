"""Takes pictures of pages as people see them: signed in, in each language, on a phone and a desktop."""

import asyncio
import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from playwright.async_api import Error, async_playwright

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, StorageState, ViewportSize

    from yunqiao.config.shot import Shot

CHROMIUM: Final = "/usr/bin/chromium"
ZONE: Final = "America/Los_Angeles"
CODE: Final = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
SOON: Final = 100  # milliseconds between two looks into the mail catcher
AT_ONCE: Final = 4
LONGEST: Final = 90_000  # milliseconds a page may take on a busy machine
TOLD_EVERY: Final = 20  # pictures
LINK: Final = 5_000  # milliseconds for what stands in the page as it came
LANGUAGES: Final = ("zh-hans", "zh-hant", "en")
SIZES: Final[dict[str, "ViewportSize"]] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}


async def take(origin: str, folder: Path, shots: Sequence["Shot"]) -> tuple[int, list[str]]:
    """Fill a folder with pictures and their `index.html`: how many, and what could not be shown.

    Each account signs in once, each way to a page is walked once, and a page that is open is
    pictured in both sizes.
    """
    accounts: dict[str, list[Shot]] = {}
    for shot in shots:
        accounts.setdefault(shot.account, []).append(shot)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        camera = _Camera(browser, origin, folder, len(shots) * len(LANGUAGES) * len(SIZES))
        largest = sorted(accounts, key=lambda account: -len(accounts[account]))
        await asyncio.gather(*(camera.picture(one, accounts[one]) for one in largest))
    (folder / "index.html").write_text(_index(camera.files), encoding="utf-8")
    return len(camera.files), camera.missed


class _Camera:
    """A browser with a few pages open at once, and what it has pictured."""

    def __init__(self, browser: "Browser", origin: str, folder: Path, wanted: int) -> None:
        self._browser, self._origin, self._folder = browser, origin, folder
        self._wanted, self._free = wanted, asyncio.Semaphore(AT_ONCE)
        self.files: list[Path] = []
        self.missed: list[str] = []

    async def picture(self, account: str, shots: Sequence["Shot"]) -> None:
        """Picture what one account opens."""
        async with self._free:
            session = await self._session(account) if account else None
            found = await self._find(session, shots)
        await asyncio.gather(*(self._in_language(one, session, found) for one in LANGUAGES))

    async def _find(
        self, session: "StorageState | None", shots: Sequence["Shot"]
    ) -> dict[str, str]:
        """The addresses the shots lead to, which are the same in every language."""
        context = await self._context(session, LANGUAGES[-1])
        page = await context.new_page()
        found = {}
        for shot in shots:
            try:
                found[shot.name] = await self._walk(page, shot)
            except Error as problem:
                self._miss(shot.name, problem)
        await context.close()
        return found

    async def _walk(self, page: "Page", shot: "Shot") -> str:
        address = self._origin + shot.path
        for selector in shot.clicks:
            await page.goto(address, wait_until="domcontentloaded")
            link = page.locator(selector).first
            address = f"{self._origin}{await link.get_attribute('href', timeout=LINK)}"
        if shot.clicks and shot.then:
            await page.goto(address, wait_until="domcontentloaded")
            address = page.url
        return address + shot.then

    async def _in_language(
        self, language: str, session: "StorageState | None", found: dict[str, str]
    ) -> None:
        async with self._free:
            context = await self._context(session, language)
            page = await context.new_page()
            for name, address in found.items():
                try:
                    await self._shoot(page, address, f"{name}-{{}}-{language}.png")
                except Error as problem:
                    self._miss(f"{name} ({language})", problem)
            await context.close()

    async def _shoot(self, page: "Page", address: str, file: str) -> None:
        await page.goto(address)
        for size, viewport in SIZES.items():
            await page.set_viewport_size(viewport)
            path = self._folder / file.format(size)
            scale: Literal["css", "device"] = "device" if size == "phone" else "css"
            await page.screenshot(path=path, full_page=True, scale=scale)
            self.files.append(path)
            if len(self.files) % TOLD_EVERY == 0:
                print(f"{len(self.files)} of {self._wanted} pictures", flush=True)

    async def _context(self, session: "StorageState | None", language: str) -> "BrowserContext":
        context = await self._browser.new_context(
            viewport=SIZES["phone"],
            device_scale_factor=2,
            timezone_id=ZONE,
            service_workers="block",
            reduced_motion="reduce",
            storage_state=session,
        )
        context.set_default_timeout(LONGEST)
        chosen = {"language": language, "tz": ZONE}
        await context.add_cookies(
            [{"name": name, "value": value, "url": self._origin} for name, value in chosen.items()]
        )
        return context

    async def _session(self, account: str) -> "StorageState":
        """The session of a demonstration account, signed in by the code the mail catcher caught."""
        page = await self._browser.new_page()
        known = len(await self._codes(page, account))
        await page.goto(self._origin + "/sign-in/")
        await page.locator("input[name=email]").fill(account)
        await page.locator("main form.card button[type=submit]").click()
        await page.locator("input[name=code]").wait_for()
        while len(codes := await self._codes(page, account)) == known:
            await page.wait_for_timeout(SOON)
        await _type(page, codes[0])
        while "/second-factor/" in page.url:
            await _type(page, await self._app_code(page, account))
        state = await page.context.storage_state()
        await page.context.close()
        return state

    async def _app_code(self, page: "Page", account: str) -> str:
        """What the demonstration's authenticator shows; where a code was used, the next one."""
        asked = f"{self._origin}/sandbox/mail/api/authenticator"
        shown = await (await page.request.get(asked)).json()
        if await page.locator(".govuk-error-summary").count():
            await asyncio.sleep(shown["seconds_left"])
            shown = await (await page.request.get(asked)).json()
        return str(shown["codes"][account])

    async def _codes(self, page: "Page", account: str) -> list[str]:
        """The codes sent to an account, newest first."""
        asked = f"{self._origin}/sandbox/mail/api/messages"
        caught = await (await page.request.get(asked, params={"to": account})).json()
        subjects = [message["subject"] for message in caught["messages"]]
        return [found[0] for subject in subjects if (found := CODE.search(subject))]

    def _miss(self, what: str, problem: Error) -> None:
        self.missed.append(f"{what}: {problem.message.splitlines()[0]}")


async def _type(page: "Page", code: str) -> None:
    await page.locator("input[name=code]").fill(code)
    async with page.expect_navigation():
        await page.locator("main form.card button[type=submit]").click()


def _index(files: Sequence[Path]) -> str:
    pictures = "\n".join(
        f'<figure><a href="{name}"><img src="{name}" alt="" height="480" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>"
        for name in (html.escape(file.name) for file in sorted(files))
    )
    return f"<!doctype html><meta charset=utf-8><title>Yunqiao, every page</title>\n{pictures}\n"
