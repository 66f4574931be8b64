"""The court's account with the sandbox bank: what was transferred, on disk."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, Self
from zoneinfo import ZoneInfo

from yunqiao.sandbox.aside import put_aside

ZONE = ZoneInfo("Asia/Shanghai")
NUMBER = "6222020200012345678"
HOLDER = "示例人民法院（沙箱）"
BANK = "示例银行（沙箱）"
SWIFT = "DEMOCNB0XXX"
LARGEST = 10**13
LONGEST = 140


@dataclass(frozen=True)
class Transfer:
    """One movement in minor units; those of one `batch` are booked as one sum, `is_pending` not yet.

    A reversal takes back an earlier transfer; what is outgoing the court sent, `payer` names to whom.
    """

    bank_id: str
    minor: int
    currency: str
    day: str
    payer: str
    text: str
    batch: str = ""
    is_pending: bool = False
    is_reversal: bool = False
    is_outgoing: bool = False

    @classmethod
    def from_json(cls, given: Any) -> Self:
        """Read what was typed in.

        Raises:
            ValueError: not an amount, a day or a currency.
        """
        minor, currency = int(given["minor"]), str(given.get("currency", "CNY")).upper()
        day = str(given.get("day") or datetime.now(ZONE).date())
        date.fromisoformat(day)
        if not 0 < minor < LARGEST or len(currency) != len("CNY") or not currency.isalpha():
            raise ValueError("an amount in minor units and a currency of three letters")
        return cls(
            bank_id=str(given.get("bank_id") or f"SB{token_hex(8).upper()}"),
            minor=minor,
            currency=currency,
            day=day,
            payer=str(given.get("payer", ""))[:LONGEST],
            text=str(given.get("text", ""))[:LONGEST],
            batch=str(given.get("batch", "")),
            is_pending=bool(given.get("is_pending", False)),
            is_reversal=bool(given.get("is_reversal", False)),
            is_outgoing=bool(given.get("is_outgoing", False)),
        )


class Account:
    """Transfers, one line of JSON each, appended and flushed to disk."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / "transfers.jsonl"
        self._path.touch(mode=0o600)
        try:
            self.transfers = _kept_in(self._path)
        except (TypeError, ValueError):
            put_aside(self._path)
            self.transfers = []

    def book(self, transfer: Transfer) -> None:
        """Take a transfer."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(transfer), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.transfers.append(transfer)

    def of(self, day: str, currency: str = "") -> list[Transfer]:
        """The transfers of a day."""
        return [t for t in self.transfers if t.day == day and currency in {"", t.currency}]

    def balance_before(self, day: str, currency: str) -> int:
        """What was on the account when the day began."""
        earlier = [t for t in self.transfers if t.day < day and t.currency == currency]
        return sum(signed(t) for t in earlier if not t.is_pending)


def _kept_in(path: Path) -> list[Transfer]:
    return [Transfer(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def signed(transfer: Transfer) -> int:
    """Negative where money left the account."""
    leaves = transfer.is_reversal or transfer.is_outgoing
    return -transfer.minor if leaves else transfer.minor
