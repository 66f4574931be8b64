"""The check before judgment: the defendant was served so that a judgment holds here and abroad."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from yunqiao.law.abroad.attempts import AttemptsToServe
from yunqiao.law.abroad.clocks import ends_on, transmission_clock
from yunqiao.law.abroad.codes import NEEDS_EVIDENCE, NEEDS_FACTS, NOT_SERVED, ServiceChannel
from yunqiao.law.abroad.combination import Combined, combined_service
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Outcome, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, HSC, INT, PROVISIONS_2006
from yunqiao.law.limits.table import period_of

HOLDS = reason("abroad.validity.holds")
SOMETHING_LACKS = reason("abroad.validity.something_lacks")
SOMETHING_MISSING = reason("abroad.validity.something_missing")
COURT_WEIGHS = reason("abroad.validity.court_weighs")
TOOK_PART = reason("abroad.validity.took_part")
ARTICLE_15_2 = reason("abroad.validity.article_15_2")
ANSWER_TIME_OVER = reason("abroad.validity.answer_time_over")
ANSWER_TIME_RUNS = reason("abroad.validity.answer_time_runs")
NOT_YET_SERVED = reason("abroad.validity.not_yet_served")
SUMMONED = reason("abroad.validity.summoned")
SUMMONS_MISSING = reason("abroad.validity.summons_missing")
SUMMONS_TOO_LATE = reason("abroad.validity.summons_too_late")
MESSAGE_UNCONFIRMED = reason("abroad.validity.message_unconfirmed")
PROOF_ON_FILE = reason("abroad.validity.proof_on_file")
NO_PROOF_ON_FILE = reason("abroad.validity.no_proof_on_file")
RECOGNISABLE = reason("abroad.validity.recognisable")
NOTICE_SELDOM_RECOGNISED = reason("abroad.validity.notice_seldom_recognised")
UNTRANSLATED_AT_RISK = reason("abroad.validity.untranslated_at_risk")
ASK_FOR_CERTIFICATE = reason("abroad.next.ask_for_certificate")
SERVE_AGAIN = reason("abroad.next.serve_again")

_NOTICE_OF_HEARING: Final = period_of("notify_hearing")
_GRAVEST_FIRST: Final = (Outcome.NO, Outcome.UNKNOWN, Outcome.FOR_THE_COURT)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeJudgment:
    """A defendant abroad, the attempts made, and the summons; `service.to.on` is the day of asking.

    `recognition_abroad_wanted` asks also for what a foreign court will look at.
    """

    service: AttemptsToServe
    took_part: bool | None = None
    hearing_on: date | None = None
    summons_served_on: date | None = None
    summons_by_message_only: bool | None = None
    summons_receipt_confirmed: bool | None = None
    proof_on_file: bool | None = None
    reasonable_efforts: bool | None = None
    recognition_abroad_wanted: bool = False
    translation_attached: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a summons served after the hearing it is for."""
        require_order(self, "summons_served_on", "hearing_on")


class Validity(NamedTuple):
    """The checks one by one; each holds its own reasons and articles."""

    service: Finding
    answer: Finding
    summons: Finding
    proof: Finding
    abroad: Finding | None


@provision(
    CPL["147"],
    CPL["285"],
    HSC["15"],
    INT["261(2)"],
    CPL["300(2)"],
    confidence=Confidence.KNOWN,
    source="cross_border_service.md 2.2, 2.7; corrections.md M5",
)
def validity_of_service(facts: BeforeJudgment) -> Finding:
    """Was the defendant abroad served and summoned so that a judgment will hold, and what is missing?"""
    combined = combined_service(facts.service)
    service = _service(facts, combined)
    checks = Validity(
        service=service,
        answer=_answer(facts, combined.date("date_of_service"), service),
        summons=_summons(facts),
        proof=_proof(facts),
        abroad=_abroad(facts, combined) if facts.recognition_abroad_wanted else None,
    )
    found = [check for check in checks if check is not None]
    worst = next(
        (grave for grave in _GRAVEST_FIRST if any(one.outcome is grave for one in found)),
        Outcome.YES,
    )
    missing = tuple(dict.fromkeys(name for one in found for name in one.missing))
    next_steps = tuple(dict.fromkeys(step for one in found for step in one.try_next))
    cited = (CPL["147"], CPL["285"])
    if worst is Outcome.YES:
        return yes(cited, HOLDS, value=checks)
    if worst is Outcome.NO:
        return no(cited, SOMETHING_LACKS, value=checks, try_next=next_steps)
    if worst is Outcome.UNKNOWN:
        return unknown(cited, SOMETHING_MISSING, missing=missing, code=NEEDS_EVIDENCE, value=checks)
    return for_the_court(cited, COURT_WEIGHS, value=checks, try_next=next_steps)


def _service(facts: BeforeJudgment, combined: Finding) -> Finding:
    if combined.is_yes:
        return combined
    if facts.took_part:
        return yes(PROVISIONS_2006["13"], TOOK_PART)
    if _six_months_gone(facts.service) and facts.reasonable_efforts:
        return for_the_court(
            (HSC["15(2)"], PROVISIONS_2006["7"]), ARTICLE_15_2, try_next=(ASK_FOR_CERTIFICATE,)
        )
    missing = tuple(f"service.{name}" for name in combined.missing)
    return combined._replace(missing=missing)


def _six_months_gone(service: AttemptsToServe) -> bool:
    """Whether a treaty request was transmitted six months ago and nothing at all came back."""
    clock = transmission_clock(None)
    return any(
        attempt.channel is ServiceChannel.TREATY
        and attempt.transmitted_on is not None
        and attempt.returned_on is None
        and ends_on(clock, attempt.transmitted_on) <= service.to.on
        for attempt in service.attempts
    )


def _answer(facts: BeforeJudgment, served: date | None, service: Finding) -> Finding:
    if facts.took_part:
        return yes(CPL["285"], TOOK_PART)
    if served is None:
        return _waits_for_service(service)
    limit = deadline(CPL["285"], period_of("answer_abroad"), served)
    last = limit.date("last_day")
    if last is None:
        return limit
    if facts.service.to.on > last:
        return yes(CPL["285"], ANSWER_TIME_OVER, last_day=last)
    return no(CPL["285"], ANSWER_TIME_RUNS(until=last), last_day=last)


def _waits_for_service(service: Finding) -> Finding:
    if service.outcome is Outcome.NO:
        return no(CPL["285"], NOT_YET_SERVED, code=NOT_SERVED, try_next=(SERVE_AGAIN,))
    if service.outcome is Outcome.FOR_THE_COURT:
        return for_the_court(CPL["285"], NOT_YET_SERVED)
    return unknown(CPL["285"], NOT_YET_SERVED, missing=service.missing, code=service.code)


def _summons(facts: BeforeJudgment) -> Finding:
    cited = (CPL["147"], CPL["139"])
    if facts.took_part:
        return yes(cited, TOOK_PART)
    if facts.hearing_on is None or facts.summons_served_on is None:
        missing = tuple(
            name for name in ("hearing_on", "summons_served_on") if getattr(facts, name) is None
        )
        return unknown(cited, SUMMONS_MISSING, missing=missing, code=NEEDS_FACTS)
    if facts.summons_by_message_only is None:
        return unknown(cited, SUMMONS_MISSING, missing="summons_by_message_only", code=NEEDS_FACTS)
    if facts.summons_by_message_only and not facts.summons_receipt_confirmed:
        return no(INT["261(2)"], MESSAGE_UNCONFIRMED, try_next=(SERVE_AGAIN,))
    if (facts.hearing_on - facts.summons_served_on).days < _NOTICE_OF_HEARING.n:
        return no(cited, SUMMONS_TOO_LATE, try_next=(SERVE_AGAIN,))
    return yes(cited, SUMMONED)


def _proof(facts: BeforeJudgment) -> Finding:
    if facts.proof_on_file is None:
        return unknown(CPL["87"], NO_PROOF_ON_FILE, missing="proof_on_file", code=NEEDS_EVIDENCE)
    if not facts.proof_on_file:
        return no(CPL["87"], NO_PROOF_ON_FILE, try_next=(ASK_FOR_CERTIFICATE,))
    return yes(CPL["87"], PROOF_ON_FILE)


def _abroad(facts: BeforeJudgment, combined: Finding) -> Finding:
    """What foreign courts look at as CPL 300(2) does: real notice, and in a language understood."""
    if facts.took_part:
        return yes(CPL["300(2)"], TOOK_PART)
    value = combined.value
    if isinstance(value, Combined) and value.by is ServiceChannel.PUBLIC_NOTICE:
        return for_the_court(CPL["300(2)"], NOTICE_SELDOM_RECOGNISED, try_next=(SERVE_AGAIN,))
    if facts.translation_attached is None:
        return unknown(
            CPL["300(2)"], UNTRANSLATED_AT_RISK, missing="translation_attached", code=NEEDS_FACTS
        )
    if not facts.translation_attached:
        return for_the_court(CPL["300(2)"], UNTRANSLATED_AT_RISK, try_next=(SERVE_AGAIN,))
    return yes(CPL["300(2)"], RECOGNISABLE)
