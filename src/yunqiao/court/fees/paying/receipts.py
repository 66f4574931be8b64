"""The receipt for money that came: a letter for the payer's side alone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from yunqiao.court.casefile.issuing import CaseLetter, issue
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.fees.ledger import FEN_PER_YUAN, MINOR_UNITS, USUAL_MINOR_UNITS
from yunqiao.court.fees.paying.entries import PaymentReceived
from yunqiao.court.fees.paying.models import BANK
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reader import written_amount
from yunqiao.court.papers.letters.dates import in_chinese, in_english
from yunqiao.gateways.payment.port import Way
from yunqiao.law.money import CNY

_WAYS = {
    Way.CARD: ("国际银行卡", "international card"),
    Way.WECHATPAY: ("微信支付", "WeChat Pay"),
    Way.ALIPAY: ("支付宝", "Alipay"),
    BANK: ("银行转账", "bank transfer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceipt(CaseLetter):
    """诉讼费用收款回执: what came from whom, when and how, and what of it paid the fee."""

    kind = "payment_receipt"
    name = "诉讼费用收款回执"
    payer: str
    amount: str
    worth: str
    pays: str
    way_zh: str
    way_en: str
    money_id: str
    paid_zh: str
    paid_en: str


def issue_receipt(*, entry: DocketEntry) -> None:
    """Issue the receipt for a payment, once; raises what `casefile.issuing.issue` raises."""
    issue(entry, _receipt)


def _receipt(entry: DocketEntry, case: Case, _on: date) -> CaseLetter:
    came = PaymentReceived(**entry.payload)
    at = datetime.fromisoformat(came.paid_at).astimezone(case.court.zone)
    units = MINOR_UNITS.get(came.currency, USUAL_MINOR_UNITS)
    way_zh, way_en = _WAYS[came.way]
    return PaymentReceipt.about(
        case,
        str(case),
        only_for=came.of_side,
        payer=Party.objects.get(id=UUID(came.of_side)).name,
        amount=written_amount(Decimal(came.minor) / units, came.currency),
        worth="" if came.currency == CNY else _yuan(came.fen),
        pays=_yuan(came.pays),
        way_zh=way_zh,
        way_en=way_en,
        money_id=came.money_id,
        paid_zh=f"{in_chinese(at.date())} {at:%H:%M}",
        paid_en=f"{in_english(at.date())}, {at:%H:%M} (court's time)",
    )


def _yuan(fen: int) -> str:
    return written_amount(Decimal(fen) / FEN_PER_YUAN, CNY)
