"""Somebody at a browser: opens pages, fills in forms, keeps the session's cookies."""

import http.client
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

from yunqiao.config.story.pages import Form, Page, read

LONGEST_ANSWER = 120.0  # seconds
LOOK_AGAIN = 0.3  # seconds
REDIRECTS = range(300, 400)
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
Found = TypeVar("Found")


class StoryError(Exception):
    """Something did not go as the story has it."""


@dataclass(frozen=True)
class Answer:
    """What the court answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Visitor:
    """A person with a phone of their own, reading in one language."""

    origin: str
    language: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cookies.setdefault("language", self.language)

    def open(self, path: str) -> Page:
        """Open a page, following where it leads.

        Raises:
            StoryError: it is not there.
        """
        path = path.removeprefix(self.origin)
        return self._shown(path, self.ask("GET", path))

    def submit(self, page: Page, form: Form, **values: str) -> Page:
        """Fill in a form and send it.

        Raises:
            StoryError: the court does not take it.
        """
        path = urljoin(page.path, form.action) if form.action else page.path
        body = urlencode(form.values | values).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.origin}
        return self._shown(path, self.ask("POST", path, body, headers))

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request, without following where it leads."""
        connection = self.connect()
        try:
            connection.request(method, path, body, self.headers() | dict(headers or {}))
            answer = connection.getresponse()
            for set_cookie in answer.headers.get_all("Set-Cookie", []):
                for name, morsel in SimpleCookie(set_cookie).items():
                    self.cookies[name] = morsel.value
            return Answer(answer.status, answer.headers, answer.read())
        except (OSError, http.client.HTTPException) as error:
            raise StoryError(f"{method} {path}: {error!r}") from error
        finally:
            connection.close()

    def connect(self) -> http.client.HTTPConnection:
        """A connection to the court."""
        place = urlsplit(self.origin)
        secure = place.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(place.hostname or "localhost", place.port, timeout=LONGEST_ANSWER)

    def headers(self) -> dict[str, str]:
        """What this browser says with each request."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": kept, "Accept-Language": self.language, "User-Agent": PHONE}

    def _shown(self, path: str, answer: Answer) -> Page:
        while answer.status in REDIRECTS:
            path = urljoin(path, answer.headers["Location"])
            path = path.removeprefix(self.origin)
            answer = self.ask("GET", path)
        page = read(path, answer.status, answer.body.decode(errors="replace"))
        if answer.status != HTTPStatus.OK:
            raise StoryError(f"{path}: {answer.status} {page.heading}")
        return page


def begin(page: Page) -> Form:
    """The form of a page that only begins something: it asks nothing and leads back here."""
    return next(form for form in page.forms if not form.action or form.action == page.path)


def examined(visitor: Visitor, path: str) -> Page:
    """A page with uploads, once none of them is being examined any more."""

    def look() -> Page | None:
        answer = visitor.ask("GET", path)
        return None if b"data-checking" in answer.body else visitor.open(path)

    return until(look, what="examination of an upload")


def link(page: Page, pattern: str) -> str:
    """The first link of the page that fits.

    Raises:
        StoryError: there is none.
    """
    for address in page.links:
        if re.search(pattern, address):
            return address
    raise StoryError(f"{page.path} ({page.heading}) has no link {pattern}")


def until(look: Callable[[], Found | None], *, what: str, within: float = 120.0) -> Found:
    """Look again until there is something.

    Raises:
        StoryError: there was nothing in time (seconds).
    """
    deadline = time.monotonic() + within
    while (found := look()) is None:
        if time.monotonic() > deadline:
            raise StoryError(f"{what}: not within {within:.0f} s")
        time.sleep(LOOK_AGAIN)
    return found
