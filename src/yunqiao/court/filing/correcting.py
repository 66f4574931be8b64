"""What the party does after the court's answer: correct, ask for time, insist on a ruling, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.deadlines import end_all_deadlines, end_deadline
from yunqiao.court.casefile.documents import next_position
from yunqiao.court.casefile.entries import (
    CLAIM_CORRECTED,
    CLAIM_WITHDRAWN,
    CORRECTION_REQUESTED,
    CORRECTION_TIME_ASKED,
    RULING_ASKED,
)
from yunqiao.court.casefile.filer import filer_of
from yunqiao.court.casefile.locked import May, Write, act_on
from yunqiao.court.casefile.models import Case, DeadlineState, Document, Party, Role
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.filing import (
    access,
    acting,
    authorising,
    drafts,
    drawing,
    evidence,
    exhibits,
    facts,
    fitting,
)
from yunqiao.court.filing.actions import CHANGED_ELSEWHERE, FILE_DRAFT
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.drafts import ANSWERS
from yunqiao.court.filing.entries import ClaimCorrected, CorrectionRequested, Decision, TakenDown
from yunqiao.court.filing.kinds import CORRECT, DECIDE_TIME, EXAMINE, RETURN, RULE
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.queries import claim_of, correction_of
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.rows import found_by, parties_of
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.search import index
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act, Actor
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.papers import unused

OFFICE: Final = timedelta(days=3)
"""The court's own target for answering a request; no statute sets one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the court asked to correct, and the draft in which it is done."""

    correction: CorrectionRequested
    draft: ClaimDraft


def begin(*, by: Account, case: Case) -> Asked:
    """Open the draft of corrections, or go on with it.

    Raises:
        NotPermittedError: the account did not file this claim.
        WrongStateError: the court has not asked for corrections.
    """
    access.may_act_for_filer(by, case).require()
    if case.stage != "correction":
        raise WrongStateError(f"{CORRECTION_REQUESTED} is not open on the case")
    correction = CorrectionRequested.read(correction_of(case).payload)
    claim = claim_of(case)
    return Asked(
        correction,
        drafts.start_correction(by=by, case=case, claim=claim, asked=correction.sections),
    )


def correct_claim(
    *,
    by: Account,
    draft: ClaimDraft,
    claim: Claim,
    key: RequestKey,
    taken: TakenDown | None = None,
    drawn: str = "",
) -> None:
    """Hand in the corrected claim; the court's time to decide begins anew (OLR 9, Int 126).

    A clerk who corrects for a person at the counter says with `taken` how the person stood by it.
    `drawn` are the strokes of a signature drawn on the screen, as in `actions.file_claim`.

    Raises:
        FilingRefusedError: something was changed that the court did not ask for or that the agent's
            authority does not cover, a point has no answer, or a new file cannot be used.
        NotPermittedError: the account did not file this claim.
        OutdatedError: the draft was changed or handed in in another window.
        WrongStateError: the court is not waiting for corrections.
    """
    assert draft.corrects_id is not None
    began = now()
    signature = drawing.keep(drawn) if drawn else None

    def write(writing: Act, case: Case) -> None:
        acting.require_presence(writing.by, case, taken.presence if taken else "")
        before, filed = claim_of(case), exhibits.filed_on(case)
        answers = {key: str(text) for key, text in draft.content.get(ANSWERS, {}).items()}
        fitting.require_fitting(before, claim, draft.asked, answers)
        _require_covered(writing.by, case, before, claim)
        added = [exhibit for exhibit in claim.documents if exhibit.upload not in filed]
        envelopes = [evidence.envelope_of(draft, which) for which in evidence.LISTS]
        uploads = exhibits.uploads_of(by, added, case.court, envelopes)
        writing.expect_row(FILE_DRAFT, (case.id, draft.id, draft.version), CHANGED_ELSEWHERE)
        if signature is not None:
            unused.claim(writing, [signature.sha256], since=began)
        given = exhibits.documents(case, added, uploads, at=now(), filed=filed)
        if signature is not None:
            last = next_position(case) + len(given)
            given.append(drawing.document(case, signature, position=last, at=now()))
        if given:
            writing.insert(*given)
        entry = ClaimCorrected(
            receipt=case.receipt,
            claim=claim,
            corrected=tuple(draft.asked),
            answers=answers,
            taken=taken,
            drawn=signature.sha256 if signature else "",
        )
        _record_correction(writing, case, entry, given)
        _rewrite_case(writing, case, claim)
        authorising.change_with_correction(writing=writing, case=case, before=before, after=claim)
        end_deadline(writing, case, CORRECT, DeadlineState.MET)
        for kind in (DECIDE_TIME, RETURN):
            close_task(writing, case, kind)

    _act(draft.corrects_id, by, key, write)


def ask_more_time(
    *, by: Account, case_id: UUID, reason: str, key: RequestKey, presence: str = ""
) -> None:
    """Ask for more time to correct (XB 9: up to thirty days, on request).

    Raises:
        NotPermittedError: the account did not file this claim.
        WrongStateError: the court is not waiting for corrections.
    """

    def write(writing: Act, case: Case) -> None:
        _record_wish(writing, case, CORRECTION_TIME_ASKED, reason, presence)
        _task(writing, case, DECIDE_TIME)

    _act(case_id, by, key, write)


def ask_ruling(
    *, by: Account, case_id: UUID, reason: str, key: RequestKey, presence: str = ""
) -> None:
    """Insist: the court must then rule, and the ruling can be appealed (CPL 126, OLR 9).

    Raises:
        NotPermittedError: the account did not file this claim.
        WrongStateError: the filing was not refused.
    """

    def write(writing: Act, case: Case) -> None:
        _record_wish(writing, case, RULING_ASKED, reason, presence)
        _task(writing, case, RULE)

    _act(case_id, by, key, write)


def withdraw(*, by: Account, case_id: UUID, key: RequestKey, presence: str = "") -> None:
    """Withdraw a claim before it is registered.

    Raises:
        NotPermittedError: the account did not file this claim, or is an agent without that power.
        WrongStateError: the case is registered or closed.
    """

    def write(writing: Act, case: Case) -> None:
        _record_wish(writing, case, CLAIM_WITHDRAWN, "", presence)
        for kind in (EXAMINE, DECIDE_TIME, RETURN):
            close_task(writing, case, kind)
        end_all_deadlines(writing, case, DeadlineState.LIFTED)

    _act(case_id, by, key, write, may=access.may_withdraw)


def _act(
    case_id: UUID,
    by: Account,
    key: RequestKey,
    write: Write,
    may: May = access.may_act_for_filer,
) -> None:
    """As `act_on`; a clerk acts for a person at the counter."""
    act_on(case_id, by=by, may=may, key=key, write=write, actor=acting.actor(by, case_id))


def _record_wish(writing: Act, case: Case, kind: str, reason: str, presence: str) -> None:
    """Record what the party wants; at the counter, how they were there."""
    acting.require_presence(writing.by, case, presence)
    at_counter = acting.is_at_counter(writing.by, case)
    wish = Decision(reason=reason, presence=presence if at_counter else "")
    docket.record(writing, case, kind, wish.payload())


def _record_correction(
    writing: Act, case: Case, entry: ClaimCorrected, given: Sequence[Document]
) -> None:
    today = court_date(now(), case.court.zone)
    docket.record(
        writing,
        case,
        CLAIM_CORRECTED,
        entry.payload(),
        documents=[document.sha256 for document in given],
        findings=facts.recorded(
            facts.examination_deadline(today, court=case.court, corrected=True)
        ),
    )


def _rewrite_case(writing: Act, case: Case, claim: Claim) -> None:
    """Let the case and its parties be what the corrected claim says."""
    writing.execute(
        _UPDATE_CASE,
        (claim.cause, claim.names(Role.CLAIMANT), claim.names(Role.DEFENDANT), case.id),
    )
    before = list(Party.objects.filter(case=case).order_by("position"))
    writing.execute("DELETE FROM party WHERE case_id = %s", (case.id,))
    writing.insert(*parties_of(case, claim, filer_of(case), before))
    index.add(writing, case.id, found_by(case, claim))


def _require_covered(actor: Actor, case: Case, before: Claim, after: Claim) -> None:
    """An agent changes what is asked of the court only with the special power to (CPL 62)."""
    held = acting.authority_of(actor, case)
    if held is None or before.requests == after.requests:
        return
    if not acting.covers(held, facts.AgentPower.CHANGE_CLAIM).is_yes:
        raise FilingRefusedError(
            "requests",
            _(
                "Your power of attorney does not name the power to change what is asked for."
                " Let the party hand this in, or renew the power of attorney."
            ),
        )


def _task(writing: Act, case: Case, kind: str) -> None:
    due_on = court_date(now(), case.court.zone) + OFFICE
    open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=kind, due_on=due_on)


_UPDATE_CASE: Final = """
UPDATE "case" SET cause = %s, claimants = left(%s, 700), defendants = left(%s, 700) WHERE id = %s"""
