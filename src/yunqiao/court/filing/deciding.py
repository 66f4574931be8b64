"""The court's decisions on a filing other than acceptance: corrections, more time, refusal, ruling."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.deadlines import end_deadline, run_deadline
from yunqiao.court.casefile.entries import (
    CLAIM_RETURNED,
    CORRECTION_REQUESTED,
    CORRECTION_TIME_EXTENDED,
    CORRECTION_TIME_REFUSED,
    FILING_REFUSED,
    INADMISSIBILITY_RULED,
)
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, DeadlineState
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.tasks import close_task
from yunqiao.court.filing import access, facts, lapsing
from yunqiao.court.filing.entries import CorrectionRequested, Decision, Point
from yunqiao.court.filing.kinds import CORRECT, DECIDE_TIME, EXAMINE, RETURN, RULE
from yunqiao.court.filing.queries import correction_of
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import Account
from yunqiao.law.findings import Finding
from yunqiao.law.wording import sentence


class TooEarlyError(Exception):
    """The party's time is still running: the papers cannot be returned yet."""


class NewDayError(Exception):
    """The law's last day has passed or is not known: more time needs a day that is still to come."""


def request_correction(
    *, by: Account, case_id: UUID, points: Sequence[Point], key: RequestKey
) -> None:
    """Ask the party once, and completely, for corrections (XB 9: fifteen days).

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        WrongStateError: the case is not waiting for examination.
    """

    def write(writing: Act, case: Case) -> None:
        today = court_date(now(), case.court.zone)
        finding = facts.correction_deadline(today, court=case.court)
        last_day = finding.date("last_day")
        entry = CorrectionRequested(
            points=tuple(points), last_day=last_day.isoformat() if last_day else None
        )
        findings = [*facts.recorded(finding), *lapsing.findings(case, today)]
        docket.record(writing, case, CORRECTION_REQUESTED, entry.payload(), findings=findings)
        _close_examination(writing, case)
        if last_day is not None:
            run_deadline(
                writing, case, kind=CORRECT, after=today, last_day=last_day, citation="XB 9"
            )

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def decide_more_time(
    *,
    by: Account,
    case_id: UUID,
    granted: bool,
    reason: str,
    key: RequestKey,
    until: date | None = None,
) -> None:
    """Extend the time for corrections to thirty days, or refuse to, with a reason (XB 9).

    Where the thirty days have passed before the court answers, it names a day, `until`
    (court-local); while they run, theirs is the last day whatever `until` says.

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        NewDayError: the thirty days have passed, and `until` is missing or not to come.
        WrongStateError: the case is not waiting for corrections.
    """

    def write(writing: Act, case: Case) -> None:
        finding = extended_time(case)
        last_day = _still_to_come(finding, until, case) if granted else None
        kind = CORRECTION_TIME_EXTENDED if granted else CORRECTION_TIME_REFUSED
        entry = Decision(reason=reason, last_day=last_day.isoformat() if last_day else "")
        docket.record(writing, case, kind, entry.payload(), findings=facts.recorded(finding))
        if last_day is not None:
            writing.execute(_EXTEND, (last_day, case.id, CORRECT))
            close_task(writing, case, RETURN)
        close_task(writing, case, DECIDE_TIME)

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def extended_time(case: Case) -> Finding:
    """Until when does the law let the court extend the time for the corrections it asked for?

    Raises:
        WrongStateError: the case is not waiting for corrections.
    """
    STAGES.move(case.stage, CORRECTION_TIME_EXTENDED)
    notified_on = court_date(correction_of(case).at, case.court.zone)
    return facts.correction_deadline(notified_on, court=case.court, extended=True)


def has_passed(finding: Finding, case: Case) -> bool:
    """Whether the last day the law gives has passed, or is not known."""
    last_day = finding.date("last_day")
    return last_day is None or last_day < court_date(now(), case.court.zone)


def return_papers(*, by: Account, case_id: UUID, key: RequestKey) -> None:
    """Return papers that were not corrected in time (XB 9).

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        TooEarlyError: the time for corrections is still running, or cannot be computed.
        WrongStateError: the case is not waiting for corrections.
    """

    def write(writing: Act, case: Case) -> None:
        today = court_date(now(), case.court.zone)
        overdue = "SELECT 1 FROM deadline WHERE case_id = %s AND kind = %s AND last_day < %s"
        if writing.fetch(overdue, (case.id, CORRECT, today)) is None:
            raise TooEarlyError
        finding = facts.unanswered(ended=True)
        reason = "".join(sentence(one, "zh") for one in finding.because)
        payload = Decision(reason=reason).payload()
        docket.record(writing, case, CLAIM_RETURNED, payload, findings=facts.recorded(finding))
        end_deadline(writing, case, CORRECT, DeadlineState.MISSED)
        for kind in (DECIDE_TIME, RETURN):
            close_task(writing, case, kind)

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def refuse_filing(*, by: Account, case_id: UUID, reason: str, key: RequestKey) -> None:
    """Do not accept a filing, with reasons; the party may then ask for a ruling (CPL 126, OLR 9).

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        WrongStateError: the case is not waiting for examination.
    """

    def write(writing: Act, case: Case) -> None:
        late = lapsing.findings(case, court_date(now(), case.court.zone))
        payload = Decision(reason=reason).payload()
        docket.record(writing, case, FILING_REFUSED, payload, findings=late)
        _close_examination(writing, case)

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def rule_inadmissible(*, by: Account, case_id: UUID, reason: str, key: RequestKey) -> None:
    """Rule that the case is not taken; the ruling can be appealed (CPL 126).

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        WrongStateError: no ruling was asked for.
    """

    def write(writing: Act, case: Case) -> None:
        docket.record(writing, case, INADMISSIBILITY_RULED, Decision(reason=reason).payload())
        close_task(writing, case, RULE)

    act_on(case_id, by=by, may=access.may_examine, key=key, write=write)


def _still_to_come(finding: Finding, until: date | None, case: Case) -> date:
    last_day = finding.date("last_day")
    if last_day is not None and not has_passed(finding, case):
        return last_day
    if until is None or until <= court_date(now(), case.court.zone):
        raise NewDayError
    return until


def _close_examination(writing: Act, case: Case) -> None:
    close_task(writing, case, EXAMINE)
    end_deadline(writing, case, EXAMINE, DeadlineState.MET)


_EXTEND: Final = """
UPDATE deadline SET last_day = %s WHERE case_id = %s AND kind = %s AND state = 'running'"""
