"""WeChat Pay's notifications: an encrypted resource in a signed request to the order's own address."""

import secrets
from datetime import datetime
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from yunqiao.sandbox.till.books import Event, Payment, Refund
from yunqiao.sandbox.till.dialect import Firm, Outgoing
from yunqiao.sandbox.wechatpay.merchant import Merchant
from yunqiao.sandbox.wechatpay.platform import Platform, compact, encrypted

BEIJING = ZoneInfo("Asia/Shanghai")
MINUTE, HOUR = 60, 3600
WECHATPAY = Firm(
    name="wechatpay",
    title_zh="微信支付 沙箱",
    title_en="WeChat Pay sandbox",
    retries=(
        15, 15, 30, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE,
        HOUR, 3 * HOUR, 3 * HOUR, 3 * HOUR, 6 * HOUR, 6 * HOUR,
    ),
)  # fmt: skip


class Notifications:
    """The dialect of WeChat Pay."""

    firm = WECHATPAY

    def __init__(self, merchant: Merchant, platform: Platform) -> None:
        self._merchant = merchant
        self._platform = platform

    def new_money_id(self) -> str:
        """A transaction number."""
        return f"42000{secrets.randbelow(10**23):023}"

    def callback(self, event: Event, payment: Payment, fault: str, now: float) -> Outgoing | None:
        """The notification (see the dialect): only of money that came or went."""
        refund = payment.refund(event.about)
        if event.kind == "paid":
            kind, url, told = "TRANSACTION.SUCCESS", payment.notify_url, transaction_of(payment)
        elif event.kind == "refunded" and refund and refund.notify_url:
            kind, url, told = "REFUND.SUCCESS", refund.notify_url, _refunded(payment, refund)
        else:
            return None
        told["mchid"] = "1900000000" if fault == "foreign" else self._merchant.mchid
        is_refund = kind.startswith("REFUND")
        body = compact(
            {
                "id": event.id.removeprefix("evt_"),
                "create_time": instant(event.at),
                "event_type": kind,
                "resource_type": "encrypt-resource",
                "summary": "退款成功" if is_refund else "支付成功",
                "resource": {
                    "original_type": "refund" if is_refund else "transaction",
                    **encrypted(
                        compact(told),
                        self._merchant.apiv3_key,
                        "refund" if is_refund else "transaction",
                    ),
                },
            }
        )
        serial = payment.asked.get("serial") or self._platform.public_key_id
        headers = self._platform.headers(body, now, serial, forged=fault == "forged")
        return Outgoing(url, {"Content-Type": "application/json", **headers}, body.encode())

    def is_taken(self, status: int, body: bytes) -> bool:  # noqa: ARG002 - the status says it
        """200 or 204."""
        return status in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}


def transaction_of(payment: Payment) -> dict[str, Any]:
    """An order as queries and notifications show it."""
    told: dict[str, Any] = {
        "appid": payment.asked["appid"],
        "mchid": payment.asked["mchid"],
        "out_trade_no": payment.key,
        "attach": payment.asked.get("attach", ""),
        "trade_state": state_of(payment),
        "trade_state_desc": "",
    }
    if payment.state == "paid":
        told |= {
            "transaction_id": payment.money_id,
            "trade_type": payment.asked["trade_type"],
            "bank_type": "OTHERS",
            "success_time": instant(payment.paid_at),
            "payer": {"openid": "oSandboxPayer00000000000000"},
            "amount": {
                "total": payment.received,
                "payer_total": payment.received,
                "currency": payment.received_currency,
                "payer_currency": payment.received_currency,
            },
        }
    return told


def refund_of(payment: Payment, refund: Refund) -> dict[str, Any]:
    """A refund as answers show it."""
    return {
        "refund_id": refund.id,
        "out_refund_no": refund.key,
        "transaction_id": payment.money_id,
        "out_trade_no": payment.key,
        "channel": "ORIGINAL",
        "user_received_account": "支付用户零钱",
        "success_time": instant(refund.at),
        "create_time": instant(refund.at),
        "status": "SUCCESS",
        "amount": {
            "total": payment.received,
            "refund": refund.minor,
            "payer_total": payment.received,
            "payer_refund": refund.minor,
            "settlement_refund": refund.minor,
            "settlement_total": payment.received,
            "discount_refund": 0,
            "currency": payment.received_currency,
        },
    }


def instant(at: float) -> str:
    """An instant as the platform writes it, in Beijing's time."""
    return datetime.fromtimestamp(at, BEIJING).isoformat(timespec="seconds")


def state_of(payment: Payment) -> str:
    """The trade state."""
    if payment.refunds:
        return "REFUND"
    if payment.state == "open":
        return "NOTPAY"
    return "SUCCESS" if payment.state == "paid" else "CLOSED"


def _refunded(payment: Payment, refund: Refund) -> dict[str, Any]:
    """A refund as notifications show it."""
    told = refund_of(payment, refund)
    told["refund_status"] = told.pop("status")
    return told
