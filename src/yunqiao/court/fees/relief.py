"""Relief from the fee: a party asks to pay later, less or nothing; the court decides with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.documents import document_of, next_position
from yunqiao.court.casefile.entries import (
    FEE_RELIEF_ASKED,
    FEE_RELIEF_GRANTED,
    FEE_RELIEF_REFUSED,
)
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, DeadlineState, Document, Party, PartyKind
from yunqiao.court.casefile.sides import acts_for, owe_together
from yunqiao.court.casefile.states import Stage
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees import access, books, facts, kinds
from yunqiao.court.fees.assessing import Settled, assessed_on, in_yuan, last_assessment, settle
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.changing import LastDayMissingError
from yunqiao.court.fees.entries import ReliefAsked, ReliefDecided
from yunqiao.court.fees.gathering import owing_together, payer_of
from yunqiao.court.fees.period import (
    DEFERRED,
    last_day_of,
    not_before_running,
    rest_if_nothing_due,
    set_period,
)
from yunqiao.court.fees.records import ReliefApplication
from yunqiao.court.fees.states import RELIEF, ReliefState
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.legal_words import language
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act, Actor
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.usable import require_usable
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding
from yunqiao.law.wording import sentence

OFFICE: Final = timedelta(days=3)
"""The court's own target for deciding; the Measures set none."""
LEAST_REDUCTION: Final = 30
EVIDENCE: Final = "evidence"
NEVER_OPEN: Final = frozenset({"NOT_AVAILABLE", "NO_GROUND"})
"""Answers of the law that no court can change: the party is told what to ask for instead."""


class ReliefRefusedError(Exception):
    """The application cannot be made like this; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefGiven:
    """What a party asks for: the kind, the grounds of the Measures, the reasons, the papers.

    `party` is the party by id, where the account acts for several who owe the fee together.
    """

    kind: str
    grounds: Sequence[str]
    reasons: str
    uploads: Sequence[UUID] = ()
    party: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The court's answer with its reasons: of a reduction the percent let off, else a last day to pay."""

    granted: bool
    reason: str
    percent: int = 0
    pay_by: date | None = None


def ask(*, by: Account, case_id: UUID, given: ReliefGiven, key: RequestKey) -> None:
    """Ask to pay later, less or nothing (Fees 44 to 48); late applications are the court's to weigh.

    Raises:
        NotPermittedError: the account does not act for who pays.
        ReliefRefusedError: the law does not know such relief, a file cannot be used, or for which of
            several claimants it is was not said.
        WrongStateError: there is nothing to be relieved of, or an application is open.
    """

    def write(writing: Act, case: Case) -> None:
        party = _applicant(by, case, given.party)
        is_own = party.person_id == by.person_id
        writing.by = Actor(person=by.person_id, on_behalf_of=None if is_own else party.person_id)
        _require_open(case, party)
        uploads = _uploads(by, case, given)
        finding = weighed(party, given)
        if finding.code in NEVER_OPEN:
            raise ReliefRefusedError(_why(finding))
        number = ReliefApplication.objects.filter(case=case, party=party).count() + 1
        said: dict[str, Any] = {
            "kind": given.kind,
            "grounds": list(given.grounds),
            "reasons": given.reasons,
        }
        application_id = new_id()
        if uploads:
            writing.insert(*_documents(case, party, uploads))
        entry = docket.record(
            writing,
            case,
            FEE_RELIEF_ASKED,
            ReliefAsked(application=str(application_id), party=str(party.id), **said).payload(),
            documents=[upload.sha256 for upload in uploads],
            findings=[as_json(finding)],
        )
        writing.insert(
            ReliefApplication(
                id=application_id,
                case=case,
                party=party,
                number=number,
                asked=entry.id,
                at=now(),
                **said,
            )
        )
        due_on = court_date(now(), case.court.zone) + OFFICE
        open_task(
            writing,
            case,
            queue=kinds.FEES,
            kind=kinds.DECIDE_RELIEF,
            due_on=due_on,
            party=party.id,
        )

    act_on(case_id, by=by, may=access.may_act_for_payer, key=key, write=write)


def decide(
    *, by: Account, case_id: UUID, application_id: UUID, decision: Decision, key: RequestKey
) -> None:
    """Grant or refuse an open application, with reasons (Fees 44 to 48).

    What stays to be paid has a last day to come: the court sets it (Fees 22(4)), or it runs already.

    Raises:
        LastDayMissingError: something stays to be paid, and no last day lies ahead.
        NotPermittedError: the account does not work on fees of this court.
        WrongStateError: the application is not open, or the fee is not set.
    """

    def write(writing: Act, case: Case) -> None:
        application = open_applications(case).filter(id=application_id).first()
        if application is None:
            raise WrongStateError("the application for relief is not open")
        kind = FEE_RELIEF_GRANTED if decision.granted else FEE_RELIEF_REFUSED
        state = RELIEF.move(application.state, kind)
        party = payer_of(case).id
        standing = books.standing(case.id, party)
        if decision.granted and application.kind != facts.ReliefKind.DEFERRAL.value:
            standing = _let_off(writing, case, decision.percent).effect.after
            rest_if_nothing_due(writing, case, party, standing, DeadlineState.LIFTED)
        today = court_date(now(), case.court.zone)
        clock = last_day_of(case)
        pay_by = not_before_running(case, decision.pay_by)
        last_day = pay_by or (clock.last_day if clock else None)
        if standing.outstanding and (last_day is None or last_day <= today):
            raise LastDayMissingError
        if pay_by is not None:
            set_period(writing, case, party, pay_by, how=DEFERRED, citation=_CITED[kind])
        told = ReliefDecided(
            application=str(application.id),
            party=str(application.party_id),
            kind=application.kind,
            reason=decision.reason,
            outstanding=in_yuan(standing.outstanding),
            percent=decision.percent,
            pay_by=pay_by.isoformat() if pay_by else "",
        )
        docket.record(writing, case, kind, told.payload())
        close_task(writing, case, kinds.DECIDE_RELIEF, application.party_id)
        writing.expect_row(_MOVE, (state, application.id, application.state), "decided already")

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def weighed(party: Party, given: ReliefGiven) -> Finding:
    """What the law says to an application of this party."""
    return facts.relief_for(
        given.kind,
        natural=party.kind == PartyKind.NATURAL,
        grounds=given.grounds,
        with_papers=bool(given.uploads),
        with_others=len(owing_together(party)) > 1,
    )


def open_application(case: Case) -> ReliefApplication | None:
    """The application that waits longest for a decision."""
    return open_applications(case).select_related("party").order_by("at", "id").first()


def open_applications(case: Case) -> QuerySet[ReliefApplication]:
    """The applications that wait for a decision: of those who owe a fee together each may ask."""
    return ReliefApplication.objects.filter(case=case, state=ReliefState.ASKED)


def envelope_for(account: Account, case: Case, party_id: UUID | None = None) -> UUID:
    """Where the papers of the next application of a party, by id, are collected before it is made.

    Raises:
        ReliefRefusedError: for which of several claimants it is was not said.
    """
    party = _applicant(account, case, party_id)
    made = ReliefApplication.objects.filter(party=party).count()
    return uuid5(party.id, f"relief.{made}")


def applicants(account: Account, case: Case) -> list[Party]:
    """For whom an account may apply now: something is to be paid, or will be, and none of theirs is open."""
    if not access.may_act_for_payer(account, case):
        return []
    return [one for one in _sides(account, case) if _is_open(case, one)]


def _applicant(account: Account, case: Case, party_id: UUID | None) -> Party:
    """For whom an account that may apply does so.

    Raises:
        ReliefRefusedError: it acts for several, and for which was not said, or for none like this.
    """
    own = [one for one in _sides(account, case) if party_id in (None, one.id)]
    if len(own) == 1:
        return own[0]
    raise ReliefRefusedError(_("You act for several claimants. Say for which of them you ask."))


def _sides(account: Account, case: Case) -> list[Party]:
    debtor = payer_of(case)
    return [one for one in acts_for(account, case) if owe_together(one, debtor)]


def _is_open(case: Case, party: Party) -> bool:
    try:
        _require_open(case, party)
    except WrongStateError:
        return False
    return True


def _require_open(case: Case, party: Party) -> None:
    row = last_assessment(case)
    if row is None and case.stage != Stage.REGISTERED:
        raise WrongStateError("no fee is asked for in this case now")
    if open_applications(case).filter(party=party).exists():
        raise WrongStateError("an application for relief is open")
    if row and not books.standing(case.id, row.party_id).outstanding:
        raise WrongStateError("nothing is to be paid")


def _let_off(writing: Act, case: Case, percent: int) -> Settled:
    row = last_assessment(case)
    if row is None:
        raise WrongStateError("no fee was set")
    before = Basis.read(row.basis)
    if before.ended_as:
        raise WrongStateError("an ending is recorded")
    if percent < before.relief_percent:
        raise WrongStateError("more was granted before")
    basis = replace(before, relief_percent=percent)
    assessed = replace(assessed_on(kinds.RELIEF, basis), provision="fees.relief")
    return settle(writing, case, row.party, assessed)


def _uploads(by: Account, case: Case, given: ReliefGiven) -> list[Upload]:
    """The papers, the account's own or collected for this application, found fit.

    Raises:
        ReliefRefusedError: one has not arrived or cannot be used.
    """
    wanted = list(given.uploads)
    envelope = envelope_for(by, case, given.party)
    known = {
        upload.id: upload
        for upload in Upload.objects.filter(id__in=wanted).order_by("id")
        if upload.account_id == by.id or upload.envelope == envelope
    }
    if len(known) < len(set(wanted)):
        raise ReliefRefusedError(_("One of the documents has not arrived. Upload it again."))
    found = [known[one] for one in wanted]
    for upload in found:
        require_usable(upload, ReliefRefusedError, scanned=case.court.requires_scan)
    return found


def _documents(case: Case, party: Party, uploads: Sequence[Upload]) -> list[Document]:
    return [
        document_of(case, upload, position=position, at=now(), paper=EVIDENCE, only_for=party)
        for position, upload in enumerate(uploads, start=next_position(case))
    ]


def _why(finding: Finding) -> str:
    """Why the law does not know such relief, and what to ask for instead."""
    spoken = language()
    return " ".join(sentence(one, spoken) for one in (finding.because[0], *finding.try_next))


_CITED: Final = {FEE_RELIEF_GRANTED: "Fees 47", FEE_RELIEF_REFUSED: "Fees 22(4)"}
_MOVE: Final = "UPDATE relief_application SET state = %s WHERE id = %s AND state = %s"
