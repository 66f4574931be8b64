"""Payloads of the docket entries this room writes."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPrepared:
    """PAPERS_PREPARED: the kinds of papers made ready, with the article and the party of each."""

    papers: tuple[tuple[str, str, str], ...]

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"papers": [list(paper) for paper in self.papers]}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssigned:
    """CASE_ASSIGNED: to which division and judge, how, and among whom the choice was made.

    `how` is `random`, `fewest` or `by_hand`; `judge` is the person, `among` the persons or
    divisions there were to choose from. A name is kept as it was on that day.
    """

    division: str | None
    division_name: str
    judge: str | None
    how: str
    among: tuple[str, ...]
    reason: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return {**asdict(self), "among": list(self.among)}
