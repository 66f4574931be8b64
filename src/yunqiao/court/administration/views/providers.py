"""The page of the providers: which are set, whether they answer, a test message."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yunqiao.court.administration.forms_court import AddressForm
from yunqiao.court.administration.providers import PROVIDERS, answers, send_test_message
from yunqiao.court.administration.views.of_court import court_of
from yunqiao.court.identity.session import account_of
from yunqiao.gateways.mail.port import Answer


@require_http_methods(["GET", "POST"])
def providers(request: HttpRequest, court_id: UUID) -> HttpResponse:
    """Which providers are set; asked by POST, whether each answers now."""
    court = court_of(request, court_id)
    asked = request.method == "POST"
    rows = [(provider, answers(provider) if asked else "") for provider in PROVIDERS]
    context = {
        "court": court,
        "providers": rows,
        "form": AddressForm(initial={"email": account_of(request).email}),
        "mail_from": settings.MAIL_FROM,
    }
    return render(request, "administration/providers.html", context)


@require_POST
def message(request: HttpRequest, court_id: UUID) -> HttpResponse:
    """Send a test message."""
    court = court_of(request, court_id)
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors["email"]))))
        return redirect("administration:providers", court.id)
    to = form.cleaned_data["email"]
    sent = send_test_message(by=account_of(request), court=court, to=to)
    said = {"to": to, "answer": sent.server_said}
    if sent.answer is Answer.ACCEPTED:
        messages.success(request, _("The mail server took the message to %(to)s.") % said)
    else:
        messages.error(request, _("The message to %(to)s was not taken: %(answer)s") % said)
    return redirect("administration:providers", court.id)
