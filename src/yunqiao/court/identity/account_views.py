"""The account page and what is changed from it: names, addresses, language, keys, sessions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.foundation.middleware import remember_language
from yunqiao.court.identity import channels, names, queries, sessions, tokens
from yunqiao.court.identity.account_forms import (
    DEVICE,
    ConfirmForm,
    NameForm,
    PreferencesForm,
    TokenForm,
)
from yunqiao.court.identity.accounts import choose_reader
from yunqiao.court.identity.factors import freshly_proved
from yunqiao.court.identity.forms import EmailForm, NumberForm
from yunqiao.court.identity.models import Account, Script
from yunqiao.court.identity.phones import written_number
from yunqiao.court.identity.proposing import WrongCodeError, confirm, propose, proposed
from yunqiao.court.identity.records import Channel
from yunqiao.court.identity.session import account_of
from yunqiao.court.identity.words import state_of_message


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Everything about the account, and where each thing is changed."""
    return render(request, "identity/account.html", queries.account_page(account_of(request)))


@require_http_methods(["GET", "POST"])
def names_page(request: HttpRequest) -> HttpResponse:
    """The names, and a form for one more."""
    by = account_of(request)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            names.add_name(
                by=by, script=Script(form.cleaned_data["script"]), text=form.cleaned_data["text"]
            )
        except names.NameRefusedError as error:
            form.add_error("text", str(error))
        else:
            return redirect("identity:names")
    context = {"form": form, "names": queries.names_shown(by), "heading": _("Your names")}
    return render(request, "identity/names.html", context | _back())


@require_POST
def remove_name(request: HttpRequest, name_id: UUID) -> HttpResponse:
    """Take a name out of the list."""
    names.remove_name(by=account_of(request), name_id=name_id)
    return redirect("identity:names")


@require_POST
def show_name(request: HttpRequest, name_id: UUID) -> HttpResponse:
    """Be called by this name."""
    names.show_name(by=account_of(request), name_id=name_id)
    return redirect("identity:names")


@freshly_proved
@require_http_methods(["GET", "POST"])
def email(request: HttpRequest) -> HttpResponse:
    """Add or change the e-mail address."""
    return _address(request, EmailForm, _("Your e-mail address"))


@freshly_proved
@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Add or change the mobile number."""
    return _address(request, NumberForm, _("Your mobile number"))


@freshly_proved
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The code sent to a new address."""
    waiting = proposed(request)
    if waiting is None:
        messages.error(request, _("That code is no longer good. Ask for a new one."))
        return redirect("identity:account")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm(request=request, by=account_of(request), code=form.cleaned_data["code"])
        except (WrongCodeError, channels.AddressTakenError) as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("It was added. From now on you can sign in with it."))
            return redirect("identity:account")
    is_phone = waiting.channel is Channel.SMS
    context = {
        "form": form,
        "heading": _("Type the code we sent you"),
        "submit_text": _("Confirm"),
        "address": written_number(waiting.address) if is_phone else waiting.address,
        "by_phone": is_phone,
        "message": state_of_message(queries.message_named(waiting.message)),
    }
    return render(request, "identity/confirm_address.html", context | _back())


@freshly_proved
@require_http_methods(["GET", "POST"])
def remove_address(request: HttpRequest, channel: str) -> HttpResponse:
    """Ask once, then take an address off the account."""
    by = account_of(request)
    if channel not in Channel.values or not channels.address_of(by, Channel(channel)):
        raise Http404
    if request.method == "POST":
        channels.remove_address(by=by, channel=Channel(channel))
        messages.success(request, _("It was removed. We told you so on every way we reach you."))
        return redirect("identity:account")
    context = {
        "address": channels.address_of(by, Channel(channel)),
        "permit": channels.may_remove(by, Channel(channel)),
    }
    return render(request, "identity/remove_address.html", context | _back())


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and time zone."""
    by = account_of(request)
    form = PreferencesForm(request.POST) if request.method == "POST" else PreferencesForm.of(by)
    if form.is_bound and form.is_valid():
        language, zone = form.cleaned_data["language"], form.cleaned_data["time_zone"]
        choose_reader(by=by, language=language, time_zone=None if zone == DEVICE else zone)
        response = redirect("identity:account")
        remember_language(response, language)
        return response
    context = {"form": form, "heading": _("Language and time zone"), "submit_text": _("Save")}
    return render(request, "form_page.html", context | _back())


@freshly_proved
@never_cache
@require_http_methods(["GET", "POST"])
def tokens_page(request: HttpRequest) -> HttpResponse:
    """The keys for programs; a new one is shown once, on this answer."""
    by = account_of(request)
    form, made = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        made = tokens.new_token(by, form.cleaned_data["name"], lasts=form.lasts)
        form = TokenForm()
    context = {
        "form": form,
        "made": made,
        "tokens": tokens.tokens_of(by),
        "heading": _("Keys for programs"),
        "submit_text": _("Make a key"),
    }
    return render(request, "identity/tokens.html", context | _back())


@require_POST
def revoke_token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End a key at once."""
    tokens.revoke_token(by=account_of(request), token_id=token_id)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("identity:tokens")


@require_safe
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in."""
    context = {
        "sessions": sessions.sessions_of(account_of(request)),
        "here": request.session.session_key,
    }
    return render(request, "identity/sessions.html", context | _back())


@require_POST
def end_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End one session."""
    sessions.end_session(by=account_of(request), session_id=session_id)
    return redirect("identity:sessions")


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    sessions.end_all_others(by=account_of(request), request=request)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("identity:sessions")


def _address(
    request: HttpRequest, kind: type[EmailForm] | type[NumberForm], heading: str
) -> HttpResponse:
    by: Account = account_of(request)
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email" if form.channel is Channel.EMAIL else "phone"]
        propose(request=request, channel=form.channel, address=address)
        return redirect("identity:confirm_address")
    now = channels.address_of(by, kind.channel)
    context = {
        "form": form,
        "heading": heading,
        "submit_text": _("Send me a code"),
        "now": written_number(now) if now and kind.channel is Channel.SMS else now,
        "remove_url": reverse("identity:remove_address", args=[kind.channel.value]) if now else "",
    }
    return render(request, "identity/address.html", context | _back())


def _back() -> dict[str, Any]:
    return {"back_url": reverse("identity:account")}
