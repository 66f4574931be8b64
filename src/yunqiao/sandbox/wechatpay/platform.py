"""The platform's own key, its certificate, and what it signs and encrypts with them."""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from yunqiao.sandbox.till.keys import key_at, signed

YEARS = timedelta(days=5 * 365)
NONCE_LENGTH = 12


@dataclass(frozen=True)
class Platform:
    """Signs either under the number of its public key or under that of its certificate."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    public_key_id: str
    stranger: RSAPrivateKey

    @classmethod
    def at(cls, folder: Path) -> "Platform":
        """The key and certificate of a folder, made once; a stranger's key forges."""
        key = key_at(folder / "platform.key")
        place = folder / "platform.pem"
        if not place.exists():
            place.write_bytes(_certificate(key).public_bytes(Encoding.PEM))
        certificate = x509.load_pem_x509_certificate(place.read_bytes())
        number = f"PUB_KEY_ID_0{certificate.serial_number % 10**30:030}"
        return cls(key, certificate, number, key_at(folder / "stranger.key"))

    @property
    def serial(self) -> str:
        """Of the certificate."""
        return f"{self.certificate.serial_number:X}"

    def headers(
        self, body: str, now: float, serial: str, *, forged: bool = False
    ) -> dict[str, str]:
        """The signature of an answer or a notification."""
        timestamp, nonce = str(int(now)), secrets.token_hex(16)
        key = self.stranger if forged else self.key
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": serial,
            "Wechatpay-Signature": signed(key, f"{timestamp}\n{nonce}\n{body}\n"),
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }

    def certificates(self, apiv3_key: str) -> dict[str, Any]:
        """The list of platform certificates, encrypted for the merchant."""
        pem = self.certificate.public_bytes(Encoding.PEM).decode()
        return {
            "data": [
                {
                    "serial_no": self.serial,
                    "effective_time": self.certificate.not_valid_before_utc.isoformat(),
                    "expire_time": self.certificate.not_valid_after_utc.isoformat(),
                    "encrypt_certificate": encrypted(pem, apiv3_key, "certificate"),
                }
            ]
        }


def encrypted(text: str, apiv3_key: str, associated: str) -> dict[str, str]:
    """A resource in AEAD_AES_256_GCM."""
    nonce = secrets.token_hex(NONCE_LENGTH // 2)
    sealed = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), text.encode(), associated.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": associated,
        "ciphertext": base64.b64encode(sealed).decode(),
    }


def compact(told: Any) -> str:
    """JSON without blanks, as the platform writes it."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _certificate(key: RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Sandbox payment platform")])
    start = datetime.now(UTC) - timedelta(minutes=5)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + YEARS)
        .sign(key, SHA256())
    )
