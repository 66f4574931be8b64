"""What the court's staff decide about fees: a change, relief, a fee that was not paid in time."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yunqiao.court.fees import changing, kinds, overdue, queries
from yunqiao.court.fees import relief as asking
from yunqiao.court.fees.assessing import last_assessment
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.changing import ChangeGiven, Foreseen
from yunqiao.court.fees.forms import ChangeForm, DecisionForm
from yunqiao.court.fees.gathering import owing_together
from yunqiao.court.fees.paying.models import BANK
from yunqiao.court.fees.paying.queries import written_yuan
from yunqiao.court.fees.paying.words import way_name
from yunqiao.court.fees.ruling_forms import EXTEND, AgainForm, UnpaidForm
from yunqiao.court.fees.views.deciding import case_to_work_on, decide, overtaken
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.legal_words import cited, language
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.session import account_of
from yunqiao.law.findings import Finding
from yunqiao.law.wording import sentence

LONGEST_NUMBER = 5


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Record a ground that changes the fee; what it would do is shown first."""
    case = case_to_work_on(request, case_id)
    row = last_assessment(case)
    if row is None:
        messages.info(request, _("The fee is not set yet."))
        return redirect("fees:desk", case.id)
    posted = request.POST if request.method == "POST" else None
    today = queries.today_at(case)
    form = ChangeForm(posted, basis=Basis.read(row.basis), today=today)
    foreseen = None
    if posted is not None and form.is_valid():
        try:
            foreseen = changing.foresee(case, _given(form))
        except WrongStateError:
            return overtaken(request, case)
        if foreseen.lacks_day:
            form.add_error("pay_by", _("More is to be paid. Give the day by which the party pays."))

    def do(_cleaned: dict[str, Any], key: RequestKey) -> None:
        changing.record_change(
            by=account_of(request),
            case_id=case.id,
            given=_given(form),
            seen=_seen(request),
            key=key,
        )

    looked = foreseen is not None and request.POST.get("looked") == _mark(foreseen)
    shown: dict[str, Any] = {
        "template": "fees/change.html",
        "seen": row.number,
        "foreseen": foreseen if form.is_valid() else None,
        "looked": _mark(foreseen) if foreseen else "",
        "why": _why(foreseen.finding) if foreseen else [],
        "submit_text": _("See what it does"),
    }
    act = do if looked else None
    return decide(request, case, form, _("What changes the fee"), act, **shown)


@require_http_methods(["GET", "POST"])
def relief(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Grant or refuse relief, with reasons."""
    case = case_to_work_on(request, case_id)
    application = asking.open_application(case)
    if application is None:
        messages.info(request, _("Nobody asks for relief in this case now."))
        return redirect("fees:desk", case.id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and posted.get("seen") != str(application.id):
        return overtaken(request, case)
    joint = len(owing_together(application.party)) > 1
    form = DecisionForm(posted, kind=application.kind, today=queries.today_at(case), joint=joint)

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        decision = asking.Decision(
            granted=cleaned["granted"] == "yes",
            reason=cleaned["reason"],
            percent=form.percent,
            pay_by=cleaned.get("pay_by"),
        )
        try:
            asking.decide(
                by=account_of(request),
                case_id=case.id,
                application_id=application.id,
                decision=decision,
                key=key,
            )
        except changing.LastDayMissingError:
            said = _("A part stays to be paid. Give a day after today by which the party pays.")
            form.add_error("pay_by", said)

    shown: dict[str, Any] = {
        "template": "fees/decide_relief.html",
        "application": next(
            one for one in queries.applications_on(case) if one.row.id == application.id
        ),
        "why": queries.said_of(application),
        "papers": queries.papers_of(application),
    }
    return decide(request, case, form, _("Decide on relief from the fee"), do, **shown)


@require_http_methods(["GET", "POST"])
def unpaid(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Decide what follows from a fee that was not paid in time; the law's proposal is shown."""
    case = case_to_work_on(request, case_id)
    proposal = overdue.proposal(case)
    if proposal is None:
        messages.info(request, _("Nothing is to be paid in this case now."))
        return redirect("fees:desk", case.id)
    posted = request.POST if request.method == "POST" else None
    coming = overdue.under_way(case)
    announced = coming.filter(way=BANK).exists()
    today = queries.today_at(case)
    form = UnpaidForm(posted, proposed=proposal.code, today=today, announced=announced)

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        what, looked = cleaned["what"], cleaned.get("looked", False)
        said: dict[str, Any] = {
            "by": account_of(request),
            "case_id": case.id,
            "reason": cleaned["reason"],
            "key": key,
        }
        try:
            if what == EXTEND:
                overdue.extend(last_day=cleaned["pay_by"], **said)
            elif what == kinds.INCREASE_DROPPED:
                overdue.drop_increase(looked=looked, **said)
            else:
                overdue.treat_as_withdrawn(fee=what, looked=looked, **said)
        except overdue.TooEarlyError as error:
            why = " ".join(_why(error.finding)) if error.finding else _("Nothing is to be paid.")
            form.add_error("what", str(error) or why)

    shown: dict[str, Any] = {
        "template": "fees/unpaid.html",
        "why": _why(proposal),
        "fee": queries.fee_of(case),
        "proposed": proposal.is_yes,
        "coming": [(way_name(one.way), one.started_at, written_yuan(one.fen)) for one in coming],
    }
    return decide(request, case, form, _("The fee was not paid in time"), do, **shown)


@require_http_methods(["GET", "POST"])
def ask_again(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell the party anew to pay, after a payment was taken back for good."""
    case = case_to_work_on(request, case_id)
    fee = queries.fee_of(case)
    if fee is None or not fee.outstanding:
        messages.info(request, _("Nothing is to be paid in this case now."))
        return redirect("fees:desk", case.id)
    form = AgainForm(request.POST if request.method == "POST" else None)

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        by, reason = account_of(request), cleaned["reason"]
        try:
            overdue.ask_again(by=by, case_id=case.id, reason=reason, key=key)
        except overdue.TooEarlyError:
            form.add_error(None, _("Nothing is to be paid in this case now."))

    template = "fees/ask_again.html"
    return decide(request, case, form, _("Ask for the fee again"), do, template=template, fee=fee)


def _given(form: ChangeForm) -> ChangeGiven:
    said = form.cleaned_data
    return ChangeGiven(
        ground=said["ground"],
        reason=said["reason"],
        claims=form.claims(),
        in_time={"yes": True, "no": False}.get(said["in_time"]),
        ending=said["ending"],
        effective_on=said["effective_on"],
        pay_by=said["pay_by"],
    )


def _why(finding: Finding) -> list[str]:
    """Why the law says so, its doubts, and the articles."""
    spoken = language()
    said = [sentence(one, spoken) for one in (*finding.because, *finding.doubts)]
    return [*said, *(cited(str(one)) for one in finding.citations)]


def _mark(foreseen: Foreseen) -> str:
    """What the clerk was shown, so that nothing else is recorded."""
    return "/".join((foreseen.assessed.ground, *foreseen.words.values()))


def _seen(request: HttpRequest) -> int:
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_NUMBER else 0
