"""The one question about an attempt of any mode: served or not, when, and what to try next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Finding, Outcome, reason, with_grounds
from yunqiao.law.instruments import AERSHAN, CPL, INT, OLR, PROVISIONS_2006, PROVISIONS_2009
from yunqiao.law.service.announcement import PLAN_ABROAD, PublicNotice, served_by_notice
from yunqiao.law.service.direct import served_in_person
from yunqiao.law.service.electronic import OTHER_MODE, Electronic, served_electronically
from yunqiao.law.service.entrusted import EntrustedRequest, serve_by
from yunqiao.law.service.forwarded import Forwarding, served_through_body
from yunqiao.law.service.in_person import InPerson
from yunqiao.law.service.post import Posting, served_by_post
from yunqiao.law.service.pronounced import (
    AtHearing,
    OnSetDay,
    pronounced_at_hearing,
    pronounced_on_set_day,
)
from yunqiao.law.service.telephone import ServiceCall, served_by_telephone
from yunqiao.law.service.terms import (
    DocumentKind,
    ServedMatter,
    not_allowed,
    not_served,
    pending,
    under,
)
from yunqiao.law.service.what_follows import ServedDocument, runs_until

ACT_ABROAD = reason("service.outcome.act_abroad")
AWAIT_REPORT = reason("service.outcome.await_report")
NONE_SERVED = reason("service.outcome.none_served")
FIRST_COUNTS = reason("service.outcome.first_counts")
ANALOGY = reason("service.outcome.domestic_analogy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt at service: the facts of exactly one mode.

    `entrusted`: another court serves at our request; alone while its report is awaited, else with
    the mode that court used. `act_abroad`: the act takes place outside the mainland.
    """

    in_person: InPerson | None = None
    post: Posting | None = None
    electronic: Electronic | None = None
    telephone: ServiceCall | None = None
    forwarded: Forwarding | None = None
    announcement: PublicNotice | None = None
    at_hearing: AtHearing | None = None
    on_set_day: OnSetDay | None = None
    entrusted: EntrustedRequest | None = None
    act_abroad: bool = False

    def __post_init__(self) -> None:
        given = [name for name in MODES if getattr(self, name) is not None]
        if len(given) > 1:
            raise ContradictionError(given[0], given[1], "an attempt has one mode")
        if not given and self.entrusted is None:
            raise FactsError("", f"give the facts of one mode: {', '.join(MODES)}, entrusted")


@provision(
    CPL["87"], CPL["283"], INT["134"], AERSHAN["36"], name="service.outcome", source="service_rules 1.1, 1.3"
)  # fmt: skip
def outcome_of(attempt: Attempt) -> Finding:
    """Has this attempt served the document, on which day, and if not, what is missing or next?"""
    if attempt.act_abroad:
        return not_allowed(CPL["283"], ACT_ABROAD, try_next=(PLAN_ABROAD,))
    for name, decide in MODES.items():
        facts = getattr(attempt, name)
        if facts is not None:
            found = _with_next(_with_clock(decide(facts), facts.matter))
            return _entrusting(attempt, under(name, found))
    assert attempt.entrusted is not None
    return _awaited(attempt.entrusted)


MODES: Final[dict[str, Callable[[Any], Finding]]] = {
    "in_person": served_in_person,
    "post": served_by_post,
    "electronic": served_electronically,
    "telephone": served_by_telephone,
    "forwarded": served_through_body,
    "announcement": served_by_notice,
    "at_hearing": pronounced_at_hearing,
    "on_set_day": pronounced_on_set_day,
}


def _with_clock(found: Finding, matter: ServedMatter) -> Finding:
    """Add when the addressee's time to answer or appeal ends, where service starts one."""
    day = found.date("date_of_service")
    if day is None or matter.document not in CLOCK_NAMES:
        return found
    clock = runs_until(
        ServedDocument(document=matter.document, served_on=day, domicile=matter.addressee.domicile)
    )
    end = clock.date("last_day")
    if end is None:
        return found._replace(doubts=(*found.doubts, clock.because[-1]))
    dated = found._replace(dates=(*found.dates, (CLOCK_NAMES[matter.document], end)))
    return with_grounds(dated, (end,))


CLOCK_NAMES: Final = {
    DocumentKind.COMPLAINT: "answer_due",
    DocumentKind.JUDGMENT: "appeal_last_day",
    DocumentKind.RULING: "appeal_last_day",
}


def _with_next(found: Finding) -> Finding:
    """An attempt that failed always says what may be tried next."""
    if found.outcome is not Outcome.NO or found.try_next:
        return found
    return found._replace(try_next=(OTHER_MODE,))


def _entrusting(attempt: Attempt, found: Finding) -> Finding:
    if attempt.entrusted is None:
        return found
    return found._replace(citations=(*found.citations, INT["134"], AERSHAN["36"]))


def _awaited(request: EntrustedRequest) -> Finding:
    duty = under("entrusted", serve_by(request))
    missing = duty.missing or ("in_person",)
    return pending(duty.citations, AWAIT_REPORT, *duty.because, missing=missing, try_next=duty.try_next)._replace(dates=duty.dates)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Every attempt at serving one document on one addressee."""

    attempts: tuple[Attempt, ...]


@provision(
    PROVISIONS_2006["11"],
    PROVISIONS_2009["10"],
    OLR["31(4)"],
    name="service.first_served",
    confidence=Confidence.UNCERTAIN,
    source="conflict i",
)
def first_served(facts: Attempts) -> Finding:
    """Of several attempts, which one served the document first?"""
    found = [outcome_of(attempt) for attempt in facts.attempts]
    cited = (PROVISIONS_2006["11"], PROVISIONS_2009["10"], OLR["31(4)"])
    effective = [finding for finding in found if finding.date("date_of_service")]
    if not effective:
        return not_served(cited, NONE_SERVED)
    first = min(effective, key=lambda finding: finding.date("date_of_service") or date.max)
    doubts = (*first.doubts, ANALOGY) if len(effective) > 1 else first.doubts
    return first._replace(
        because=(FIRST_COUNTS, *first.because), citations=(*first.citations, *cited), doubts=doubts
    )
