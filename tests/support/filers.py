"""Programs that file through the API, and file again with the same key until they are answered."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from threading import Condition, Event
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen
from uuid import uuid4

from running import PATIENCE
from support.ledger import Ledger
from support.makers import claim_data

EXAMINED_WITHIN = 15.0  # seconds; a claim without its document is filed after that
ANSWERED_WITHIN = 10.0  # seconds; a request without an answer is sent again
BETWEEN_TRIES = 0.1
BETWEEN_FILINGS = 0.1
EVERY_THIRD = 3
PROGRAMS = 3


class Lost(Exception):  # noqa: N818  # not a fault of the filer
    """No answer, or one that says to try again: whether it was filed is not known."""


@dataclass
class Filers:
    """A few programs at work for one account; `ledger` keeps what was acknowledged to them."""

    address: str
    token: str
    ledger: Ledger
    _stop: Event = field(default_factory=Event)
    _answered: Condition = field(default_factory=Condition)
    _latest: float = 0.0  # when the latest acknowledged request was sent

    @contextmanager
    def at_work(self, *, with_documents: bool = True) -> Iterator[None]:
        """File while the block runs; what was begun is finished. A program's failure is raised."""
        every = EVERY_THIRD if with_documents else None
        with ThreadPoolExecutor(PROGRAMS) as threads:
            running = [threads.submit(self._file_on, every) for _ in range(PROGRAMS)]
            try:
                yield
            finally:
                self._stop.set()
        for each in running:
            each.result()

    def until_next_acknowledgement(self) -> float:
        """Wait for a filing that is sent from now on and acknowledged; the seconds it took.

        Raises:
            AssertionError: there was none in time.
        """
        asked = time.monotonic()
        with self._answered:
            assert self._answered.wait_for(lambda: self._latest > asked, PATIENCE), "no answer"
        return time.monotonic() - asked

    def _file_on(self, with_document_every: int | None) -> None:
        number = 0
        while not self._stop.wait(BETWEEN_FILINGS):
            number += 1
            with_document = with_document_every and number % with_document_every == 0
            self._file(with_document=bool(with_document))

    def _file(self, *, with_document: bool) -> None:
        key = str(uuid4())
        documents = self._hand_in(key) if with_document else []
        body = json.dumps(claim_data(documents=documents)).encode()
        receipt = self._until_answered("filings", body, key)
        self.ledger.note("filed", key=key, **receipt)
        if with_document:
            again = self._until_answered("filings", body, key)
            assert again == receipt, (again, receipt)

    def _hand_in(self, key: str) -> list[dict[str, str]]:
        """A document for a claim; none if the worker, killed perhaps, did not examine it in time."""
        path = f"uploads?name={quote('证据.txt')}"
        upload = self._until_answered(path, f"证据 {key}".encode(), key)
        deadline, pause = time.monotonic() + EXAMINED_WITHIN, Event()
        while time.monotonic() < deadline:
            with suppress(Lost):
                if self._ask(f"uploads/{upload['id']}", None, {})["state"] == "ready":
                    return [{"upload": upload["id"], "proves": "证明目的"}]
            pause.wait(BETWEEN_TRIES)
        return []

    def _until_answered(self, path: str, body: bytes, key: str) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        pause = Event()
        while True:
            sent = time.monotonic()
            try:
                answer = self._post(path, body, key)
            except Lost:
                assert time.monotonic() < deadline, f"no answer in {PATIENCE} s"
                pause.wait(BETWEEN_TRIES)
                continue
            with self._answered:
                self._latest = max(self._latest, sent)
                self._answered.notify_all()
            return answer

    def _post(self, path: str, body: bytes, key: str) -> dict[str, Any]:
        headers = {
            "Idempotency-Key": key if path == "filings" else f"{key}.document",
            "Content-Type": "application/json" if path == "filings" else "text/plain",
        }
        return self._ask(path, body, headers)

    def _ask(self, path: str, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}", **headers}
        request = Request(f"{self.address}/api/v1/{path}", body, headers)
        try:
            with urlopen(request, timeout=ANSWERED_WITHIN) as answer:
                given: dict[str, Any] = json.load(answer)
        except HTTPError as error:
            with error:
                if error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise AssertionError(error.read().decode()) from error
            raise Lost from error
        except (OSError, HTTPException, ValueError) as error:
            raise Lost from error
        return given
