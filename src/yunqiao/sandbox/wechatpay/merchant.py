"""What the platform knows of its merchant, and the check of a request's Authorization."""

import re
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from yunqiao.sandbox.till.keys import is_signed

SCHEME = "WECHATPAY2-SHA256-RSA2048 "
LEEWAY = 300  # seconds
_FIELDS = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Merchant:
    """One merchant: its numbers, the public half of its key, and the key shared for encryption."""

    appid: str
    mchid: str
    serial: str
    public_key: RSAPublicKey
    apiv3_key: str

    def fault_of(self, authorization: str, method: str, path: str, body: str) -> str:
        """Why a request is not the merchant's, nothing if it is."""
        given = dict(_FIELDS.findall(authorization))
        if not authorization.startswith(SCHEME) or given.get("mchid") != self.mchid:
            return "Authorization 不合法"
        if given.get("serial_no") != self.serial:
            return "商户证书序列号有误"
        timestamp = given.get("timestamp", "")
        if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > LEEWAY:
            return "Authorization 不合法: timestamp"
        text = f"{method}\n{path}\n{timestamp}\n{given.get('nonce_str', '')}\n{body}\n"
        signed = is_signed(self.public_key, text, given.get("signature", ""))
        return "" if signed else "签名错误"
