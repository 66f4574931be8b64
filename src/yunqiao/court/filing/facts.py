"""Facts of a filing, put to the law."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yunqiao.law.explain import as_json
from yunqiao.law.filing.deadlines import ReviewDeadlineFacts, review_deadline
from yunqiao.law.findings import Finding


def examination_deadline(received_on: date, *, corrected: bool = False) -> Finding:
    """By when must the court decide on papers it received on that court-local date?"""
    return review_deadline(ReviewDeadlineFacts(received_on=received_on, corrected=corrected))


def recorded(*findings: Finding) -> list[Mapping[str, Any]]:
    """Findings as a docket entry keeps them."""
    return [as_json(finding) for finding in findings]
