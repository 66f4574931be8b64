"""What the court asks of a firm that takes payments.

A payment is opened with a key of ours; the firm answers where to send the payer. What happened is
learnt three ways, and the books trust only the second and third: the payer comes back (proves
nothing), a callback arrives (`translate`), or we ask (`state_of`). The firm's statement of a day is
what the books are reconciled with.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units of ISO 4217 (fen, cents; yen have none). Never negative."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.minor < 0:
            raise ValueError("an amount is not negative")


class Way(StrEnum):
    """A way to pay that goes through a firm; bank transfer is `gateways.bank`."""

    CARD = "card"
    WECHATPAY = "wechatpay"
    ALIPAY = "alipay"


class Device(Enum):
    """What the payer holds: it decides which page the firm shows."""

    DESKTOP = "desktop"
    PHONE = "phone"
    WECHAT = "wechat"  # inside the WeChat app, whose openid is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """What a firm wants to know of the payer's browser."""

    device: Device
    ip_address: str
    language: str = "zh-hans"
    openid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder:
    """A payment to open.

    `key` is ours, new for each attempt and the same when one is repeated: 6 to 32 letters, digits,
    - and _. `reference` is what court and payer call what is paid. `expires_at` is aware, from half
    an hour to a day ahead (Stripe's limits); WeChat Pay and Alipay know only whole minutes.
    """

    key: str
    reference: str
    amount: Amount
    description: str
    payer: Payer
    return_url: str
    cancel_url: str
    notify_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SendTo:
    """Send the payer's browser to this address."""

    url: str


@dataclass(frozen=True, slots=True)
class ShowCode:
    """Show this text as a QR code; the payer scans it with the firm's app."""

    text: str


@dataclass(frozen=True, slots=True)
class CallWeChat:
    """Hand these parameters to `WeixinJSBridge` on a page inside WeChat."""

    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """An open payment: keep `firm_id` with the key, both are needed to ask about it."""

    key: str
    firm_id: str
    step: SendTo | ShowCode | CallWeChat


class PaymentStanding(StrEnum):
    """How a payment stands."""

    OPEN = "open"  # the payer may still pay
    PROCESSING = "processing"  # the payer has paid, the money is not certain yet
    PAID = "paid"
    CLOSED = "closed"  # expired or given up; no money can come any more


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentState:
    """What the firm's books say of a payment; `received` is what came, not what was asked for."""

    key: str
    standing: PaymentStanding
    received: Amount | None = None
    money_id: str = ""
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOrder:
    """Money to give back out of a payment; `key` is ours, under the rules of a payment's key."""

    key: str
    payment_key: str
    firm_id: str
    amount: Amount
    paid: Amount
    reason: str
    notify_url: str = ""


class RefundStanding(StrEnum):
    """How a refund stands."""

    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"  # the money is still ours; pay it back another way


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundState:
    """What the firm's books say of a refund."""

    key: str
    standing: RefundStanding
    amount: Amount
    firm_id: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """A request as it came in, at an aware time: names of headers in any case, the body untouched."""

    headers: Mapping[str, str]
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Money came. `amount` is what came: compare it with what was asked for."""

    key: str
    amount: Amount
    money_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """An attempt failed; the payment stays open. `said` is the firm's own code."""

    key: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The payment expired or was given up."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """A refund was settled. `key` is the refund's; Alipay tells only the sum of all, so no amount."""

    key: str
    payment_key: str
    standing: RefundStanding
    amount: Amount | None


class DisputeStanding(StrEnum):
    """How a payer's objection with the card's bank stands."""

    OPENED = "opened"  # the money has been taken back for now
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """The payer disputes the charge with the card's bank; it is known by `money_id`, not by our key."""

    money_id: str
    dispute_id: str
    standing: DisputeStanding
    amount: Amount
    said: str


News = Paid | Declined | Closed | Refunded | Disputed


@dataclass(frozen=True, slots=True)
class Notice:
    """A callback that the firm did send.

    `id` is the same however often the firm sends the same news: record it with the effect.
    `seal` is of this one request: record it too, and a copy of the request is seen to be one.
    """

    id: str
    seal: str
    news: News


class Refusal(StrEnum):
    """Why a callback is not believed."""

    FORGED = "forged"  # no signature of the firm fits these bytes
    STALE = "stale"  # signed too long ago, or in the future
    REPLAYED = "replayed"  # this very request was taken before
    UNKNOWN = "unknown"  # signed, but no news that concerns payments of ours


class CallbackRefusedError(Exception):
    """A callback is not believed; log it with the reason."""

    def __init__(self, reason: Refusal, said: str) -> None:
        """`said` is a sentence for the log."""
        super().__init__(said)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer a callback with."""

    status: int
    media_type: str
    body: bytes


class LineKind(StrEnum):
    """What a line of a firm's statement is."""

    PAYMENT = "payment"
    REFUND = "refund"
    FEE = "fee"
    FEE_BACK = "fee_back"  # of a payment that was refunded
    DISPUTE = "dispute"
    DISPUTE_RETURNED = "dispute_returned"
    CONVERSION = "conversion"  # of what the firm holds, into another currency
    OTHER = "other"  # payouts and the like; not the court's affair


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One line. `key` is ours where the firm tells it, of the refund for a refund, else empty."""

    kind: LineKind
    key: str
    money_id: str
    amount: Amount
    at: datetime
    into: Amount | None = None  # what `amount` became by a conversion


class PaymentError(Exception):
    """What went wrong, as a sentence for the log; the page says what to do next."""


class FirmDownError(PaymentError):
    """The firm does not answer, or not believably. Nothing is known: ask again with the same key."""


class FirmRefusedError(PaymentError):
    """The firm does not take the request as it is: our mistake or our account's. `code` is the firm's."""

    def __init__(self, code: str, said: str) -> None:
        """`said` is the firm's sentence."""
        super().__init__(f"{code}: {said}")
        self.code = code


class FirmDeclinedError(FirmRefusedError):
    """The request was understood; the money is not there: too much to refund, balance too low."""


class NoSuchPaymentError(FirmRefusedError):
    """The firm knows no payment or refund of this key."""


class StatementNotReadyError(PaymentError):
    """The firm has not closed that day yet, or no longer keeps it."""


def never_seen(_seal: str) -> bool:
    """No callback was taken before."""
    return False


class PaymentGateway(Protocol):
    """One account with one firm."""

    way: Way
    currencies: frozenset[str]  # what it takes; another currency is refused
    zone: str
    """Of the firm's days (IANA name)."""

    def open(self, order: PaymentOrder) -> Opened:
        """Open a payment; the same order again gives the same payment.

        Raises:
            FirmDownError: nothing is known.
            FirmRefusedError: another order has this key, or the firm does not take it.
        """

    def state_of(self, key: str, firm_id: str) -> PaymentState:
        """What the firm's books say now.

        Raises:
            FirmDownError: nothing is known.
            NoSuchPaymentError: nobody ever opened its page, or it is another account's.
        """

    def close(self, key: str, firm_id: str) -> PaymentState:
        """Let no more money come, and say how it ended: it may have been paid just before.

        Raises:
            FirmDownError: nothing is known.
            NoSuchPaymentError: its page was never opened, and may still be until it expires.
        """

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back, whole or in part; the same order again gives the same refund.

        Raises:
            FirmDownError: nothing is known.
            FirmDeclinedError: more than is left of the payment, or than our balance.
            FirmRefusedError: another refund has this key, or the firm does not take it.
        """

    def refund_state(self, order: RefundOrder) -> RefundState:
        """What the firm's books say of a refund now.

        Raises:
            FirmDownError: nothing is known.
            NoSuchPaymentError: it was never asked for.
        """

    def translate(self, callback: Callback, taken: Callable[[str], bool] = never_seen) -> Notice:
        """What a callback says. `taken` tells whether a notice of this seal was recorded before.

        Raises:
            CallbackRefusedError: it is not believed.
        """

    def reply_to(self, refused: Refusal | None) -> Reply:
        """What the firm wants to hear: taken (None), or not. A replay is told that it was taken."""

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The firm's own list of one of its days, the earliest first where times are equal.

        Raises:
            FirmDownError: nothing is known.
            StatementNotReadyError: not closed yet.
        """


class PaymentGateways(Protocol):
    """The accounts of all courts."""

    def ways(self, court: str) -> Sequence[Way]:
        """The ways a court offers, by the court's code."""

    def of(self, court: str, way: Way) -> PaymentGateway:
        """The court's account.

        Raises:
            KeyError: the court has none.
        """
