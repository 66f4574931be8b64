"""The time of a party to pay: begun by the notice, extended or deferred by the court."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.deadlines import end_deadline, run_deadline
from yunqiao.court.casefile.entries import (
    FEE_ASKED_AGAIN,
    FEE_CHANGED,
    FEE_NOTICE_ISSUED,
    FEE_PERIOD_SET,
)
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees import books, facts
from yunqiao.court.fees.assessing import last_assessment
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.entries import PeriodSet
from yunqiao.court.fees.kinds import (
    ASK_AGAIN,
    ENTER_RECEIPT,
    FEES,
    ORDINARY_PROCEDURE,
    PAY,
    UNPAID,
)
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.fees.tasks import FEE_OWED_AGAIN
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding

NOTICE: Final = "notice"
EXTENDED: Final = "extended"
DEFERRED: Final = "deferred"
SUPPLEMENT: Final = "supplement"
PREPAYMENT: Final = "Fees 22(1)"
TOP_UP: Final = "Int 199"


def begin_period(writing: Act, case: Case, notified_on: date | None) -> None:
    """Let the seven days run from the day the notice was received; unknown, a clerk is asked.

    Nothing begins where nothing is to be paid, or need be in advance, or a time that the court has
    set runs already.
    """
    row = last_assessment(case)
    if row is None:
        return
    if _needs_no_notice(case, row):
        close_task(writing, case, ENTER_RECEIPT, row.party_id)
        return
    finding = last_day_of_notice(row, case, notified_on)
    last_day = finding.date("last_day")
    if notified_on is None or last_day is None:
        due_on, party = court_date(now(), case.court.zone), row.party_id
        open_task(writing, case, queue=FEES, kind=ENTER_RECEIPT, due_on=due_on, party=party)
        return
    close_task(writing, case, ENTER_RECEIPT, row.party_id)
    tops_up = row.ground == ORDINARY_PROCEDURE
    cited = TOP_UP if tops_up else PREPAYMENT
    _run(writing, case, row.party_id, notified_on, last_day, cited)
    entry = PeriodSet(
        party=str(row.party_id),
        last_day=last_day.isoformat(),
        how=SUPPLEMENT if tops_up else NOTICE,
        notified_on=notified_on.isoformat(),
    )
    docket.record(
        writing,
        case,
        FEE_PERIOD_SET,
        entry.payload(),
        findings=[as_json(finding)],
        advance=False,
    )


def tells_to_pay(entry: DocketEntry) -> bool:
    """Whether the law lets seven days run from the receipt of the letter about an entry."""
    tops_up = entry.kind == FEE_CHANGED and entry.payload["ground"] == ORDINARY_PROCEDURE
    return tops_up or entry.kind in (FEE_NOTICE_ISSUED, FEE_ASKED_AGAIN)


def told_on(case: Case) -> date:
    """The court-local day on which the party was last told to pay: nothing was received before it."""
    kinds = (FEE_NOTICE_ISSUED, FEE_ASKED_AGAIN, FEE_CHANGED)
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=kinds).order_by("-seq")
    return court_date(next(filter(tells_to_pay, told)).at, case.court.zone)


def last_day_of_notice(row: FeeAssessment, case: Case, notified_on: date | None) -> Finding:
    """By when does the law let the party pay who got the notice of an assessment on that day?"""
    basis = Basis.read(row.basis)
    if row.ground == ORDINARY_PROCEDURE:
        return facts.becomes_ordinary(basis, notified_on, case.court)
    return facts.last_day_to_pay(notified_on, case.court, wages=basis.claims_wages)


def set_period(
    writing: Act,
    case: Case,
    party: UUID,
    last_day: date,
    *,
    how: str,
    citation: str,
    reason: str = "",
) -> None:
    """Set a party another last day to pay: the court extends, defers or sets a supplement.

    Only of an extension the party is told by this entry; the others come with a letter.
    """
    today = court_date(now(), case.court.zone)
    _run(writing, case, party, today, last_day, citation)
    entry = PeriodSet(party=str(party), last_day=last_day.isoformat(), how=how, reason=reason)
    docket.record(writing, case, FEE_PERIOD_SET, entry.payload(), advance=how == EXTENDED)


def end_if_paid(*, entry: DocketEntry) -> None:
    """End the time to pay of a case in which nothing is outstanding any more, once per entry."""
    key = RequestKey.of(THE_COURT, f"{entry.id}.period", None)

    def create() -> dict[str, Any]:
        with act(by=Actor(person=None)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, entry.stream_id)
            case = Case.objects.get(id=entry.stream_id)
            if row := last_assessment(case):  # the money may be another party's
                stands = books.standing(case.id, row.party_id)
                rest_if_nothing_due(writing, case, row.party_id, stands, DeadlineState.MET)
        return {}

    idempotency.once(key, create)


def rest_if_nothing_due(
    writing: Act, case: Case, party: UUID, standing: Standing, state: DeadlineState
) -> None:
    """End a party's time to pay where nothing is outstanding any more: met by paying, or lifted."""
    if not standing.outstanding:
        rest(writing, case, party, state)


def rest(writing: Act, case: Case, party: UUID, state: DeadlineState) -> None:
    """End a party's time to pay, and every task that asks for its fee."""
    end_deadline(writing, case, PAY, state, party)
    for kind in (UNPAID, ENTER_RECEIPT, ASK_AGAIN, FEE_OWED_AGAIN):
        close_task(writing, case, kind, party)


def last_day_of(case: Case) -> Deadline | None:
    """The running deadline to pay."""
    running = Deadline.objects.filter(case=case, kind=PAY, state=DeadlineState.RUNNING)
    return running.order_by("-last_day").first()


def not_before_running(case: Case, day: date | None) -> date | None:
    """A last day that is set, or the one that runs if that is later: the court takes no time away."""
    running = last_day_of(case)
    return max(day, running.last_day) if day and running else day


def _needs_no_notice(case: Case, row: FeeAssessment) -> bool:
    if Basis.read(row.basis).claims_wages:
        return True
    if not books.standing(case.id, row.party_id).outstanding:
        return True
    told = DocketEntry.objects.filter(stream_id=case.id, kind=FEE_PERIOD_SET).order_by("-seq")
    last = told.first()
    return last_day_of(case) is not None and last is not None and last.payload["how"] != NOTICE


def _run(writing: Act, case: Case, party: UUID, after: date, last_day: date, citation: str) -> None:
    close_task(writing, case, UNPAID, party)
    end_deadline(writing, case, PAY, DeadlineState.LIFTED, party)
    run_deadline(
        writing,
        case,
        kind=PAY,
        after=after,
        last_day=last_day,
        citation=citation,
        party=party,
    )
