"""Writing in the room of registration: papers prepared, division and judge assigned."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.deadlines import end_deadline, run_deadline
from yunqiao.court.casefile.entries import CASE_ASSIGNED, PAPERS_PREPARED
from yunqiao.court.casefile.models import Case, DeadlineState, Party
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.directory.models import Division
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Act, Actor, OutdatedError, act
from yunqiao.court.identity.models import Account
from yunqiao.court.registration import access, choosing, facts
from yunqiao.court.registration.choosing import BY_HAND
from yunqiao.court.registration.entries import CaseAssigned, PapersPrepared
from yunqiao.court.registration.models import Assignment
from yunqiao.court.registration.papers import drafts_for
from yunqiao.law.explain import as_json

TRIAL: Final = "trial_division"
"""The queue of a court's trial divisions."""
SERVE_CLAIM: Final = "serve_claim"
"""The kind of task and of the court's deadline: the claim goes to the other side (CPL 128)."""
ASSIGNED_MEANWHILE: Final = "assigned_meanwhile"
DAYS_TO_SERVE: Final = timedelta(days=5)
"""The court's own target where the working calendar is not known yet."""


class NoJudgeError(Exception):
    """There is no judge to choose, or not the one that was named."""


def take_over(*, entry: DocketEntry) -> None:
    """Prepare the papers of a registered case and give it to a trial division, once per entry."""
    key = RequestKey.of(THE_COURT, f"{entry.id}.registration", None)

    def create() -> dict[str, Any]:
        with act(by=Actor(person=None)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, entry.stream_id)
            case = Case.objects.select_related("court").get(id=entry.stream_id)
            _prepare_papers(writing, case)
            _give_to_division(writing, case)
            _open_task(writing, case, entry)
        return {}

    idempotency.once(key, create)


def stop_service(*, entry: DocketEntry) -> None:
    """Let nobody send the claim of a suit that has ended to the other side any more."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, entry.stream_id)
        case = Case.objects.get(id=entry.stream_id)
        close_task(writing, case, SERVE_CLAIM)
        end_deadline(writing, case, SERVE_CLAIM, DeadlineState.LIFTED)


def assign_judge(
    *,
    by: Account,
    case_id: UUID,
    judge_id: UUID | None,
    division_id: UUID | None,
    reason: str,
    seen: int,
    key: RequestKey,
) -> None:
    """Assign a case to a division and one of its judges; without a judge by the court's rule.

    `seen` is the version of the assignment the page showed.

    Raises:
        NotPermittedError: the account does not assign cases of this division.
        OutdatedError: somebody assigned it in the meantime.
        NoJudgeError: the division has no judge, or not this one.
    """

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, case_id)
            case = Case.objects.select_related("court").get(id=case_id)
            access.may_assign(by, case).require()
            held = Assignment.objects.get(case=case)
            if held.version != seen:
                raise OutdatedError(ASSIGNED_MEANWHILE)
            _assign(writing, case, judge_id, division_id, reason)
        return {}

    idempotency.once(key, create)


def _prepare_papers(writing: Act, case: Case) -> None:
    drafts = drafts_for(case, list(Party.objects.filter(case=case).order_by("position")))
    if not drafts:
        return
    writing.insert(*drafts)
    prepared = PapersPrepared(
        papers=tuple((one.kind, one.article, str(one.party_id)) for one in drafts)
    )
    docket.record(writing, case, PAPERS_PREPARED, prepared.payload(), advance=False)


def _give_to_division(writing: Act, case: Case) -> None:
    choice = choosing.choose_division(case.court)
    chosen = choice.chosen
    writing.insert(Assignment(case=case, court=case.court, division=chosen))
    given = CaseAssigned(
        division=str(chosen.id) if chosen else None,
        division_name=chosen.name_zh if chosen else "",
        judge=None,
        how=choice.how,
        among=tuple(str(one.id) for one in choice.among),
    )
    docket.record(writing, case, CASE_ASSIGNED, given.payload(), advance=False)


def _open_task(writing: Act, case: Case, entry: DocketEntry) -> None:
    on = court_date(entry.at, case.court.zone)
    last_day = facts.complaint_deadline(on, case.court).date("last_day")
    open_task(writing, case, queue=TRIAL, kind=SERVE_CLAIM, due_on=last_day or on + DAYS_TO_SERVE)
    if last_day is not None:
        run_deadline(
            writing,
            case,
            kind=SERVE_CLAIM,
            after=on,
            last_day=last_day,
            citation="CPL 128",
            of_court=True,
        )


def _assign(
    writing: Act, case: Case, judge_id: UUID | None, division_id: UUID | None, reason: str
) -> None:
    divisions = Division.objects.filter(court=case.court)
    division = divisions.filter(id=division_id).first() if division_id else None
    division_judges = choosing.judges(case.court, division.id if division else None)
    withdrawn = facts.withdrawn(division_judges, case)
    among = [one for one in division_judges if one.id not in withdrawn]
    if judge_id is None:
        choice = choosing.choose_judge(case, division.id if division else None)
        judge, how = choice.chosen, choice.how
    else:
        judge, how = next((one for one in among if one.id == judge_id), None), BY_HAND
    if judge is None:
        raise NoJudgeError
    given = CaseAssigned(
        division=str(division.id) if division else None,
        division_name=division.name_zh if division else "",
        judge=str(judge.person_id) if judge.person_id else None,
        how=how,
        among=tuple(str(one.id) for one in among),
        reason=reason,
    )
    findings = [as_json(finding) for finding in withdrawn.values()]
    docket.record(writing, case, CASE_ASSIGNED, given.payload(), findings=findings, advance=False)
    writing.execute(_ASSIGN, (division.id if division else None, judge.id, case.id))
    writing.execute(_TASK, (judge.id, case.id, SERVE_CLAIM))


_ASSIGN: Final = """
UPDATE assignment SET division_id = %s, judge_id = %s, version = version + 1 WHERE case_id = %s"""
_TASK: Final = """
UPDATE task SET assigned_to_id = %s WHERE case_id = %s AND kind = %s AND state = 'open'"""
