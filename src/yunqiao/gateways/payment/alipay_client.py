"""The Alipay library with what it keeps private: its gateway, its idea of the time and its errors."""

import importlib
import json
import logging.config
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from yunqiao.gateways.payment.port import (
    FirmDeclinedError,
    FirmDownError,
    FirmRefusedError,
    NoSuchPaymentError,
    StatementNotReadyError,
)

API: Final = "https://openapi.alipay.com/gateway.do"
ZONE: Final = ZoneInfo("Asia/Shanghai")
TIMEOUT: Final = 10
"""Seconds to wait for an answer."""
SIGNING: Final = "RSA2"
MISSING: Final = {"ACQ.TRADE_NOT_EXIST"}
DECLINES: Final = {
    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    "ACQ.REASON_TRADE_REFUND_FEE_ERR",
    "ACQ.SELLER_BALANCE_NOT_ENOUGH",
}
LATER: Final = {"ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR", "isp.unknow-error", "AOP.SYSTEM_ERROR"}
NO_BILL: Final = {"isp.bill_not_exist", "isv.bill-not-exist"}
SUCCESS: Final = "10000"
UNAVAILABLE: Final = "20000"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AlipayAccount:
    """What the open platform gives: the application, its private key, Alipay's public key (PEM).

    `pages` is where browsers are sent, if that is not the address that programs ask.
    """

    app_id: str
    private_key: str
    alipay_public_key: str
    address: str = API
    pages: str = ""


class AlipayClient:
    """The library's client, talking to the account's address, with errors in our words."""

    def __init__(self, account: AlipayAccount) -> None:
        """Make a client; nobody is asked."""
        library = _library()
        self._errors = library.exceptions
        self._client = library.AliPay(
            appid=account.app_id,
            app_private_key_string=account.private_key,
            alipay_public_key_string=account.alipay_public_key,
            sign_type=SIGNING,
            config=library.utils.AliPayConfig(timeout=TIMEOUT),
        )
        self._client._gateway = account.address  # noqa: SLF001 - no parameter of the library
        self._address = account.address
        self._pages = account.pages or account.address

    def page(self, method: str, content: Mapping[str, Any], **urls: str) -> str:
        """The address of a page of the firm's, signed."""
        query = self._client.client_api(method, dict(content), timestamp=_now(), **urls)
        return f"{self._pages}?{query}"

    def ask(self, method: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one call, its signature checked.

        Raises:
            FirmDownError: no answer, or none that is signed as it must be.
            FirmRefusedError: or one of its kinds.
        """
        try:
            answer = self._client.server_api(method, dict(content), timestamp=_now())
        except self._errors.AliPayException as error:
            answer = _unsigned_answer(str(error))
        except (OSError, HTTPException) as error:
            _release(error)
            raise FirmDownError(f"Alipay does not answer: {error}") from error
        except (self._errors.AliPayValidationError, ValueError, KeyError, AttributeError) as error:
            raise FirmDownError(f"Alipay's answer is not believed: {error!r}") from error
        if answer.get("code") != SUCCESS:
            raise _refusal(answer)
        return dict(answer)

    def is_signed(self, given: Mapping[str, str]) -> bool:
        """Whether the parameters of a notification carry Alipay's signature."""
        rest = {name: value for name, value in given.items() if name != "sign"}
        if given.get("sign_type") != SIGNING or not given.get("sign"):
            return False
        with suppress(ValueError, UnicodeEncodeError):
            return bool(self._client.verify(rest, given["sign"]))
        return False

    def download(self, url: str, largest: int) -> bytes:
        """The file at an address that an answer named.

        Raises:
            FirmDownError: no answer, or a larger file.
        """
        place = urlsplit(url)
        if place.scheme != "https" and place.netloc != urlsplit(self._address).netloc:
            raise FirmDownError("the address of the bill is not one to ask")
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - https, or the account's own host
                content: bytes = answer.read(largest + 1)
        except (OSError, HTTPException) as error:
            _release(error)
            raise FirmDownError(f"Alipay does not answer: {error}") from error
        if len(content) > largest:
            raise FirmDownError("the bill is too large")
        return content


def _library() -> Any:
    """The library, imported without letting it set up the whole process's logging."""
    configure = logging.config.dictConfig
    logging.config.dictConfig = lambda config: None  # noqa: ARG005 - the name belongs to the signature
    try:
        return importlib.import_module("alipay")
    finally:
        logging.config.dictConfig = configure


def _now() -> str:
    """The time as Alipay wants it: Beijing's, wherever this runs."""
    return datetime.now(ZONE).strftime("%Y-%m-%d %H:%M:%S")


def _release(error: Exception) -> None:
    if isinstance(error, urllib.error.HTTPError):
        error.close()


def _unsigned_answer(said: str) -> dict[str, Any]:
    """What an error without a signature says; the library keeps it as text."""
    _, _, raw = said.partition("message:")
    with suppress(ValueError):
        for value in dict(json.loads(raw)).values():
            if isinstance(value, dict):
                return value
    return {"code": UNAVAILABLE, "msg": said}


def _refusal(answer: Mapping[str, Any]) -> Exception:
    code = str(answer.get("sub_code") or answer.get("code", ""))
    said = str(answer.get("sub_msg") or answer.get("msg", ""))
    if code in NO_BILL:
        return StatementNotReadyError(f"{code}: {said}")
    if code in LATER or answer.get("code") == UNAVAILABLE:
        return FirmDownError(f"Alipay failed: {code}: {said}")
    if code in MISSING:
        return NoSuchPaymentError(code, said)
    if code in DECLINES:
        return FirmDeclinedError(code, said)
    return FirmRefusedError(code, said)
