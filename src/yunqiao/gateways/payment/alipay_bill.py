"""Alipay's trade bill (业务明细): unpacking it within limits, and its lines in our words."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo

from yunqiao.gateways.payment.port import Amount, FirmDownError, LineKind, StatementLine

LARGEST_PACKED: Final = 16 * 1024 * 1024
LARGEST_BILL: Final = 64 * 1024 * 1024
MOST_FILES: Final = 20
ZONE: Final = ZoneInfo("Asia/Shanghai")
CNY: Final = "CNY"
DETAILS_END: Final = "业务明细列表结束"
KINDS: Final = {"交易": LineKind.PAYMENT, "退款": LineKind.REFUND}


def lines_of_bill(packed: bytes) -> Sequence[StatementLine]:
    """The lines of the details inside a zip file whose tables and names are in GB 18030.

    Raises:
        FirmDownError: it is damaged, no trade bill, or larger than a day can be.
    """
    rows = csv.reader(io.StringIO(_details(packed)))
    header: list[str] = []
    lines: list[StatementLine] = []
    try:
        for values in ([value.strip() for value in row] for row in rows):
            if values and values[0].startswith("#"):
                if DETAILS_END in values[0]:
                    return lines
            elif not header:
                header = values
            elif values:
                lines += _lines_of(dict(zip(header, values, strict=True)))
    except (KeyError, ValueError, InvalidOperation, csv.Error) as error:
        raise FirmDownError(f"the bill is not as documented: {error}") from error
    raise FirmDownError("the bill has no end: it is cut off")


def _details(packed: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(packed), metadata_encoding="gb18030") as bundle:
            files = bundle.infolist()
            if len(files) > MOST_FILES:
                raise FirmDownError("the bill has too many files")
            [details] = [file for file in files if file.filename.endswith("业务明细.csv")]
            with bundle.open(details) as file:
                raw = file.read(LARGEST_BILL + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError) as error:
        raise FirmDownError(f"the bill is damaged: {error}") from error
    if len(raw) > LARGEST_BILL:
        raise FirmDownError("the bill is too large")
    return raw.decode("gb18030", "replace")


def _lines_of(row: Mapping[str, str]) -> Iterator[StatementLine]:
    done = datetime.strptime(row["完成时间"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZONE)
    kind = KINDS[row["业务类型"]]
    is_refund = kind is LineKind.REFUND
    yield StatementLine(
        kind=kind,
        key=row["退款批次号/请求号"] if is_refund else row["商户订单号"],
        money_id=row["支付宝交易号"],
        amount=Amount(abs(_fen(row["订单金额（元）"])), CNY),
        at=done.astimezone(UTC),
    )
    if fee := _fen(row["服务费（元）"]):
        yield StatementLine(
            kind=LineKind.FEE if fee < 0 else LineKind.FEE_BACK,
            key="",
            money_id=row["支付宝交易号"],
            amount=Amount(abs(fee), CNY),
            at=done.astimezone(UTC),
        )


def _fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)
