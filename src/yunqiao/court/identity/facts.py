"""Facts of a person's identity, put to the law."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from yunqiao.court.foundation.working_years import year_of
from yunqiao.law.explain import as_json
from yunqiao.law.filing.category import ENTITIES, LitigantCategory, LitigantFacts
from yunqiao.law.filing.category import category as category_of
from yunqiao.law.filing.deadlines import IdentityCheckFacts, identity_check
from yunqiao.law.filing.papers import Paper, PaperKind, PapersFacts
from yunqiao.law.filing.papers import papers as papers_of
from yunqiao.law.findings import Finding

__all__ = [
    "ENTITIES",
    "OF_IDENTITY",
    "LitigantCategory",
    "LitigantFacts",
    "Paper",
    "PaperKind",
    "category",
    "papers",
    "recorded",
    "result_deadline",
    "wanted",
]

OF_IDENTITY: Final = frozenset(PaperKind) - {
    PaperKind.COMPLAINT,
    PaperKind.EVIDENCE,
    PaperKind.TRANSLATION,
    PaperKind.POWER_OF_ATTORNEY,
}
"""Papers that prove who somebody is; the others belong to a claim."""


def category(facts: LitigantFacts) -> Finding:
    """Which cross-border litigant is this?"""
    return category_of(facts)


def papers(
    of: LitigantCategory, place: str, on: date, *, confirmed_online: bool | None = None
) -> Finding:
    """Which papers does this litigant give, and with which formality, on a court-local date?

    `confirmed_online` says whether the immigration authority could confirm the person.
    """
    return papers_of(
        PapersFacts(
            category=of,
            on=on,
            place=place or None,
            identity_checked_online=confirmed_online,
            all_in_chinese=True,
        )
    )


def wanted(finding: Finding) -> Sequence[Paper]:
    """The papers of a finding that prove identity."""
    return [paper for paper in finding.value or () if OF_IDENTITY.issuperset(paper.one_of)]


def result_deadline(submitted_on: date, announced: Sequence[Mapping[str, Any]] = ()) -> Finding:
    """By when is a person told, whose papers were complete on that court-local date?

    `announced` are the years of the working calendar that the court entered itself.
    """
    calendar = tuple(year_of(year) for year in announced)
    return identity_check(IdentityCheckFacts(submitted_on=submitted_on, calendar=calendar))


def recorded(*findings: Finding) -> list[Mapping[str, Any]]:
    """Findings as a docket entry keeps them."""
    return [as_json(finding) for finding in findings]
