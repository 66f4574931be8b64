"""Pages of the days that were compared with the firms' statements."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.fees.accounting import differences, nightly, queries
from yunqiao.court.fees.accounting.access import accounts_handled_by
from yunqiao.court.fees.accounting.accounts import firm_accounts
from yunqiao.court.fees.accounting.forms import DayForm
from yunqiao.court.fees.paying.desk_forms import ReasonForm
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of
from yunqiao.gateways.payment.port import PaymentError, StatementNotReadyError

ON_A_PAGE: Final = 60


@require_http_methods(["GET", "POST"])
def days(request: HttpRequest) -> HttpResponse:
    """The compared days, and comparing one now."""
    account = account_of(request)
    names = accounts_handled_by(account)
    accounts = [one for one in firm_accounts() if one.name in names]
    form = DayForm(request.POST if request.method == "POST" else None, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        try:
            day_id = nightly.reconcile_day(form.chosen, form.cleaned_data["day"])
        except StatementNotReadyError:
            form.add_error(
                "day", _("The firm has no statement of this day yet. Try again tomorrow.")
            )
        except PaymentError:
            form.add_error(None, _("The firm does not answer. Try again in an hour."))
        else:
            return redirect("accounting:day", day_id)
    page = Paginator(queries.days(account), ON_A_PAGE).get_page(request.GET.get("page"))
    older = f"?page={page.next_page_number()}" if page.has_next() else ""
    listed = [queries.listed_day(one) for one in page]
    context = {"form": form, "days": listed, "older_url": older}
    return render(request, "fees/days.html", context)


@require_safe
def day(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """A day: what differs, ours and theirs, and what settled it."""
    account = account_of(request)
    found = get_object_or_404(queries.days(account), id=day_id)
    differing = queries.differences(account).filter(day=found)
    context = {
        "listed": queries.listed_day(found),
        "differences": queries.listed(list(differing)),
        "key": new_id(),
    }
    return render(request, "fees/day.html", context)


@require_POST
def explain(request: HttpRequest, difference_id: UUID) -> HttpResponse:
    """Settle a difference by an explanation."""
    account = account_of(request)
    found = get_object_or_404(queries.differences(account), id=difference_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write how the difference came about."))
        return redirect("accounting:day", found.day_id)
    because = form.cleaned_data["why"]
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), [request.path, because])
        differences.explain(by=account, difference=found, because=because, key=key)
    except (OutdatedError, KeyMissingError, KeyReusedError):
        messages.warning(request, _("Somebody settled this in the meantime. Look at it again."))
    return redirect("accounting:day", found.day_id)
