"""A payment gateway as it must not be: it believes every callback and takes every order."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from yunqiao.gateways.payment.port import (
    Callback,
    CallbackRefusedError,
    Closed,
    FirmRefusedError,
    Notice,
    Opened,
    PaymentGateway,
    PaymentOrder,
    Refusal,
    Reply,
    SendTo,
    never_seen,
)


class Careless:
    """Another gateway with its checks left out."""

    def __init__(self, gateway: PaymentGateway) -> None:
        self._gateway = gateway

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def open(self, order: PaymentOrder) -> Opened:
        """Take the order, whatever the firm says."""
        with suppress(FirmRefusedError):
            return self._gateway.open(order)
        return Opened(order.key, "", SendTo(""))

    def translate(self, callback: Callback, taken: Callable[[str], bool] = never_seen) -> Notice:
        """Believe it."""
        with suppress(CallbackRefusedError):
            return self._gateway.translate(callback, taken)
        return Notice("", "", Closed(key=""))

    def reply_to(self, _refused: Refusal | None) -> Reply:
        """Say that it was taken."""
        return self._gateway.reply_to(None)
