"""Alipay: the firm's page for a computer or a phone, RSA2 signatures, asynchronous notifications."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl

from yunqiao.gateways.payment.alipay_bill import LARGEST_PACKED, lines_of_bill
from yunqiao.gateways.payment.alipay_client import ZONE, AlipayAccount, AlipayClient
from yunqiao.gateways.payment.port import (
    Amount,
    Callback,
    CallbackRefusedError,
    Closed,
    Device,
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
    StatementLine,
    Way,
    never_seen,
)
from yunqiao.gateways.payment.signs import TOLERANCE, seal_of

CNY: Final = "CNY"
LONGEST_SUBJECT: Final = 256
BREAKS_SIGNATURES: Final = str.maketrans("{}/=&", "()---")
"""The library looks for the end of what is signed by counting braces; Alipay forbids the rest."""
RETRIES_END: Final = 26 * 3600
"""Seconds: Alipay repeats a notification for a little over a day, with its first signature."""
MOST_FIELDS: Final = 200
PAID: Final = {"TRADE_SUCCESS", "TRADE_FINISHED"}


class AlipayPages:
    """One application with Alipay."""

    way = Way.ALIPAY
    currencies = frozenset({CNY})
    zone = "Asia/Shanghai"

    def __init__(self, account: AlipayAccount) -> None:
        """Nobody is asked until there is something to ask."""
        self._account = account
        self._client = AlipayClient(account)

    def open(self, order: PaymentOrder) -> Opened:
        """Sign the address of the page (see the port): Alipay hears of it when the payer comes."""
        if order.amount.currency != CNY:
            raise FirmRefusedError("currency", "Alipay takes yuan only")
        on_phone = order.payer.device is not Device.DESKTOP
        content = {
            "out_trade_no": order.key,
            "total_amount": _yuan(order.amount),
            "subject": order.description.translate(BREAKS_SIGNATURES)[:LONGEST_SUBJECT],
            "product_code": "QUICK_WAP_WAY" if on_phone else "FAST_INSTANT_TRADE_PAY",
            "time_expire": order.expires_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S"),
            "quit_url": order.cancel_url,
        }
        method = "alipay.trade.wap.pay" if on_phone else "alipay.trade.page.pay"
        url = self._client.page(
            method, content, return_url=order.return_url, notify_url=order.notify_url
        )
        return Opened(order.key, "", SendTo(url))

    def state_of(self, key: str, firm_id: str) -> PaymentState:  # noqa: ARG002 - the key is enough
        """What the firm's books say now (see the port)."""
        told = self._client.ask("alipay.trade.query", {"out_trade_no": key})
        if told["trade_status"] == "WAIT_BUYER_PAY":
            return PaymentState(key=key, standing=PaymentStanding.OPEN)
        if told["trade_status"] not in PAID and not told.get("send_pay_date"):
            return PaymentState(key=key, standing=PaymentStanding.CLOSED)
        return PaymentState(
            key=key,
            standing=PaymentStanding.PAID,  # closed after payment means: all given back
            received=_amount(told, "total_amount"),
            money_id=str(told["trade_no"]),
            paid_at=_instant(told["send_pay_date"]),
        )

    def close(self, key: str, firm_id: str) -> PaymentState:
        """Let no more money come (see the port)."""
        try:
            self._client.ask("alipay.trade.close", {"out_trade_no": key})
        except NoSuchPaymentError:
            raise
        except FirmRefusedError:
            pass  # it is paid or closed already
        return self.state_of(key, firm_id)

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back (see the port); the answer tells only the sum, so it is asked about."""
        if order.amount.currency != CNY:
            raise FirmRefusedError("currency", "Alipay takes yuan only")
        self._client.ask(
            "alipay.trade.refund",
            {
                "out_trade_no": order.payment_key,
                "out_request_no": order.key,
                "refund_amount": _yuan(order.amount),
                "refund_reason": order.reason.translate(BREAKS_SIGNATURES)[:LONGEST_SUBJECT],
            },
        )
        try:
            state = self.refund_state(order)
        except NoSuchPaymentError:  # it was taken a moment ago, and the query does not know it yet
            return RefundState(
                key=order.key, standing=RefundStanding.PROCESSING, amount=order.amount, firm_id=""
            )
        if state.amount != order.amount:
            raise FirmRefusedError("idempotency", "another refund has this key")
        return state

    def refund_state(self, order: RefundOrder) -> RefundState:
        """What the firm's books say of a refund now (see the port)."""
        told = self._client.ask(
            "alipay.trade.fastpay.refund.query",
            {"out_trade_no": order.payment_key, "out_request_no": order.key},
        )
        if "refund_amount" not in told:
            raise NoSuchPaymentError("ACQ.TRADE_NOT_EXIST", f"no refund {order.key}")
        done = told.get("refund_status") == "REFUND_SUCCESS"
        return RefundState(
            key=order.key,
            standing=RefundStanding.DONE if done else RefundStanding.PROCESSING,
            amount=_amount(told, "refund_amount"),
            firm_id=str(told.get("trade_no", "")),
        )

    def translate(self, callback: Callback, taken: Callable[[str], bool] = never_seen) -> Notice:
        """What a notification says (see the port)."""
        given = _fields(callback.body)
        if not self._client.is_signed(given):
            raise CallbackRefusedError(Refusal.FORGED, "not signed by Alipay")
        age = callback.received_at.timestamp() - _instant(given["notify_time"]).timestamp()
        if not -TOLERANCE <= age <= RETRIES_END:
            raise CallbackRefusedError(Refusal.STALE, "signed at another time")
        seal = seal_of(given["sign"], callback.body)
        if taken(seal):
            raise CallbackRefusedError(Refusal.REPLAYED, f"taken before: {given['notify_id']}")
        news = _news(given) if given.get("app_id") == self._account.app_id else None
        if news is None:
            said = f"no news of ours: {given.get('trade_status')}"
            raise CallbackRefusedError(Refusal.UNKNOWN, said)
        return Notice(given["notify_id"], seal, news)

    def reply_to(self, refused: Refusal | None) -> Reply:
        """What Alipay wants to hear (see the port): the word success, or anything else."""
        believed = refused in {None, Refusal.REPLAYED, Refusal.UNKNOWN}
        return Reply(200, "text/plain", b"success" if believed else b"failure")

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The trade bill of a day in Beijing (see the port); the firm makes it the next morning."""
        told = self._client.ask(
            "alipay.data.dataservice.bill.downloadurl.query",
            {"bill_type": "trade", "bill_date": day.isoformat()},
        )
        packed = self._client.download(str(told["bill_download_url"]), LARGEST_PACKED)
        return lines_of_bill(packed)


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise CallbackRefusedError(Refusal.FORGED, f"not a form: {error}") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise CallbackRefusedError(Refusal.FORGED, "a field stands there twice")
    return fields


def _news(given: Mapping[str, str]) -> News | None:
    if given.get("gmt_refund"):
        return Refunded(
            key=given.get("out_biz_no", ""),
            payment_key=given["out_trade_no"],
            standing=RefundStanding.DONE,
            amount=None,
        )
    if given["trade_status"] in PAID:
        return Paid(
            key=given["out_trade_no"],
            amount=_amount(given, "total_amount"),
            money_id=given["trade_no"],
            at=_instant(given["gmt_payment"]),
        )
    return Closed(key=given["out_trade_no"]) if given["trade_status"] == "TRADE_CLOSED" else None


def _yuan(amount: Amount) -> str:
    return f"{amount.minor // 100}.{amount.minor % 100:02}"


def _amount(told: Mapping[str, Any], field: str) -> Amount:
    return Amount(int(Decimal(told[field]) * 100), str(told.get("trans_currency", CNY)))


def _instant(text: str) -> datetime:
    local = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZONE)
    return local.astimezone(UTC)
