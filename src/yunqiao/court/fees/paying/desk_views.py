"""Pages of a court's finance staff: what waits, a party's money, refunds, the bank's statements."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.models import Party
from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.queries import differences, listed
from yunqiao.court.fees.ledger import NotBookableError
from yunqiao.court.fees.paying import access, crediting, desk_queries, refunding, statements
from yunqiao.court.fees.paying.desk_forms import (
    ReasonForm,
    StatementForm,
    TransferForm,
    WhoseForm,
)
from yunqiao.court.fees.paying.models import Refund, UnbookedMoney
from yunqiao.court.fees.paying.words import not_in_books
from yunqiao.court.fees.rates import as_rate, rate_of
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of
from yunqiao.gateways.bank.port import StatementRefusedError
from yunqiao.gateways.storage.port import DocumentMissingError, StorageAwayError

OVERTAKEN: Final = (
    WrongStateError,
    OutdatedError,
    NotBookableError,
    KeyMissingError,
    KeyReusedError,
)
GONE_WRONG: Final = (
    DocumentMissingError,
    StorageAwayError,
    StatementRefusedError,
    statements.NoAccountError,
    statements.OtherAccountError,
)
"""What may have happened to a statement since it was looked at."""
SALT: Final = "fees.statement"
LARGEST: Final = 33 * 1024 * 1024


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for finance staff."""
    account = account_of(request)
    access.may_see_desk(account).require()
    context = {
        "waiting": desk_queries.waiting(account),
        "unbooked": desk_queries.unbooked(account),
        "refused": desk_queries.refused(account),
        "differences": listed(list(differences(account).filter(settled_at=None))),
    }
    return render(request, "fees/finance.html", context)


@require_safe
def money(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """A party's money: how it stands, what it paid, what goes back."""
    party = _party(request, party_id)
    context = {
        "party": party,
        "case": party.case,
        "key": new_id(),
        "reason_form": ReasonForm(),
        "transfer_form": TransferForm(),
        **desk_queries.money_of(account_of(request), party),
    }
    return render(request, "fees/money.html", context)


@require_POST
def assign(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Let money that waits pay the fee, or let it go back."""
    party = _party(request, party_id)
    act = crediting.return_money if request.POST.get("to") == "payer" else crediting.assign_money
    return _do(request, party, lambda key: act(by=account_of(request), party=party, key=key))


@require_POST
def hand_over(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Leave it to the clerks whether the fee is asked for again."""
    party, by = _party(request, party_id), account_of(request)
    return _do(request, party, lambda key: crediting.hand_to_clerk(by=by, party=party, key=key))


@require_POST
def propose(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Put what is to be refunded on the list."""
    party = _party(request, party_id)
    by = account_of(request)
    return _do(request, party, lambda key: refunding.propose_refund(by=by, party=party, key=key))


@require_POST
def approve(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Let a refund go."""
    refund, by = _refund(request, refund_id), account_of(request)
    return _do(
        request,
        refund.party,
        lambda key: refunding.approve_refund(by=by, refund=refund, key=key),
    )


@require_POST
def reject(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Take a refund off the list."""
    refund, by = _refund(request, refund_id), account_of(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the reason."))
        return redirect("paying:money", refund.party_id)
    why = form.cleaned_data["why"]
    return _do(
        request,
        refund.party,
        lambda key: refunding.reject_refund(by=by, refund=refund, why=why, key=key),
    )


@require_POST
def transferred(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Record a refund that was transferred by hand."""
    refund, by = _refund(request, refund_id), account_of(request)
    form = TransferForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the bank's reference, so that the transfer is found."))
        return redirect("paying:money", refund.party_id)
    said = form.cleaned_data["reference"]
    return _do(
        request,
        refund.party,
        lambda key: refunding.record_transfer(by=by, refund=refund, reference=said, key=key),
    )


@require_http_methods(["GET", "POST"])
def unbooked(request: HttpRequest, money_id: UUID) -> HttpResponse:
    """Money that nobody could book: say whose it is, or why it is nobody's."""
    found, account = get_object_or_404(UnbookedMoney, id=money_id), account_of(request)
    access.may_handle_money_of(account, found.court_id).require()
    posted = request.POST if request.method == "POST" else None
    dismisses = posted is not None and "why" in posted
    listed_money = desk_queries.looked_at(found)
    form = WhoseForm(
        None if dismisses else posted,
        money=found,
        perhaps_known=bool(listed_money.alike),
        initial=_guess(found),
    )
    reason = ReasonForm(posted if dismisses else None)
    if posted is not None and _settle(request, found, reason if dismisses else form):
        return redirect("paying:desk")
    context = {
        "listed": listed_money,
        "form": form,
        "reason_form": reason,
        "key": new_id(),
    }
    return render(request, "fees/unbooked.html", context)


@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest) -> HttpResponse:
    """Hand in the bank's statement and see what it would do; nothing is booked yet."""
    account = account_of(request)
    access.may_see_desk(account).require()
    posted = request.method == "POST"
    form = StatementForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        courts=access.courts_of(account),
    )
    context: dict[str, Any] = {"form": form, "key": new_id(), "statement": "", "rows": []}
    if posted and form.is_valid():
        context |= _preview(form)
    return render(request, "fees/statement.html", context)


@require_POST
def import_statement(request: HttpRequest) -> HttpResponse:
    """Let the statement that was looked at take effect."""
    account = account_of(request)
    access.may_see_desk(account).require()
    try:
        told = signing.loads(request.POST.get("statement", ""), salt=SALT, max_age=86400)
        key = RequestKey.of(account.id, request.POST.get("key", ""), told)
    except (signing.BadSignature, KeyMissingError):
        messages.error(request, _("Hand in the statement again, please."))
        return redirect("paying:statement")
    court = get_object_or_404(Court, id=told["court"])
    try:
        rows = statements.import_statement(by=account, court=court, sha256=told["sha256"], key=key)
    except GONE_WRONG:
        messages.error(request, _("Hand in the statement again, please."))
        return redirect("paying:statement")
    booked = sum(row.fate is statements.Fate.BOOK for row in rows)
    waits = sum(row.fate is statements.Fate.TO_PERSON for row in rows)
    said = {"booked": booked, "waits": waits}
    if booked or waits:
        messages.success(
            request, _("Entries booked: %(booked)s. Waiting for you: %(waits)s.") % said
        )
    else:
        messages.success(request, _("No money came by it that the books do not have yet."))
    return redirect("paying:desk")


def _preview(form: StatementForm) -> dict[str, Any]:
    """What the file would do; a file that cannot be taken says why."""
    court, given = form.chosen, form.cleaned_data["file"]
    assert isinstance(given, UploadedFile)
    content = given.read(LARGEST)
    try:
        rows = statements.preview(court=court, content=content)
    except StatementRefusedError as error:
        said = {"why": str(error)}
        form.add_error(
            "file",
            _(
                "This file cannot be taken. Fetch the statement from your bank again, as camt.053 or CSV, and hand it in unchanged. What is wrong: %(why)s"
            )
            % said,
        )
        return {}
    except statements.NoAccountError:
        form.add_error(
            "file", _("This court has no bank account yet. Ask whoever runs the system to add it.")
        )
        return {}
    except statements.OtherAccountError as error:
        said = {"account": str(error)}
        form.add_error("file", _("This is the statement of another account, %(account)s.") % said)
        return {}
    told = {"court": str(court.id), "sha256": statements.lay_by(content)}
    return {
        "rows": [desk_queries.listed_row(row) for row in rows],
        "statement": signing.dumps(told, salt=SALT),
    }


def _settle(request: HttpRequest, found: UnbookedMoney, form: ReasonForm | WhoseForm) -> bool:
    """Do what the form says about money; a form that could not be followed says why."""
    account = account_of(request)
    if not form.is_valid():
        return False
    try:
        content = {name: str(value) for name, value in form.cleaned_data.items()}
        key = RequestKey.of(account.id, request.POST.get("key", ""), content)
        if isinstance(form, ReasonForm):
            why = form.cleaned_data["why"]
            crediting.dismiss_unbooked(by=account, money=found, because=why, key=key)
            return True
        party = desk_queries.party_named(account, form.cleaned_data["whose"])
        if party is None:
            form.add_error("whose", _("Your court has no such case. Check the number."))
            return False
        crediting.book_unbooked(by=account, money=found, party=party, rate=form.rate, key=key)
    except NotBookableError:
        form.add_error("whose", not_in_books(found.why))
        return False
    except OVERTAKEN:
        form.add_error(None, _("Somebody settled this in the meantime. Look at it again."))
        return False
    return True


def _guess(found: UnbookedMoney) -> dict[str, object]:
    """Whose it is as far as the attempt tells, and the rate that was recorded of that day."""
    guess: dict[str, object] = {}
    if found.attempt:
        guess["whose"] = found.attempt.party.case.receipt
    court = found.attempt.party.case.court if found.attempt else found.court
    row = None
    if court:
        row = rate_of(court, found.currency, court_date(found.found_at, court.zone))
    if row:
        rate = as_rate(row)
        guess |= {"cny_per_unit": rate.cny_per_unit, "published_on": rate.published_on}
    return guess


def _do(
    request: HttpRequest, party: Party, act: Callable[[RequestKey], None]
) -> HttpResponseRedirect:
    """Run an action once and lead back to the party's money."""
    try:
        given = request.POST.get("key", "")
        content = {name: request.POST.get(name, "") for name in ("to", "why", "reference")}
        content["path"] = request.path
        act(RequestKey.of(account_of(request).id, given, content))
    except OVERTAKEN:
        messages.warning(request, _("Somebody settled this in the meantime. Look at it again."))
    else:
        messages.success(request, _("Done. It is on the docket."))
    return redirect("paying:money", party.id)


def _party(request: HttpRequest, party_id: UUID) -> Party:
    found = get_object_or_404(Party.objects.select_related("case__court"), id=party_id)
    access.may_handle_money(account_of(request), found.case).require()
    return found


def _refund(request: HttpRequest, refund_id: UUID) -> Refund:
    found = get_object_or_404(refunding.refunds(), id=refund_id)
    access.may_handle_money(account_of(request), found.party.case).require()
    return found
