"""Facts of a filing, put to the law."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yunqiao.law.clocks import deadline
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding
from yunqiao.law.instruments import CPL
from yunqiao.law.periods import Period


def examination_deadline(filed_on: date) -> Finding:
    """By when must the court decide on a filing it received on that court-local date?"""
    return deadline(CPL["126"], Period(7), filed_on)


def recorded(*findings: Finding) -> list[Mapping[str, Any]]:
    """Findings as a docket entry keeps them."""
    return [as_json(finding) for finding in findings]
