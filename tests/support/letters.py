"""Letters for tests: content for every template, a seal, and authorities that answer or do not."""

from datetime import UTC, datetime
from typing import Any

from yunqiao.court.papers.letters.typeset import Letter
from yunqiao.gateways.timestamp.port import AuthorityUnavailableError, TimestampInvalidError

TEMPLATES = [
    "filing_receipt",
    "notice_of_acceptance",
    "correction_notice",
    "notice_of_refusal",
    "fee_notice",
    "fee_change",
    "fee_relief",
    "fee_again",
    "ruling_of_withdrawal",
    "ruling_on_withdrawal",
]
RARE = "䶮㛃𬱖"
CONTENT: dict[str, Any] = {
    "court_zh": "示例人民法院",
    "court_en": "Example Court",
    "number": "YQ261121-7K4M-Q2XD",
    "receipt": "YQ261121-7K4M-Q2XD",
    "claimants": f"{RARE}（示例）",
    "defendants": "乙公司（示例）",
    "cause": "民间借贷纠纷",
    "issued_zh": "2026年11月21日",
    "issued_en": "21 November 2026",
    "filed_zh": "2026年11月21日 09:30",
    "filed_en": "21 November 2026, 09:30 (Beijing time)",
    "documents": [{"name": "借条_#*$@.pdf", "sha256": "ab" * 32}],
    "registered_zh": "2026年11月21日",
    "registered_en": "21 November 2026",
    "items": ["身份证明文件", "被告的住所"],
    "reason": "不属于人民法院受理范围。",
    "returned": False,
    "answer_by_zh": "2026年12月7日",
    "answer_by_en": "7 December 2026",
    "asked": "reduction",
    "granted": True,
    "percent": 30,
    "outstanding": "1610.00",
    "claims_wages": False,
    "ground": "claim_changed",
    "kept": "100.00",
    "refund": "575.00",
    "allowed": True,
    "asked_by": f"{RARE}（示例）",
    "goes_on": True,
    "still_owe": True,
    "payer": f"{RARE}（示例）",
    "fee": "2300.00",
    "steps_zh": [{"why": "不超过 10000 元的部分：50 元", "adds": "50.00", "citation": "第13条"}],
    "steps_en": [{"why": "up to 10000 yuan: 50 yuan", "adds": "50.00", "citation": "article 13"}],
    "pay_by_zh": "2026年11月30日",
    "pay_by_en": "30 November 2026",
    "reference": "RF45 7K4M Q2XD 9RTB",
    "page": "https://court.example/fees/",
    "was": "4600.00",
    "to_pay": "2300.00",
    "to_refund": "2300.00",
    "refund_by_zh": "2026年12月7日",
    "refund_by_en": "7 December 2026",
}


def a_letter(template: str = "filing_receipt", **changes: Any) -> Letter:
    return Letter(
        template=template,
        content=CONTENT | changes,
        at=datetime(2026, 11, 21, 1, 30, tzinfo=UTC),
        code="7K4M-Q2XD-9RTB",
        address="https://court.example/verify/7K4M-Q2XD-9RTB/",
    )


class SilentAuthority:
    """A time-stamping authority that does not answer."""

    def stamp(self, message: bytes) -> bytes:
        raise AuthorityUnavailableError(f"no answer about {len(message)} bytes")

    def verify(self, token: bytes, message: bytes) -> datetime:
        raise TimestampInvalidError(f"{len(token)} bytes of token about {len(message)} bytes")
