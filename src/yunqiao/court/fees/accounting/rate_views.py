"""The page on which finance staff record rates of currencies and read those of before."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yunqiao.court.fees.accounting.forms import RateForm
from yunqiao.court.fees.paying.access import courts_of, may_see_desk
from yunqiao.court.fees.rates import counting_at, record_rate
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of

ON_A_PAGE: Final = 60


@require_http_methods(["GET", "POST"])
def rates(request: HttpRequest) -> HttpResponse:
    """Record a rate; all that count at the account's courts, the latest first."""
    account = account_of(request)
    may_see_desk(account).require()
    courts = courts_of(account)
    form = RateForm(request.POST if request.method == "POST" else None, courts=courts)
    if form.is_valid() and _record(request, account, form):
        messages.success(request, _("Recorded."))
        return redirect("accounting:rates")
    found = counting_at(courts).select_related("court")
    found = found.order_by("-published_on", "currency", "-id")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    older = f"?page={page.next_page_number()}" if page.has_next() else ""
    context = {"form": form, "rates": page, "older_url": older, "key": new_id()}
    return render(request, "fees/rates.html", context)


def _record(request: HttpRequest, account: Account, form: RateForm) -> bool:
    """Whether the rate is recorded; otherwise the form says why not."""
    content = {name: str(value) for name, value in form.cleaned_data.items()}
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), content)
        source = form.cleaned_data["source"]
        record_rate(by=account, court=form.chosen, rate=form.rate, source=source, key=key)
    except (KeyMissingError, KeyReusedError):
        form.add_error(None, _("Look at the rate once more, and record it."))
        return False
    return True
