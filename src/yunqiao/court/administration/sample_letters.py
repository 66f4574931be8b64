"""Sample letters: what an administrator sees before the court's words go out."""

from typing import Any, Final

from yunqiao.court.administration.words import LETTERS
from yunqiao.court.directory.letter_texts import added_text
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.papers.letters.court_papers import TEMPLATE, can_be_typeset, text_of_paper
from yunqiao.court.papers.letters.typeset import Letter, typeset

SAMPLES: Final = frozenset(LETTERS)
_SAMPLE: Final[dict[str, Any]] = {
    "receipt": "YQ260101-0000-0000",
    "claimants": "原告（示例）CLAIMANT (SAMPLE)",
    "defendants": "被告（示例）DEFENDANT (SAMPLE)",
    "addressee": "受送达人（示例）ADDRESSEE (SAMPLE)",
    "cause": "案由（示例）",
    "filed_zh": "2026年1月1日 09:00",
    "filed_en": "1 January 2026, 09:00 (court's time)",
    "registered_zh": "2026年1月2日",
    "registered_en": "2 January 2026",
    "answer_by_zh": "2026年1月20日",
    "answer_by_en": "20 January 2026",
    "documents": [{"name": "证据（示例）.pdf", "sha256": "0" * 64}],
    "items": ["补正事项（示例）Something to correct (sample)"],
    "reason": "理由（示例）Reasons (sample)",
    "returned": False,
    "payer": "原告（示例）Claimant (sample)",
    "claims_wages": False,
    "ground": "",
    "kept": "0.00",
    "fee": "50.00",
    "was": "100.00",
    "to_pay": "50.00",
    "to_refund": "0.00",
    "steps_zh": [{"why": "不超过 10000 元的部分（示例）", "adds": "50.00", "citation": "示例"}],
    "steps_en": [{"why": "up to 10000 yuan (sample)", "adds": "50.00", "citation": "sample"}],
    "pay_by_zh": "2026年1月12日",
    "pay_by_en": "12 January 2026",
    "refund_by_zh": "",
    "refund_by_en": "",
    "reference": "RF00 SAMPLE",
    "page": "https://court.example/",
    "issued_zh": "2026年1月2日",
    "issued_en": "2 January 2026",
}


def sample(court: Court, letter: str) -> bytes:
    """The letter with sample data and the court's words, marked as a draft, as PDF."""
    at = now().replace(microsecond=0)
    number = f"（{court_date(at, court.zone).year}）{court.code}民初0号"
    named = {"court_zh": court.name_zh, "court_en": court.name_en, "number": number}
    fixed = text_of_paper(letter) if can_be_typeset(letter) else {}
    return typeset(
        Letter(
            template=TEMPLATE if fixed else letter,
            content={**_SAMPLE, **named, **fixed, **added_text(court, letter)},
            at=at,
            code="",
            address="",
        )
    )
