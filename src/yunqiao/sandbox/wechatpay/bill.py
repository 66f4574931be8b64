"""WeChat Pay's trade bill: a table whose every value stands behind a grave accent, and its sums."""

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from yunqiao.sandbox.till.books import Payment
from yunqiao.sandbox.wechatpay.merchant import Merchant

BEIJING = ZoneInfo("Asia/Shanghai")
COLUMNS = [
    "交易时间",
    "公众账号ID",
    "商户号",
    "特约商户号",
    "设备号",
    "微信订单号",
    "商户订单号",
    "用户标识",
    "交易类型",
    "交易状态",
    "付款银行",
    "货币种类",
    "应结订单金额",
    "代金券金额",
    "微信退款单号",
    "商户退款单号",
    "退款金额",
    "充值券退款金额",
    "退款类型",
    "退款状态",
    "商品名称",
    "商户数据包",
    "手续费",
    "费率",
    "订单金额",
    "申请退款金额",
    "费率备注",
]
SUMS = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)


def bill_of(lines: Sequence[Mapping[str, Any]], merchant: Merchant) -> str:
    """The bill of a day."""
    rows = [_row(line, merchant) for line in lines if line["kind"] in {"paid", "refunded"}]
    received = sum(line["minor"] for line in lines if line["kind"] == "paid")
    returned = sum(line["minor"] for line in lines if line["kind"] == "refunded")
    fees = sum(line["fee"] for line in lines)
    sums = [str(len(rows)), *map(_yuan, (received, returned, 0, fees, received, returned))]
    table = [",".join(COLUMNS), *(_accented(row) for row in rows), SUMS, _accented(sums)]
    return "\ufeff" + "\r\n".join(table) + "\r\n"


def packed_bill(text: str) -> bytes:
    """The bill as it is downloaded."""
    return gzip.compress(text.encode())


def sha1_of(text: str) -> str:
    """Of the bill before packing."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _row(line: Mapping[str, Any], merchant: Merchant) -> list[str]:
    payment: Payment = line["payment"]
    refund = payment.refund(line["about"])
    known = {
        "交易时间": datetime.fromtimestamp(line["at"], BEIJING).strftime("%Y-%m-%d %H:%M:%S"),
        "公众账号ID": merchant.appid,
        "商户号": merchant.mchid,
        "微信订单号": payment.money_id,
        "商户订单号": payment.key,
        "交易类型": payment.asked["trade_type"],
        "交易状态": "REFUND" if refund else "SUCCESS",
        "付款银行": "OTHERS",
        "货币种类": line["currency"],
        "应结订单金额": _yuan(0 if refund else line["minor"]),
        "微信退款单号": refund.id if refund else "0",
        "商户退款单号": refund.key if refund else "0",
        "退款金额": _yuan(line["minor"] if refund else 0),
        "退款状态": "SUCCESS" if refund else "",
        "商品名称": payment.description.replace(",", " "),
        "商户数据包": str(payment.asked.get("attach", "")).replace(",", " "),
        "手续费": f"{line['fee'] / 100:.5f}",
        "费率": "0.60%",
        "订单金额": _yuan(0 if refund else line["minor"]),
        "申请退款金额": _yuan(line["minor"] if refund else 0),
    }
    return [known.get(column, "") for column in COLUMNS]


def _accented(values: Sequence[str]) -> str:
    return ",".join(f"`{value}" for value in values)


def _yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"
