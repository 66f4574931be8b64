"""The WeChat Pay library with what it keeps private: its host, its certificates and its errors."""

import json
import math
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import requests
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from requests.structures import CaseInsensitiveDict
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpayv3.core import Core

from yunqiao.gateways.payment.port import (
    FirmDeclinedError,
    FirmDownError,
    FirmRefusedError,
    NoSuchPaymentError,
    StatementNotReadyError,
)

API: Final = "https://api.mch.weixin.qq.com"
TIMEOUT: Final = (5, 10)
"""Seconds to connect, and to wait for an answer."""
REFRESH: Final = 60.0
"""Seconds between two looks for new certificates: an unknown serial number may come from anyone."""
DECLINES: Final = {"NOT_ENOUGH", "REFUND_FEE_MISMATCH", "AMOUNT_LIMIT", "USER_ACCOUNT_ABNORMAL"}
MISSING: Final = {"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"}
LATER: Final = {
    "SYSTEM_ERROR",
    "SYSTEMERROR",
    "FREQUENCY_LIMITED",
    "BANK_ERROR",
    "BIZERR_NEED_RETRY",
}
NO_BILL: Final = {"NO_STATEMENT_EXIST", "STATEMENT_CREATING", "BILL_CREATING"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WeChatPayAccount:
    """What the merchant platform gives; keys are PEM.

    Callbacks and answers are signed either with the platform's public key (`public_key` and its id)
    or with platform certificates, which are fetched and kept in the folder `certificates`.
    """

    appid: str
    mchid: str
    private_key: str
    serial: str
    apiv3_key: str
    public_key: str = ""
    public_key_id: str = ""
    certificates: Path | None = None
    address: str = API


class WeChatPayClient:
    """The library's client, talking to the account's address, with errors in our words."""

    def __init__(self, account: WeChatPayAccount) -> None:
        """Make a client; certificates are looked for when the first signature is checked."""
        own = _public_half(account.private_key)
        self.library = WeChatPay(
            wechatpay_type=WeChatPayType.NATIVE,
            mchid=account.mchid,
            private_key=account.private_key,
            cert_serial_no=account.serial,
            appid=account.appid,
            apiv3_key=account.apiv3_key,
            public_key=own,  # with a key at hand the constructor asks nobody
            public_key_id="none",
        )
        self._core = _Core(account)
        self.library._core = self._core  # noqa: SLF001 - the host is no parameter of the library

    def ask(self, call: Callable[..., tuple[int, Any]], **given: Any) -> dict[str, Any]:
        """The answer to one call of the library, its signature checked.

        Raises:
            FirmDownError: no answer, or none that is signed as it must be.
            FirmRefusedError: or one of its kinds.
        """
        answer = self.fetch(call, **given)
        return dict(json.loads(answer)) if answer else {}

    def fetch(self, call: Callable[..., tuple[int, Any]], **given: Any) -> str | bytes:
        """The body of the answer to one call."""
        try:
            status, answer = call(**given)
        except requests.RequestException as error:
            raise FirmDownError(f"WeChat Pay does not answer: {error}") from error
        except Exception as error:  # the library raises no kind of its own
            raise FirmDownError(f"WeChat Pay's answer is not believed: {error}") from error
        if status < HTTPStatus.BAD_REQUEST:
            return answer if isinstance(answer, str | bytes) else b""
        raise _refusal(status, answer)

    def news(self, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | None:
        """A notification with its resource decrypted, None if its signature does not hold."""
        serial = headers.get("wechatpay-serial", "")
        if not self._core.knows(serial):
            return None
        try:
            found = self.library.callback(CaseInsensitiveDict(headers), body)
        except Exception:  # noqa: BLE001 - the library raises no kind of its own
            return None
        return found or None

    def pay_sign(self, appid: str, prepay_id: str, nonce: str) -> dict[str, str]:
        """The parameters with which a page inside WeChat asks for the payment."""
        now = str(int(time.time()))
        package = f"prepay_id={prepay_id}"
        sign = self.library.sign([appid, now, nonce, package])
        return {
            "appId": appid,
            "timeStamp": now,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": str(sign),
        }


class _Core(Core):  # type: ignore[misc]  # the library has no types
    """The library's core at another host, which looks for certificates late and seldom."""

    def __init__(self, account: WeChatPayAccount) -> None:
        self._host = account.address.rstrip("/")
        self._looked_at = -REFRESH
        folder = account.certificates
        super().__init__(
            mchid=account.mchid,
            cert_serial_no=account.serial,
            private_key=account.private_key,
            apiv3_key=account.apiv3_key,
            cert_dir=str(folder) if folder else None,
            timeout=TIMEOUT,
            public_key=account.public_key or None,
            public_key_id=account.public_key_id or None,
        )

    @property
    def _gate_way(self) -> str:
        return self._host

    @_gate_way.setter
    def _gate_way(self, _constant: str) -> None:
        """The library sets its own host here."""

    def _init_certificates(self) -> None:
        """Read those of the folder; nobody is asked while starting: the firm may be down."""
        self._looked_at = math.inf
        with suppress(Exception):  # so the library says that the folder has none
            super()._init_certificates()
        self._looked_at = -REFRESH

    def knows(self, serial: str) -> bool:
        """Whether a key of this serial number is at hand, after a look for new ones if it is time."""
        if self._public_key_id:
            return bool(serial == self._public_key_id)
        if not self._has(serial) and time.monotonic() - self._looked_at >= REFRESH:
            self._looked_at = time.monotonic()
            self._update_certificates()
        return self._has(serial)

    def _has(self, serial: str) -> bool:
        return any(f"{found.serial_number:X}" == serial.upper() for found in self._certificates)

    def _update_certificates(self) -> None:
        """Take the new certificates, and keep the old ones if none come."""
        if self._looked_at == math.inf:
            return
        before = list(self._certificates)
        try:
            super()._update_certificates()
        except (requests.RequestException, ValueError):
            self._certificates[:] = []
        if not self._certificates:
            self._certificates[:] = before


def _public_half(private_key: str) -> str:
    key = load_pem_private_key(private_key.encode(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _refusal(status: int, answer: Any) -> Exception:
    try:
        told = json.loads(answer)
        code, said = str(told["code"]), str(told.get("message", ""))
    except (ValueError, KeyError, TypeError):
        code, said = str(status), "no reason given"
    if code in NO_BILL:
        return StatementNotReadyError(f"{code}: {said}")
    if code in MISSING or status == HTTPStatus.NOT_FOUND:
        return NoSuchPaymentError(code, said)
    if code in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return FirmDownError(f"WeChat Pay failed: {code}: {said}")
    if code in DECLINES:
        return FirmDeclinedError(code, said)
    return FirmRefusedError(code, said)
