"""Pages of administration: the courts one looks after, one court, a new court below it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yunqiao.court.administration import access, founding
from yunqiao.court.administration.catalogue import TOPICS
from yunqiao.court.administration.forms_court import FoundForm
from yunqiao.court.administration.views.of_court import court_of
from yunqiao.court.administration.words import LEVELS
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.session import account_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The courts one administers; the only one at once."""
    account = account_of(request)
    access.may_open(account).require()
    courts = list(access.administered_by(account))
    if len(courts) == 1:
        return redirect("administration:court", courts[0].id)
    shown = [(court, LEVELS[court.level]) for court in courts]
    return render(request, "administration/home.html", {"courts": shown})


@require_safe
def court(request: HttpRequest, court_id: UUID) -> HttpResponse:
    """One court: its place in the tree, and what can be set."""
    found = court_of(request, court_id)
    context = {
        "court": found,
        "level": LEVELS[found.level],
        "below": Court.objects.filter(parent=found).order_by("code"),
        "topics": TOPICS.values(),
        "several": access.administered_by(account_of(request)).count() > 1,
    }
    return render(request, "administration/court.html", context)


@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, court_id: UUID) -> HttpResponse:
    """Enter a court below this one."""
    above, account = court_of(request, court_id), account_of(request)
    form = FoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            key = RequestKey.of(account.id, request.POST.get("key", ""), form.cleaned_data)
            made = founding.found_court(by=account, above=above, given=form.cleaned_data, key=key)
        except (KeyMissingError, KeyReusedError):
            form.add_error(None, _("This page was sent already. Look whether the court is there."))
        except founding.CodeTakenError:
            form.add_error("code", _("Another court has this mark. Look it up in the list."))
        else:
            messages.success(request, _("The court was entered."))
            return redirect("administration:court", made)
    context = {
        "form": form,
        "key": new_id(),
        "heading": _("Enter a court below this one"),
        "back_url": reverse("administration:court", args=[above.id]),
        "submit_text": _("Enter the court"),
    }
    return render(request, "administration/found.html", context)
