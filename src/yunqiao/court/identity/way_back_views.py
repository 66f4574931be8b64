"""Pages of the way back: what to try first, a recovery code, an officer; and the officer's own."""

from typing import Any, Final
from uuid import UUID

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity import way_back
from yunqiao.court.identity.account_forms import ConfirmForm
from yunqiao.court.identity.factors import use_recovery_code
from yunqiao.court.identity.limits import TooOftenError, count_asked, count_recovery
from yunqiao.court.identity.messages import tell
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.phones import written_number
from yunqiao.court.identity.proposing import WAY_BACK, WrongCodeError, propose, proposed, prove
from yunqiao.court.identity.queries import message_named
from yunqiao.court.identity.records import Channel, WayBack
from yunqiao.court.identity.session import account_of
from yunqiao.court.identity.way_back_forms import AskForm, DecisionForm, RecoveryCodeForm
from yunqiao.court.identity.words import state_of_message

ASKED: Final = "way_back_asked"


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What to try, in order."""
    return render(request, "identity/help.html")


@never_cache
@require_http_methods(["GET", "POST"])
def recovery_code(request: HttpRequest) -> HttpResponse:
    """Sign in with a recovery code; the account's addresses are told."""
    form = RecoveryCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"][1]
        try:
            count_recovery(request, address)
            account = _by_recovery_code(address, form.cleaned_data["code"])
        except (TooOftenError, WrongCodeError) as error:
            form.add_error("code", str(error))
        else:
            response: HttpResponse = perform_login(request, Login(user=account))
            return response
    context = {"form": form, "heading": _("Sign in with a recovery code")}
    more = {"submit_text": _("Sign in"), "back_url": reverse("identity:help")}
    return render(request, "form_page.html", context | more)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask an officer; first the new address is proved."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        channel, address = given["offered"]
        try:
            count_asked(request, channel, address)
        except TooOftenError as error:
            form.add_error("offered", str(error))
        else:
            propose(request=request, channel=channel, address=address, purpose=WAY_BACK)
            request.session[ASKED] = {
                "court": given["court"],
                "lost": given["lost"][1],
                "name": given["name"],
                "explanation": given["explanation"],
            }
            return redirect("identity:confirm_way_back")
    context = {"form": form, "heading": _("Ask an officer of the court for help")}
    more = {"submit_text": _("Send me a code"), "back_url": reverse("identity:help")}
    return render(request, "form_page.html", context | more)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The code sent to the new address; then the request is with the court."""
    waiting, asked = proposed(request, WAY_BACK), request.session.get(ASKED)
    if waiting is None or asked is None:
        return redirect("identity:ask_officer")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proved = prove(request=request, code=form.cleaned_data["code"], purpose=WAY_BACK)
        except WrongCodeError as error:
            form.add_error("code", str(error))
        else:
            del request.session[ASKED]
            return _asked(request, asked, (proved.channel, proved.address))
    by_phone = waiting.channel is Channel.SMS
    context = {
        "form": form,
        "heading": _("Type the code we sent you"),
        "submit_text": _("Send the request"),
        "back_url": reverse("identity:ask_officer"),
        "address": written_number(waiting.address) if by_phone else waiting.address,
        "by_phone": by_phone,
        "message": state_of_message(message_named(waiting.message)),
    }
    return render(request, "identity/confirm_address.html", context)


@require_POST
def stop(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Stop a granted request, as the account's holder."""
    way_back.stop(by=account_of(request), request_id=request_id)
    messages.success(request, _("It was stopped. Nobody else gets into your account."))
    return redirect("identity:account")


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The requests that wait for an officer."""
    by = account_of(request)
    way_back.may_see(by).require()
    return render(request, "identity/ways_back.html", {"waiting": way_back.waiting_at(by)})


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request, and the officer's decision on it."""
    by = account_of(request)
    found = get_object_or_404(WayBack.objects.select_related("court"), id=request_id)
    way_back.may_decide(by, found).require()
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, by, found, form.cleaned_data)
    context = {
        "form": form,
        "found": found,
        "permit": way_back.may_grant(found),
        "heading": _("Decide on a way back"),
        "submit_text": _("Decide"),
        "back_url": reverse("identity:ways_back"),
    }
    return render(request, "identity/decide_way_back.html", context)


def _decide(
    request: HttpRequest, by: Account, found: WayBack, given: dict[str, Any]
) -> HttpResponse:
    try:
        if given["decision"] == "grant":
            check = given["identity_check"]
            way_back.grant(by=by, request_id=found.id, identity_check=check)
            messages.success(request, _("Granted. It takes effect in 72 hours unless stopped."))
        else:
            way_back.refuse(by=by, request_id=found.id, reason=given["reason"])
            messages.success(request, _("Refused, and told why."))
    except WrongStateError:
        messages.error(request, _("Somebody has decided this already."))
    return redirect("identity:ways_back")


def _by_recovery_code(address: str, code: str) -> Account:
    account = way_back.holder_of(address)
    if account is None or account.holds_post or not use_recovery_code(account=account, code=code):
        raise WrongCodeError(
            _("Address and code do not belong together, or the code was used. Look at both again.")
        )
    with translation.override(account.language):
        sentence = _("Somebody signed in to your account with a recovery code.")
    tell(account=account, sentence=sentence)
    return account


def _asked(
    request: HttpRequest, asked: dict[str, str], offered: tuple[Channel, str]
) -> HttpResponse:
    made = way_back.ask(
        court_id=UUID(asked["court"]),
        lost=asked["lost"],
        offered=offered,
        name=asked["name"],
        explanation=asked["explanation"],
    )
    return render(request, "identity/way_back_asked.html", {"found": made})
