"""WeChat Pay, API v3: a code to scan, a page on the phone, or a call inside WeChat."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any, Final
from zoneinfo import ZoneInfo

from wechatpayv3 import WeChatPayType

from yunqiao.gateways.payment.port import (
    Amount,
    Callback,
    CallbackRefusedError,
    CallWeChat,
    Device,
    FirmDeclinedError,
    FirmRefusedError,
    News,
    NoSuchPaymentError,
    Notice,
    Opened,
    Paid,
    PaymentOrder,
    PaymentStanding,
    PaymentState,
    Refunded,
    RefundOrder,
    RefundStanding,
    RefundState,
    Refusal,
    Reply,
    SendTo,
    ShowCode,
    StatementLine,
    Way,
    never_seen,
)
from yunqiao.gateways.payment.signs import is_fresh, seal_of, without_case
from yunqiao.gateways.payment.wechatpay_bill import lines_of_bill, unpacked
from yunqiao.gateways.payment.wechatpay_client import WeChatPayAccount, WeChatPayClient

ZONE: Final = "Asia/Shanghai"
CNY: Final = "CNY"
LONGEST_DESCRIPTION: Final = 127
"""Bytes of UTF-8."""
STANDINGS: Final = {
    "NOTPAY": PaymentStanding.OPEN,
    "PAYERROR": PaymentStanding.OPEN,
    "USERPAYING": PaymentStanding.PROCESSING,
    "ACCEPT": PaymentStanding.PROCESSING,
    "SUCCESS": PaymentStanding.PAID,
    "REFUND": PaymentStanding.PAID,
    "CLOSED": PaymentStanding.CLOSED,
    "REVOKED": PaymentStanding.CLOSED,
}
REFUNDS: Final = {
    "PROCESSING": RefundStanding.PROCESSING,
    "SUCCESS": RefundStanding.DONE,
    "CLOSED": RefundStanding.FAILED,
    "ABNORMAL": RefundStanding.FAILED,
}


class WeChatPayGateway:
    """One merchant account with WeChat Pay."""

    way = Way.WECHATPAY
    currencies = frozenset({CNY})
    zone = ZONE

    def __init__(self, account: WeChatPayAccount) -> None:
        """Nobody is asked until there is something to ask."""
        self._account = account
        self._client = WeChatPayClient(account)

    def open(self, order: PaymentOrder) -> Opened:
        """Open a payment (see the port)."""
        if order.amount.currency != CNY:
            raise FirmRefusedError("currency", "WeChat Pay takes yuan only")
        pay = self._client.library.pay
        given: dict[str, Any] = {
            "description": _cut(order.description),
            "out_trade_no": order.key,
            "amount": {"total": order.amount.minor, "currency": CNY},
            "attach": order.reference,
            "notify_url": order.notify_url,
            "time_expire": order.expires_at.astimezone(ZoneInfo(ZONE)).isoformat(
                timespec="seconds"
            ),
        }
        if order.payer.device is Device.PHONE:
            scene = {"payer_client_ip": order.payer.ip_address, "h5_info": {"type": "Wap"}}
            given |= {"scene_info": scene, "pay_type": WeChatPayType.H5}
            return Opened(order.key, "", SendTo(self._client.ask(pay, **given)["h5_url"]))
        if order.payer.device is Device.WECHAT:
            given |= {"payer": {"openid": order.payer.openid}, "pay_type": WeChatPayType.JSAPI}
            prepay_id = self._client.ask(pay, **given)["prepay_id"]
            sign = self._client.pay_sign(self._account.appid, prepay_id, token_hex(16))
            return Opened(order.key, prepay_id, CallWeChat(sign))
        answer = self._client.ask(pay, **given, pay_type=WeChatPayType.NATIVE)
        return Opened(order.key, "", ShowCode(answer["code_url"]))

    def state_of(self, key: str, firm_id: str) -> PaymentState:  # noqa: ARG002 - the key is enough
        """What the firm's books say now (see the port)."""
        told = self._client.ask(self._client.library.query, out_trade_no=key)
        standing = STANDINGS[told["trade_state"]]
        if standing is not PaymentStanding.PAID:
            return PaymentState(key=key, standing=standing)
        return PaymentState(
            key=key,
            standing=standing,
            received=_amount(told["amount"], "total"),
            money_id=told["transaction_id"],
            paid_at=_instant(told["success_time"]),
        )

    def close(self, key: str, firm_id: str) -> PaymentState:
        """Let no more money come (see the port)."""
        try:
            self._client.ask(self._client.library.close, out_trade_no=key)
        except NoSuchPaymentError:
            raise
        except FirmRefusedError:
            pass  # it is paid or closed already
        return self.state_of(key, firm_id)

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back (see the port)."""
        if order.amount.currency != CNY or order.paid.currency != CNY:
            raise FirmRefusedError("currency", "WeChat Pay takes yuan only")
        if order.amount.minor > order.paid.minor:
            raise FirmDeclinedError("REFUND_FEE_MISMATCH", "more than was paid")
        told = self._client.ask(
            self._client.library.refund,
            out_refund_no=order.key,
            out_trade_no=order.payment_key,
            amount={"refund": order.amount.minor, "total": order.paid.minor, "currency": CNY},
            reason=order.reason,
            notify_url=order.notify_url or None,
        )
        state = _refund_state(order.key, told)
        if state.amount != order.amount:
            raise FirmRefusedError("idempotency", "another refund has this key")
        return state

    def refund_state(self, order: RefundOrder) -> RefundState:
        """What the firm's books say of a refund now (see the port)."""
        told = self._client.ask(self._client.library.query_refund, out_refund_no=order.key)
        return _refund_state(order.key, told)

    def translate(self, callback: Callback, taken: Callable[[str], bool] = never_seen) -> Notice:
        """What a callback says (see the port)."""
        headers = without_case(callback.headers)
        notice = self._client.news(headers, callback.body)
        if notice is None:
            raise CallbackRefusedError(Refusal.FORGED, "not signed by WeChat Pay")
        if not is_fresh(int(headers["wechatpay-timestamp"]), callback.received_at):
            raise CallbackRefusedError(Refusal.STALE, "signed at another time")
        seal = seal_of(headers["wechatpay-signature"], callback.body)
        if taken(seal):
            raise CallbackRefusedError(Refusal.REPLAYED, f"taken before: {notice['id']}")
        news = self._news(notice["event_type"], notice["resource"])
        if news is None:
            raise CallbackRefusedError(Refusal.UNKNOWN, f"no news of ours: {notice['event_type']}")
        return Notice(str(notice["id"]), seal, news)

    def reply_to(self, refused: Refusal | None) -> Reply:
        """What WeChat Pay wants to hear (see the port)."""
        if refused in {None, Refusal.REPLAYED, Refusal.UNKNOWN}:
            return Reply(200, "application/json", b'{"code":"SUCCESS"}')
        return Reply(401, "application/json", b'{"code":"FAIL","message":"signature"}')

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The trade bill of a day in Beijing (see the port); the firm makes it at ten the next morning."""
        told = self._client.ask(self._client.library.trade_bill, bill_date=day.isoformat())
        url = str(told["download_url"]).replace(self._account.address.rstrip("/"), "", 1)
        packed = self._client.fetch(self._client.library.download_bill, url=url)
        return lines_of_bill(unpacked(packed, str(told["hash_value"])))

    def _news(self, event: str, told: dict[str, Any]) -> News | None:
        if told.get("mchid") != self._account.mchid:
            return None
        if event == "TRANSACTION.SUCCESS":
            return Paid(
                key=told["out_trade_no"],
                amount=_amount(told["amount"], "total"),
                money_id=told["transaction_id"],
                at=_instant(told["success_time"]),
            )
        if event in {"REFUND.SUCCESS", "REFUND.ABNORMAL", "REFUND.CLOSED"}:
            return Refunded(
                key=told["out_refund_no"],
                payment_key=told["out_trade_no"],
                standing=REFUNDS[told["refund_status"]],
                amount=Amount(int(told["amount"]["refund"]), CNY),
            )
        return None


def _amount(told: dict[str, Any], field: str) -> Amount:
    return Amount(int(told[field]), str(told.get("currency", CNY)))


def _refund_state(key: str, told: dict[str, Any]) -> RefundState:
    return RefundState(
        key=key,
        standing=REFUNDS[told["status"]],
        amount=_amount(told["amount"], "refund"),
        firm_id=told["refund_id"],
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _cut(description: str) -> str:
    return description.encode()[:LONGEST_DESCRIPTION].decode("utf-8", "ignore")
