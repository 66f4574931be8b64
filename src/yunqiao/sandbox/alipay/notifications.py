"""Alipay's notifications: a signed form to the order's own address, until the answer is "success"."""

import secrets
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from yunqiao.sandbox.alipay.application import Application
from yunqiao.sandbox.till.books import Event, Payment
from yunqiao.sandbox.till.dialect import Firm, Outgoing

BEIJING = ZoneInfo("Asia/Shanghai")
MINUTE, HOUR = 60, 3600
SELLER = "2088000000000001"
ALIPAY = Firm(
    name="alipay",
    title_zh="支付宝 沙箱",
    title_en="Alipay sandbox",
    retries=(4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR),
)
TWO_DAYS = 48 * HOUR


class Notifications:
    """The dialect of Alipay."""

    firm = ALIPAY

    def __init__(self, application: Application) -> None:
        self._application = application

    def new_money_id(self) -> str:
        """A trade number."""
        return f"{datetime.now(BEIJING):%Y%m%d}22001{secrets.randbelow(10**15):015}"

    def callback(self, event: Event, payment: Payment, fault: str, now: float) -> Outgoing | None:
        """The notification (see the dialect): a failed attempt is not told, an order without address neither."""
        if event.kind not in {"paid", "closed", "refunded"} or not payment.notify_url:
            return None
        told_at = now - (TWO_DAYS if fault == "stale" else 0)
        told = {
            "app_id": "2021000000000002" if fault == "foreign" else self._application.app_id,
            "auth_app_id": self._application.app_id,
            "charset": "utf-8",
            "version": "1.0",
            "notify_type": "trade_status_sync",
            "notify_id": event.id.removeprefix("evt_"),
            "notify_time": beijing(told_at),
            "seller_id": SELLER,
            "subject": payment.description,
            "out_trade_no": payment.key,
            "trade_no": payment.money_id or payment.id,
            "trade_status": status_of(payment),
            "total_amount": yuan(payment.received or payment.minor),
            "gmt_create": beijing(payment.opened_at),
        }
        if payment.received:
            told |= {
                "gmt_payment": beijing(payment.paid_at),
                "buyer_logon_id": "san***@example.com",
            }
            told |= _currency(payment)
        if event.kind == "refunded":
            told |= {
                "gmt_refund": beijing(event.at),
                "refund_fee": yuan(payment.refunded),
                "out_biz_no": event.about,
            }
        fields = self._application.sealed(told, forged=fault == "forged")
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        return Outgoing(payment.notify_url, headers, urlencode(fields).encode())

    def is_taken(self, status: int, body: bytes) -> bool:
        """The word success and nothing else."""
        return status == HTTPStatus.OK and body.strip() == b"success"


def status_of(payment: Payment) -> str:
    """The trade status; closed both when nobody paid and when all was given back."""
    if payment.state == "open":
        return "WAIT_BUYER_PAY"
    if payment.state == "closed" or (payment.refunds and payment.refunded >= payment.received):
        return "TRADE_CLOSED"
    return "TRADE_SUCCESS"


def trade_of(payment: Payment) -> dict[str, str]:
    """A trade as queries show it."""
    told = {
        "code": "10000",
        "msg": "Success",
        "out_trade_no": payment.key,
        "trade_no": payment.money_id or payment.id,
        "trade_status": status_of(payment),
        "total_amount": yuan(payment.received or payment.minor),
    }
    if payment.received:
        told |= {"send_pay_date": beijing(payment.paid_at), "buyer_logon_id": "san***@example.com"}
        told |= _currency(payment)
    return told


def beijing(at: float) -> str:
    """An instant as Alipay writes it."""
    return datetime.fromtimestamp(at, BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def yuan(fen: int) -> str:
    """An amount as Alipay writes it."""
    return f"{fen // 100}.{fen % 100:02}"


def _currency(payment: Payment) -> dict[str, str]:
    """Told only where it is not yuan."""
    foreign = payment.received_currency != "CNY"
    return {"trans_currency": payment.received_currency} if foreign else {}
