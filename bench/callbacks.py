"""Signed callbacks of each firm, made as its sandbox makes them, and a gateway that reads them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from yunqiao.gateways.payment.accounts import MAKERS
from yunqiao.gateways.payment.port import Callback, PaymentGateway, Way
from yunqiao.sandbox.till.books import Event, Payment
from yunqiao.sandbox.till.dialect import Dialect
from yunqiao.sandbox.till.serving import Part, Site
from yunqiao.sandbox.till.till import Till

FEE = 4_680_000
"""In fen."""
NOTIFY = "https://court.example/api/payments/all/callback"


@dataclass(frozen=True)
class Firm:
    """One firm: what reads its callbacks, and what makes the next one."""

    name: str
    gateway: PaymentGateway
    dialect: Dialect

    def callback(self, key: str = "") -> Callback:
        """A callback about a payment just made, of the order of that key."""
        now = time.time()
        payment = _paid(key or uuid4().hex, self.dialect.new_money_id(), now)
        event = Event(f"evt_{uuid4().hex}", "paid", payment.id, now)
        outgoing = self.dialect.callback(event, payment, "", now)
        assert outgoing
        return Callback(outgoing.headers, outgoing.body, datetime.now(UTC))


def firms(folder: Path) -> list[Firm]:
    """All firms, their keys made in the folder."""
    from yunqiao.sandbox.alipay.__main__ import build as alipay
    from yunqiao.sandbox.stripe.__main__ import build as stripe
    from yunqiao.sandbox.wechatpay.__main__ import build as wechatpay

    builders = {Way.CARD: stripe, Way.WECHATPAY: wechatpay, Way.ALIPAY: alipay}
    return [_firm(way, build, folder / way) for way, build in builders.items()]


def _firm(way: Way, build: Callable[[Site, Till], Part], folder: Path) -> Firm:
    import tomllib

    from yunqiao.sandbox.till.books import Books
    from yunqiao.sandbox.till.faults import Faults

    site = Site(folder, folder / "account.toml", "http://127.0.0.1:1", "http://127.0.0.1:1", NOTIFY)
    part = build(site, Till(Books(folder), Faults()))
    gateway = MAKERS[way](tomllib.loads(site.account.read_text("utf-8")), folder)
    return Firm(part.dialect.firm.name, gateway, part.dialect)


def _paid(key: str, money_id: str, now: float) -> Payment:
    return Payment(
        id=f"cs_test_{key}",
        key=key,
        minor=FEE,
        currency="CNY",
        description="案件受理费（示例）",
        expires_at=now + 3600,
        notify_url=NOTIFY,
        asked={
            "client_reference_id": key,
            "metadata": {"key": key, "reference": "示例"},
            "appid": "wxsandbox0000000001",
            "mchid": "1900000001",
            "trade_type": "NATIVE",
        },
        state="paid",
        received=FEE,
        received_currency="CNY",
        money_id=money_id,
        paid_at=now,
    )
