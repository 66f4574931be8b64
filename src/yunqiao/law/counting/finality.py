"""The day a first-instance decision becomes final, when several were served on several days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.calendar import AnnouncedYear, UnknownYearError, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import year_unknown
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT
from yunqiao.law.periods import Period, last_day

EACH_HAS_ITS_OWN_PERIOD: Final = reason("periods.each_has_its_own_period")
FINAL_AFTER_THE_LAST: Final = reason("periods.final_after_the_last")
APPEALED: Final = reason("periods.appealed")


class AppealableDecision(Enum):
    """What was decided."""

    JUDGMENT = "judgment"
    RULING = "ruling"


ABROAD: Final = Period(30)
AT_HOME: Final = {AppealableDecision.JUDGMENT: Period(15), AppealableDecision.RULING: Period(10)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedParty:
    """One party who may appeal, by a name of the asker's choice."""

    name: str
    served_on: date | None = None
    domicile_in_china: bool | None = None
    has_appealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalityFacts:
    """A first-instance decision that can be appealed, and everyone it was served on."""

    decision: AppealableDecision
    parties: tuple[ServedParty, ...]
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a decision without parties."""
        if not self.parties:
            raise FactsError("parties", "name at least one party")


class AppealPeriod(NamedTuple):
    """One party's own last day to appeal."""

    name: str
    last_day: date


@provision(CPL["171"], CPL["286"], INT["536"], name="periods.final_for_all")
def is_final(facts: FinalityFacts) -> Finding:
    """From which day is a first-instance decision final for every party?"""
    cited = (INT["536"], CPL["171"], CPL["286"])
    if appealed := tuple(party.name for party in facts.parties if party.has_appealed):
        return no(cited, APPEALED(name="、".join(appealed)))
    if missing := _missing(facts.parties):
        return unknown(cited, EACH_HAS_ITS_OWN_PERIOD, missing=missing)
    calendar = china_with(facts.calendar)
    try:
        each = tuple(
            AppealPeriod(party.name, last_day(_period(facts, party), day, calendar=calendar))
            for party in facts.parties
            if (day := party.served_on)
        )
    except UnknownYearError as error:
        return year_unknown(cited, error, EACH_HAS_ITS_OWN_PERIOD)
    end = max(one.last_day for one in each)
    return yes(
        cited,
        EACH_HAS_ITS_OWN_PERIOD,
        FINAL_AFTER_THE_LAST(last_day=end),
        value={"appeal_periods": each},
        last_day=end,
        final_on=end + timedelta(days=1),
    )


def _missing(parties: tuple[ServedParty, ...]) -> tuple[str, ...]:
    return tuple(
        f"parties[{n}].{name}"
        for n, party in enumerate(parties)
        for name in ("served_on", "domicile_in_china")
        if getattr(party, name) is None
    )


def _period(facts: FinalityFacts, party: ServedParty) -> Period:
    return AT_HOME[facts.decision] if party.domicile_in_china else ABROAD
