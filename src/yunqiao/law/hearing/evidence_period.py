"""The period for evidence: how long the court must leave, or may leave at most."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Citation, Finding, no, reason
from yunqiao.law.instruments import INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, require_length

LAWFUL: Final = reason("hearing.evidence_period.lawful")
TOO_SHORT: Final = reason("hearing.evidence_period.too_short")
TOO_LONG: Final = reason("hearing.evidence_period.too_long")
REBUTTAL: Final = reason("hearing.evidence_period.rebuttal")


class EvidenceProcedure(Enum):
    """The procedure in which evidence is to be filed."""

    ORDINARY = "first instance, ordinary procedure"
    SMALL_CLAIMS = "small claims"
    APPEAL = "second instance, new evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePeriod:
    """A period for evidence: the days set, and the court-local date from which they run.

    `rebuttal_or_correction`: it was set once more, after the first had run, to rebut evidence or to
    mend its source or form.
    """

    procedure: EvidenceProcedure
    days: int
    from_day: date
    rebuttal_or_correction: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a length that no text knows."""
        require_length("days", self.days, least=1)


_LEAST: Final[dict[EvidenceProcedure, tuple[str, Citation]]] = {
    EvidenceProcedure.ORDINARY: ("evidence_ordinary", INT["99(2)"]),
    EvidenceProcedure.APPEAL: ("evidence_appeal", INT["99(2)"]),
}


@provision(INT["99"], INT["275"], name="hearing.evidence_period", source="corrections.md M26")
def evidence_period(facts: EvidencePeriod) -> Finding:
    """Is the period set for evidence as long as it must be, and when does it end?"""
    if facts.procedure is EvidenceProcedure.SMALL_CLAIMS:
        most = period_of("evidence_small_claims").n
        if facts.days > most:
            return no(INT["275"], TOO_LONG(days=most), code="TOO_LONG")
        return _ends(facts, INT["275"])
    if facts.rebuttal_or_correction:
        return _ends(facts, INT["99(3)"])
    limit, cited = _LEAST[facts.procedure]
    least = period_of(limit).n
    if facts.days < least:
        return no(cited, TOO_SHORT(days=least), code="TOO_SHORT")
    return _ends(facts, cited)


def _ends(facts: EvidencePeriod, cited: Citation) -> Finding:
    because = (LAWFUL, REBUTTAL) if facts.rebuttal_or_correction else (LAWFUL,)
    calendar = china_with(facts.calendar)
    return deadline(cited, Period(facts.days), facts.from_day, *because, calendar=calendar)
