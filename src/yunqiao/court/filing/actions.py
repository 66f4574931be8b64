"""Writing in the room of filing: filing a claim, and the clerk's decisions on it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.deadlines import end_deadline, run_deadline
from yunqiao.court.casefile.entries import (
    CASE_REGISTERED,
    CLAIM_CORRECTED,
    CLAIM_FILED,
    RECEIPT_ISSUED,
)
from yunqiao.court.casefile.models import Case, DeadlineState, Document, Role
from yunqiao.court.casefile.numbering import CIVIL_FIRST_INSTANCE, next_number
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import access, authorising, drawing, exhibits, facts, lapsing
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import CaseRegistered, ClaimFiled, ReceiptIssued, TakenDown
from yunqiao.court.filing.kinds import EXAMINE, RETURN, RULE
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.filing.receipts import new_receipt
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.rows import found_by, parties_of
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.reading import Asked
from yunqiao.court.foundation.search import index
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.papers import unused
from yunqiao.court.papers.models import Upload


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the filer holds at once: the case's id, its receipt number and its place on the docket."""

    case: str
    receipt: str
    entry: str
    entry_hash: str
    filed_at: str


@dataclass(frozen=True, slots=True)
class Registration:
    """The number a case was registered under."""

    case: str
    number: str


def file_claim(
    *,
    by: Account,
    claim: Claim,
    key: RequestKey,
    draft: ClaimDraft | None = None,
    taken: TakenDown | None = None,
    drawn: str = "",
) -> Receipt:
    """File a claim: the case, its parties, its documents and the receipt, all or nothing.

    With `taken`, a clerk files for the person of the draft, and the record names both. `drawn` are
    the strokes of a signature drawn on the screen (`drawing.STROKES`), if there is one.

    Raises:
        NotPermittedError: the account may not file there.
        FilingRefusedError: the court is not known, a document cannot be used, or the law does not
            let this agent act.
        KeyReusedError: the key was used for another claim.
        OutdatedError: the draft was filed or changed in another window.
    """
    courts = Asked(Court, "code = %s", [claim.court])
    files = exhibits.ask_for(by, claim.documents)

    def create() -> dict[str, Any]:
        court = _only(courts)
        access.may_file(by, court).require()
        uploads = exhibits.uploads_of(by, claim.documents, court, asked=files)
        principal = authorising.principal_for(by=by, claim=claim)
        case = _case(claim, court, now())
        signature = drawing.keep(drawn) if drawn else None
        present = draft.for_person_id if draft is not None and taken else None
        behalf = principal.id if principal else present
        with act(by=Actor(person=by.person_id, on_behalf_of=behalf)) as writing:
            if draft is not None:
                writing.expect_row(
                    FILE_DRAFT, (case.id, draft.id, draft.version), CHANGED_ELSEWHERE
                )
            if signature is not None:
                unused.claim(writing, [signature.sha256], since=case.filed_at)
            if principal is not None and principal.new is not None:
                writing.insert(principal.new)
            _insert(writing, case, claim, filer=behalf or by.person_id, present=present)
            said = ClaimFiled(
                receipt=case.receipt,
                claim=claim,
                taken=taken,
                drawn=signature.sha256 if signature else "",
            )
            given = _documents(case, claim, uploads, signature)
            result = asdict(_record_filing(writing, case, said, given))
            if principal is not None:
                authorising.authorise_with_claim(
                    by=by, writing=writing, case=case, claim=claim, principal=principal
                )
            idempotency.keep(writing, key, result)
        return result

    return Receipt(**idempotency.once(key, create, along=[courts, files]))


def accept_filing(*, by: Account, case_id: UUID, key: RequestKey) -> Registration:
    """Accept a filing and register the case under the next number (CPL 126).

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        WrongStateError: the case is not waiting for examination.
    """

    def create() -> dict[str, Any]:
        today = court_date(now())
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, case_id)
            case = Case.objects.select_related("court").get(id=case_id)
            access.may_examine(by, case).require()
            STAGES.move(case.stage, CASE_REGISTERED)
            late = lapsing.findings(case, today)
            number = next_number(writing, case.court, today.year, CIVIL_FIRST_INSTANCE)
            entry = CaseRegistered(number=number, registered_on=today.isoformat())
            docket.record(writing, case, CASE_REGISTERED, entry.payload(), findings=late)
            writing.execute(_REGISTER, (number, today, case_id))
            index.add(writing, case_id, [number])
            for kind in (EXAMINE, RETURN, RULE):
                close_task(writing, case, kind)
            end_deadline(writing, case, EXAMINE, DeadlineState.MET)
            result = Registration(str(case_id), number)
            idempotency.settle(writing, key, asdict(result))
        return asdict(result)

    return Registration(**idempotency.once(key, create))


def open_examination(*, entry: DocketEntry) -> None:
    """Give the court's filing clerks the task of examining a claim, once per entry (CPL 126).

    A filing that was decided before the job ran needs none.
    """
    key = RequestKey.of(THE_COURT, f"{entry.id}.{EXAMINE}", None)

    def create() -> dict[str, Any]:
        with act(by=Actor(person=None)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, entry.stream_id)
            case = Case.objects.select_related("court").get(id=entry.stream_id)
            if case.stage == STAGES.start:
                received_on = court_date(entry.at, case.court.zone)
                corrected = entry.kind == CLAIM_CORRECTED
                _open_examination(writing, case, received_on, corrected=corrected)
        return {}

    idempotency.once(key, create)


EXAMINATION: Final = timedelta(days=7)
"""The court's own target where the working calendar is not known yet; never a party's date."""


CHANGED_ELSEWHERE: Final = "changed_elsewhere"
"""Why a draft was not filed: another window changed or filed it first."""


def _only(courts: Asked[Court]) -> Court:
    if not courts.rows:
        raise FilingRefusedError(
            "court", _("There is no court with that code. Choose one from the list.")
        )
    return courts.rows[0]


def _case(claim: Claim, court: Court, filed_at: datetime) -> Case:
    return Case(
        court=court,
        receipt=new_receipt(court_date(filed_at, court.zone)),
        cause=claim.cause,
        claimants=claim.names(Role.CLAIMANT)[:700],
        defendants=claim.names(Role.DEFENDANT)[:700],
        stage=STAGES.start,
        filed_at=filed_at,
        updated_at=filed_at,
    )


def _documents(
    case: Case, claim: Claim, uploads: Sequence[Upload], signature: drawing.Drawn | None
) -> list[Document]:
    """The files of the claim, and after them the signature that was drawn."""
    given = exhibits.documents(case, claim.documents, uploads, at=case.filed_at)
    if signature is not None:
        last = len(given) + 1
        given.append(drawing.document(case, signature, position=last, at=case.filed_at))
    return given


def _insert(
    writing: Act, case: Case, claim: Claim, *, filer: UUID | None, present: UUID | None
) -> None:
    """Write the case and its parties, who filed at the counter, and by which words it is found."""
    writing.insert(case)
    writing.insert(*parties_of(case, claim, filer))
    if present is not None:
        writing.insert(CounterFiling(case=case, person_id=present))
    mark = index.court_mark(case.court_id)
    index.add(writing, case.id, found_by(case, claim), marks=[mark])


def _record_filing(
    writing: Act, case: Case, said: ClaimFiled, given: Sequence[Document]
) -> Receipt:
    if given:
        writing.insert(*given)
    filed_on = court_date(case.filed_at, case.court.zone)
    filed = docket.record(
        writing,
        case,
        CLAIM_FILED,
        said.payload(),
        documents=[document.sha256 for document in given],
        findings=facts.recorded(facts.examination_deadline(filed_on, court=case.court)),
    )
    issued = ReceiptIssued(receipt=case.receipt, filed_at=case.filed_at.isoformat())
    docket.record(writing, case, RECEIPT_ISSUED, issued.payload(), advance=False)
    return Receipt(
        case=str(case.id),
        receipt=case.receipt,
        filed_at=issued.filed_at,
        entry=str(filed.id),
        entry_hash=filed.hash.hex(),
    )


def _open_examination(writing: Act, case: Case, received_on: date, *, corrected: bool) -> None:
    found = facts.examination_deadline(received_on, court=case.court, corrected=corrected)
    last_day = found.date("last_day")
    due_on = last_day or received_on + EXAMINATION
    open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=EXAMINE, due_on=due_on)
    if last_day is not None:
        run_deadline(
            writing,
            case,
            kind=EXAMINE,
            after=received_on,
            last_day=last_day,
            citation="CPL 126",
            of_court=True,
        )


FILE_DRAFT: Final = """
UPDATE claim_draft SET filed_as_id = %s WHERE id = %s AND version = %s AND filed_as_id IS NULL"""
_REGISTER: Final = 'UPDATE "case" SET number = %s, registered_on = %s WHERE id = %s'
