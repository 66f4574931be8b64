"""Alipay's trade bill: a zip of two tables in GBK, details and sums, with titles in their first lines."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yunqiao.sandbox.alipay.notifications import SELLER, beijing, yuan
from yunqiao.sandbox.till.books import Payment

COLUMNS = [
    "支付宝交易号",
    "商户订单号",
    "业务类型",
    "商品名称",
    "创建时间",
    "完成时间",
    "门店编号",
    "门店名称",
    "操作员",
    "终端号",
    "对方账户",
    "订单金额（元）",
    "商家实收（元）",
    "支付宝红包（元）",
    "集分宝（元）",
    "支付宝优惠（元）",
    "商家优惠（元）",
    "券核销金额（元）",
    "券名称",
    "商家红包消费金额（元）",
    "卡消费金额（元）",
    "退款批次号/请求号",
    "服务费（元）",
    "分润（元）",
    "备注",
]


def packed_bill(lines: Sequence[Mapping[str, Any]], day: date) -> bytes:
    """The bill of a day as it is downloaded."""
    rows = [_row(line) for line in lines if line["kind"] in {"paid", "refunded"}]
    head = [
        "#支付宝业务明细查询",
        f"#账号：[{SELLER}0156]",
        f"#起始日期：[{day} 00:00:00]   终止日期：[{day} 24:00:00]",
        "#-----------------------------------------业务明细列表----------------------------------------",
        ",".join(COLUMNS),
    ]
    foot = [
        "#-----------------------------------------业务明细列表结束------------------------------------",
        f"#业务明细合计：共{len(rows)}笔",
        "#导出时间：[沙箱]",
    ]
    details = "\r\n".join([*head, *(",".join(f"{v}\t" for v in row) for row in rows), *foot, ""])
    sums = "#支付宝业务汇总查询\r\n门店编号,门店名称,交易订单总笔数\r\n"
    packed = io.BytesIO()
    name = f"{SELLER}0156_{day:%Y%m%d}_业务明细"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for title, text in ((f"{name}.csv", details), (f"{name}(汇总).csv", sums)):
            bundle.writestr(_Named(title), text.encode("gb18030"))
    return packed.getvalue()


class _Named(zipfile.ZipInfo):
    """An entry whose name is written in GBK, as Alipay's are, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own hook
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def _row(line: Mapping[str, Any]) -> list[str]:
    payment: Payment = line["payment"]
    refund = payment.refund(line["about"])
    sign = "-" if refund else ""
    known = {
        "支付宝交易号": payment.money_id,
        "商户订单号": payment.key,
        "业务类型": "退款" if refund else "交易",
        "商品名称": payment.description.replace(",", " "),
        "创建时间": beijing(payment.opened_at),
        "完成时间": beijing(line["at"]),
        "对方账户": "沙*(san***@example.com)",
        "订单金额（元）": f"{sign}{yuan(line['minor'])}",
        "商家实收（元）": f"{sign}{yuan(line['minor'])}",
        "退款批次号/请求号": refund.key if refund else "",
        "服务费（元）": f"{-line['fee'] / 100:.2f}",
        "分润（元）": "0.00",
    }
    return [known.get(column, "") for column in COLUMNS]
