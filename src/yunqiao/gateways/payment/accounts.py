"""The accounts of the courts: one TOML file each, in a folder that the settings name.

`FOLDER/<court code>/<way>.toml` is a court's own account, `FOLDER/all/<way>.toml` one that every
court without its own uses. An empty file in a court's folder switches that way off for it. What
each file holds is what the firm hands out; docs/how-to/take-payments.md lists it.
"""

import threading
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from yunqiao.gateways.payment.port import PaymentGateway, Way

EVERY_COURT: Final = "all"


class AccountsFolder:
    """Reads an account when it is first asked for, and again when its file has changed."""

    def __init__(self, folder: Path) -> None:
        """The folder need not be there yet."""
        self._folder = folder
        self._made: dict[Path, tuple[int, PaymentGateway | None]] = {}
        self._making = threading.Lock()

    def ways(self, court: str) -> Sequence[Way]:
        """The ways a court offers (see the port)."""
        return [way for way in Way if self._find(court, way)]

    def of(self, court: str, way: Way) -> PaymentGateway:
        """The court's account (see the port)."""
        found = self._find(court, way)
        if found is None:
            raise KeyError(f"{court} takes no payments by {way}")
        return found

    def _find(self, court: str, way: Way) -> PaymentGateway | None:
        path = file_of(self._folder, court, way)
        try:
            changed_at = path.stat().st_mtime_ns
        except FileNotFoundError:
            return None
        with self._making:
            if self._made.get(path, (0, None))[0] != changed_at:
                self._made[path] = (changed_at, _made_of(path, way))
            return self._made[path][1]


def file_of(folder: Path, court: str, way: str) -> Path:
    """The file of a court's own account, else of the one for every court; it need not be there."""
    own = folder / court / f"{way}.toml"
    return own if _is_name(court) and own.exists() else folder / EVERY_COURT / own.name


def _made_of(path: Path, way: Way) -> PaymentGateway | None:
    """The gateway of a file, None for an empty one.

    Raises:
        ValueError: the file lacks something, or has something else; its secrets are not repeated.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        return MAKERS[way](told, path.parent) if told else None
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} is no account for {way}: {error}") from None


def _is_name(court: str) -> bool:
    """Whether a court's code is the name of one folder."""
    return court not in {"", ".", ".."} and "/" not in court and "\0" not in court


def _card(told: Mapping[str, Any], _folder: Path) -> PaymentGateway:
    from yunqiao.gateways.payment.stripe_checkout import StripeAccount, StripeCheckout

    return StripeCheckout(StripeAccount(**told))


def _wechatpay(told: Mapping[str, Any], folder: Path) -> PaymentGateway:
    from yunqiao.gateways.payment.wechatpay import WeChatPayGateway
    from yunqiao.gateways.payment.wechatpay_client import WeChatPayAccount

    given = dict(told)
    if "certificates" in given:
        given["certificates"] = folder / given["certificates"]
    return WeChatPayGateway(WeChatPayAccount(**given))


def _alipay(told: Mapping[str, Any], _folder: Path) -> PaymentGateway:
    from yunqiao.gateways.payment.alipay_client import AlipayAccount
    from yunqiao.gateways.payment.alipay_pages import AlipayPages

    return AlipayPages(AlipayAccount(**told))


MAKERS: Final[Mapping[Way, Callable[[Mapping[str, Any], Path], PaymentGateway]]] = {
    Way.CARD: _card,
    Way.WECHATPAY: _wechatpay,
    Way.ALIPAY: _alipay,
}
"""The firms' libraries are loaded with the first account that needs one."""
