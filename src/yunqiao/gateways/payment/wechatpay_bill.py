"""WeChat Pay's trade bill (交易账单): unpacking it within limits, and its lines in our words."""

import csv
import hashlib
import hmac
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo

from yunqiao.gateways.payment.port import (
    Amount,
    FirmDownError,
    LineKind,
    StatementLine,
)

LARGEST_BILL: Final = 64 * 1024 * 1024
ZONE: Final = ZoneInfo("Asia/Shanghai")
GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
SUMMARY: Final = "总交易单数"
PAYMENTS: Final = {"SUCCESS"}
REFUNDS: Final = {"REFUND"}


def unpacked(packed: str | bytes, sha1: str) -> str:
    """The text of a bill whose unpacked bytes have this SHA-1.

    Raises:
        FirmDownError: it is damaged or larger than a day can be.
    """
    raw = packed.encode() if isinstance(packed, str) else packed
    if raw.startswith(b"\x1f\x8b"):
        unpacking = zlib.decompressobj(GZIP_WINDOW)
        try:
            raw = unpacking.decompress(raw, LARGEST_BILL)
        except zlib.error as error:
            raise FirmDownError(f"the bill is damaged: {error}") from error
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise FirmDownError("the bill is cut off or too large")
    digest = hashlib.sha1(raw, usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(digest, sha1.lower()):
        raise FirmDownError("the bill is not the one that was announced")
    return raw.decode("utf-8-sig")


def lines_of_bill(text: str) -> Sequence[StatementLine]:
    """The lines of a trade bill; each value stands behind a grave accent.

    Raises:
        FirmDownError: it is no trade bill.
    """
    rows = csv.reader(io.StringIO(text))
    header = next(rows, [])
    lines: list[StatementLine] = []
    try:
        for values in rows:
            if values and values[0] == SUMMARY:
                return lines
            row = dict(zip(header, (value.strip("`\t ") for value in values), strict=True))
            lines += _lines_of(row)
    except (KeyError, ValueError, InvalidOperation, csv.Error) as error:
        raise FirmDownError(f"the bill is not as documented: {error}") from error
    raise FirmDownError("the bill has no summary: it is cut off")


def _lines_of(row: Mapping[str, str]) -> Iterator[StatementLine]:
    at = datetime.strptime(row["交易时间"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZONE)
    currency = row["货币种类"]
    if row["交易状态"] in PAYMENTS:
        kind, key, yuan = LineKind.PAYMENT, row["商户订单号"], row["订单金额"]
    elif row["交易状态"] in REFUNDS:
        kind, key, yuan = LineKind.REFUND, row["商户退款单号"], row["申请退款金额"]
    else:
        return
    money_id = row["微信订单号"]
    yield StatementLine(
        kind=kind,
        key=key,
        money_id=money_id,
        amount=Amount(_fen(yuan), currency),
        at=at.astimezone(UTC),
    )
    if fee := _fen(row["手续费"]):
        amount = Amount(abs(fee), currency)
        fee_kind = LineKind.FEE if fee > 0 else LineKind.FEE_BACK
        yield StatementLine(
            kind=fee_kind, key="", money_id=money_id, amount=amount, at=at.astimezone(UTC)
        )


def _fen(yuan: str) -> int:
    """Fen of an amount such as 46800.00; fees come with five places and are rounded to the fen."""
    return int((Decimal(yuan) * 100).to_integral_value())
