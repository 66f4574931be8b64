"""What the platform knows of the merchant's application, and both sides' RSA2 signatures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from yunqiao.sandbox.till.keys import is_signed, signed


@dataclass(frozen=True)
class Application:
    """One application: its number, the public half of its key, the platform's key, a stranger's."""

    app_id: str
    public_key: RSAPublicKey
    platform: RSAPrivateKey
    stranger: RSAPrivateKey

    def is_from_merchant(self, given: Mapping[str, str]) -> bool:
        """Whether a request is signed by the application; its sign_type is signed with it."""
        text = canonical({k: v for k, v in given.items() if k != "sign"})
        return is_signed(self.public_key, text, given.get("sign", ""))

    def answer(self, name: str, told: Mapping[str, Any], *, forged: bool = False) -> str:
        """An answer: the content as it is signed, and the signature beside it."""
        content = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        sign = signed(self.stranger if forged else self.platform, content)
        return f'{{"{name}":{content},"sign":"{sign}"}}'

    def sealed(self, told: Mapping[str, str], *, forged: bool = False) -> dict[str, str]:
        """A notification's fields with their signature, which covers neither sign nor sign_type."""
        key = self.stranger if forged else self.platform
        return {**told, "sign": signed(key, canonical(told)), "sign_type": "RSA2"}


def canonical(given: Mapping[str, str]) -> str:
    """The text that is signed: fields with a value, by name."""
    return "&".join(f"{name}={value}" for name, value in sorted(given.items()) if value)
