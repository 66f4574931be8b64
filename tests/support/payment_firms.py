"""Firms to pay with: the fake in this process, and the sandboxes in processes of their own."""

import http.client
import json
import os
import queue
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from support.processes import eventually
from yunqiao.gateways.payment.accounts import EVERY_COURT, MAKERS, AccountsFolder
from yunqiao.gateways.payment.fake import FakeFirm
from yunqiao.gateways.payment.port import (
    Callback,
    CallWeChat,
    Closed,
    Declined,
    Disputed,
    Opened,
    Paid,
    PaymentGateway,
    PaymentGateways,
    Refunded,
    Reply,
    ShowCode,
    Way,
)
from yunqiao.gateways.registry import bind

PATIENCE = 5.0  # seconds for a callback to come
TELLS = {
    "fake": {Paid, Declined, Closed, Refunded, Disputed},
    "stripe": {Paid, Declined, Closed, Refunded, Disputed},
    "wechatpay": {Paid, Refunded},
    "alipay": {Paid, Closed, Refunded},
}
WAYS = {"stripe": Way.CARD, "wechatpay": Way.WECHATPAY, "alipay": Way.ALIPAY}


class Firm(Protocol):
    """A firm, its gateway, and its payers, who do what they are told."""

    @property
    def name(self) -> str:
        """Of the sandbox, or fake."""

    @property
    def gateway(self) -> PaymentGateway:
        """What the court holds."""

    @property
    def notify_url(self) -> str:
        """Where callbacks go."""

    def arrive(self, opened: Opened) -> int:
        """The payer opens the page; the status of the answer."""

    def choose(self, opened: Opened, choice: str) -> int:
        """The payer chooses on the page: pay, decline, expire."""

    def dispute(self, key: str) -> None:
        """The payer objects."""

    def plant(self, kind: str, **told: object) -> None:
        """Something goes wrong from now on."""

    def heal(self) -> None:
        """Nothing goes wrong any more."""

    def next_call(self) -> Callback:
        """The next callback."""

    def close_days(self) -> None:
        """Every day is over."""

    def received(self, key: str) -> list[int]:
        """The sums that the firm's books show for a key, one for each payment of it."""


@dataclass
class Inbox:
    """The court's address for callbacks; `reply` is what it answers."""

    url: str
    calls: "queue.Queue[Callback]" = field(default_factory=queue.Queue)
    reply: Reply = field(default=Reply(200, "text/plain", b"success"))


@contextmanager
def inbox() -> Iterator[Inbox]:
    """A server that keeps callbacks."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.calls.put(Callback(dict(self.headers.items()), body, datetime.now(UTC)))
            self.send_response(kept.reply.status)
            self.send_header("Content-Type", kept.reply.media_type)
            self.send_header("Content-Length", str(len(kept.reply.body)))
            self.end_headers()
            self.wfile.write(kept.reply.body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept = Inbox(f"http://127.0.0.1:{server.server_address[1]}/callbacks")
        serving = Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        yield kept
        server.shutdown()
        serving.join()


@dataclass
class SandboxFirm:
    """A sandbox, through its pages and its control interface."""

    name: str
    gateway: PaymentGateway
    address: str
    inbox: Inbox
    process: subprocess.Popen[str]
    account: dict[str, Any]
    patience: float = PATIENCE

    @property
    def notify_url(self) -> str:
        return self.inbox.url

    def arrive(self, opened: Opened) -> int:
        return self._page(opened)[0]

    def choose(self, opened: Opened, choice: str) -> int:
        _, page = self._page(opened)
        form = urlencode({"choice": choice})
        return ask(page, "POST", form, {"Content-Type": "application/x-www-form-urlencoded"})[0]

    def dispute(self, key: str) -> None:
        [payment] = [p for p in self.payments() if p["key"] == key]
        assert self.control(f"payments/{payment['id']}/dispute", "POST")[0] == 200

    def plant(self, kind: str, **told: object) -> None:
        assert self.control("faults", "POST", {"kind": kind, **told})[0] == 200

    def heal(self) -> None:
        assert self.control("faults", "DELETE")[0] == 204

    def begin_afresh(self) -> None:
        """Nothing goes wrong, today is not over, no callback is left."""
        self.heal()
        self.patience = PATIENCE
        assert self.control("days/open", "POST")[0] == 204
        if self.name == "stripe":
            vars(self.gateway)["_clock"] = lambda: datetime.now(UTC)
        self.inbox.reply = self.gateway.reply_to(None)
        eventually(self.has_sent_everything)
        while not self.inbox.calls.empty():
            self.inbox.calls.get()

    def has_sent_everything(self) -> bool:
        """Whether no callback waits for its next try; those that do are sent now."""
        assert self.control("deliveries/now", "POST")[0] == 204
        waiting: int = json.loads(self.control("deliveries/waiting")[1])["waiting"]
        return not waiting

    def next_call(self) -> Callback:
        return self.inbox.calls.get(timeout=self.patience)

    def close_days(self) -> None:
        assert self.control("days/close", "POST")[0] == 204
        if self.name == "stripe":  # whose days the gateway itself counts
            over = datetime.now(UTC) + timedelta(days=1)
            vars(self.gateway)["_clock"] = lambda: over

    def received(self, key: str) -> list[int]:
        mine = [p for p in self.payments() if p["key"].startswith(key)]
        return [payment["received"] for payment in mine]

    def payments(self) -> list[dict[str, Any]]:
        """The books."""
        return list(json.loads(self.control("payments")[1])["payments"])

    def deliveries(self) -> list[dict[str, Any]]:
        """What became of the callbacks."""
        return list(json.loads(self.control("deliveries")[1])["deliveries"])

    def control(self, path: str, method: str = "GET", told: object = None) -> tuple[int, str]:
        """Ask the control interface."""
        body = None if told is None else json.dumps(told)
        url = f"{self.address}/sandbox/{self.name}/api/{path}"
        status, _, text = ask(url, method, body)
        return status, text

    def _page(self, opened: Opened) -> tuple[int, str]:
        """The payer's page, at which the address of an Alipay order only arrives."""
        if isinstance(opened.step, CallWeChat):
            raise TypeError("a call inside WeChat has no page")
        url = opened.step.text if isinstance(opened.step, ShowCode) else opened.step.url
        status, headers, _ = ask(url)
        if status == http.client.SEE_OTHER:
            url = headers["Location"]
            status, _, _ = ask(url)
        return status, url


def ask(
    url: str, method: str = "GET", body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of one request; redirects are not followed."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.netloc, timeout=60)
    try:
        path = f"{place.path}?{place.query}" if place.query else place.path
        connection.request(method, path, body and body.encode(), headers or {})
        answer = connection.getresponse()
        charset = answer.headers.get_content_charset("utf-8")
        return answer.status, dict(answer.headers.items()), answer.read().decode(charset)
    finally:
        connection.close()


@contextmanager
def sandbox_firm(
    name: str, folder: Path, account: str = "account.toml", *, notify: str = ""
) -> Iterator[SandboxFirm]:
    """A running sandbox of that name, and the gateway for the account it hands out.

    Its callbacks go to `notify`, else to an inbox.
    """
    with inbox() as kept:
        command = [sys.executable, "-m", f"yunqiao.sandbox.{name}", "--folder", str(folder)]
        process = subprocess.Popen(
            [*command, "--notify", notify or kept.url],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        with process.stdout:
            address = process.stdout.readline().strip()
            told = tomllib.loads((folder / account).read_text("utf-8"))
            gateway = MAKERS[WAYS[name]](told, folder)
            yield SandboxFirm(name, gateway, address, kept, process, told)
            process.terminate()
            assert process.wait(10) == 0


@contextmanager
def sandbox_firms(home: Path, court: str) -> Iterator[dict[Way, SandboxFirm]]:
    """Every sandbox, calling back the court at this address; the accounts lie where HOME has them."""
    accounts = home / "payment" / "accounts"
    shared = accounts / EVERY_COURT
    shared.mkdir(parents=True)
    with ExitStack() as stack:
        firms = {}
        for name, way in WAYS.items():
            door = f"{court}/api/payments/{EVERY_COURT}/{way}/callback"
            firms[way] = stack.enter_context(sandbox_firm(name, home / name, notify=door))
            (shared / f"{way}.toml").symlink_to(home / name / "account.toml")
        bind(PaymentGateways, AccountsFolder(accounts))  # type: ignore[type-abstract]
        yield firms


class FakeFirmInTests:
    """The fake, with its own ways of acting."""

    name = "fake"
    notify_url = "https://court.example/callbacks"

    def __init__(self) -> None:
        self.gateway: PaymentGateway = FakeFirm()
        self._fake: Any = self.gateway
        self._read = 0

    def arrive(self, opened: Opened) -> int:
        return 200 if opened.key else 404

    def choose(self, opened: Opened, choice: str) -> int:
        if self._fake.state_of(opened.key, "").standing.value != "open":
            return 409
        getattr(self._fake, choice)(opened.key)
        return 303

    def dispute(self, key: str) -> None:
        self._fake.dispute(key)

    def plant(self, kind: str, **_told: object) -> None:
        if kind == "down":
            self._fake.answers = False
        else:
            self._fake.faults.add(kind)

    def heal(self) -> None:
        self._fake.answers = True
        self._fake.faults.clear()

    def next_call(self) -> Callback:
        if self._read >= len(self._fake.calls):
            raise queue.Empty
        self._read += 1
        call: Callback = self._fake.calls[self._read - 1]
        return call

    def close_days(self) -> None:
        self._fake.days_closed.add(datetime.now(UTC).date())

    def received(self, key: str) -> list[int]:
        received = self._fake.state_of(key, "").received
        return [received.minor if received else 0]
