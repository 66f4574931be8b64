"""Facts of a filing, put to the law."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yunqiao.law.explain import as_json
from yunqiao.law.filing.deadlines import (
    CorrectionDeadlineFacts,
    ReviewDeadlineFacts,
    review_deadline,
)
from yunqiao.law.filing.deadlines import (
    correction_deadline as until_corrected,
)
from yunqiao.law.findings import Finding


def examination_deadline(received_on: date, *, corrected: bool = False) -> Finding:
    """By when must the court decide on papers it received on that court-local date?"""
    return review_deadline(ReviewDeadlineFacts(received_on=received_on, corrected=corrected))


def correction_deadline(notified_on: date, *, extended: bool = False) -> Finding:
    """By when must the party correct what a notice of that court-local date named?"""
    return until_corrected(CorrectionDeadlineFacts(notified_on=notified_on, extended=extended))


def recorded(*findings: Finding) -> list[Mapping[str, Any]]:
    """Findings as a docket entry keeps them."""
    return [as_json(finding) for finding in findings]
