"""The payer's pages: choosing a way, being sent to the firm, coming back."""

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.sides import acts_for
from yunqiao.court.fees.paying import access, asking, opening, queries
from yunqiao.court.fees.paying.forms import WayForm
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt
from yunqiao.court.fees.paying.states import OPEN_STATES, AttemptState
from yunqiao.court.fees.paying.words import state_tag, way_name
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.foundation import live
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.qr import qr_path
from yunqiao.court.identity.session import account_of
from yunqiao.court.identity.sessions import network_address
from yunqiao.gateways.bank.port import BankAccounts
from yunqiao.gateways.payment.port import (
    Device,
    FirmDownError,
    Payer,
    PaymentError,
    PaymentStanding,
    Way,
)
from yunqiao.gateways.registry import gateway

NOBODY: Final = "127.0.0.1"
"""What a firm is told where the payer's address is not known; it wants one."""


@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is owed, and by which way to pay it."""
    found, account = _case(request, case_id), account_of(request)
    party = queries.payer_of(account, found)
    access.may_pay(account, party).require()
    assert party is not None
    posted = request.POST if request.method == "POST" else None
    form = WayForm(posted, case=found)
    if posted is not None and form.is_valid():
        begun = _begin(request, party, form)
        if begun:
            return begun
    context = {
        "case": found,
        "pay": queries.to_pay(account, party, form),
        "paid": queries.paid_by(account, found),
    }
    return render(request, "fees/pay.html", context)


@require_safe
def attempt(request: HttpRequest, case_id: UUID, attempt_id: UUID) -> HttpResponse:
    """One attempt to pay: where to go on, or how it ended."""
    found = _attempt(request, case_id, attempt_id)
    step = found.step or {}
    context: dict[str, Any] = {
        "case": found.party.case,
        "attempt": found,
        "way": way_name(found.way),
        "tag": state_tag(found),
        "amount": queries.written_yuan(found.fen),
        "is_open": found.state in OPEN_STATES,
        "is_paid": found.state == AttemptState.PAID,
        "kind": step.get("kind", ""),
        "step": step,
        "paid": queries.paid_by(account_of(request), found.party.case),
        "events": live.events(request, [live.case_topic(case_id)]),
    }
    if step.get("kind") == "code":
        path, width = qr_path(step["text"])
        context |= {"qr_path": path, "qr_width": width, "wallet": _sandboxs_wallet(step["text"])}
    if found.way == Way.CARD and context["is_open"]:
        context["abroad"] = queries.about(found)
    if found.way == BANK:
        context["reference"] = reference_of(found.side_id)
        context["account"] = gateway(BankAccounts).of(found.party.case.court.code)  # type: ignore[type-abstract]
    return render(request, "fees/attempt.html", context)


@require_safe
def back(request: HttpRequest, case_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Where the payer comes back to: the firm is asked at once, since coming back proves nothing."""
    found = _attempt(request, case_id, attempt_id)
    try:
        asking.ask(attempt_id=found.id)
    except (PaymentError, KeyError):
        messages.warning(
            request,
            _(
                "The payment firm does not answer just now. If you have paid, nothing is lost: the court keeps asking and sends you the receipt."
            ),
        )
    return redirect("paying:attempt", case_id, attempt_id)


@require_POST
def stop(request: HttpRequest, case_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Give an attempt up, so that nothing can be paid by it."""
    found = _attempt(request, case_id, attempt_id)
    access.may_pay(account_of(request), found.party).require()
    if found.state in OPEN_STATES:
        try:
            standing = asking.give_up(attempt_id=found.id)
        except (PaymentError, KeyError):
            standing = PaymentStanding.PROCESSING
        if standing is PaymentStanding.PROCESSING:
            messages.warning(request, _under_way())
            return redirect("paying:attempt", case_id, attempt_id)
    return redirect("paying:pay", case_id)


def _begin(request: HttpRequest, party: Party, form: WayForm) -> HttpResponseRedirect | None:
    """Start to pay and lead to the attempt; a form that could not be followed says why."""
    account, way = account_of(request), form.cleaned_data["way"]
    content = {"party": str(party.id), "way": way}
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), content)
        begun = opening.start(by=account, party=party, way=way, payer=_payer(request), key=key)
    except opening.NothingDueError:
        form.add_error(None, _("Nothing is outstanding: you need not pay anything now."))
    except opening.UnderWayError:
        form.add_error(None, _under_way())
    except (KeyMissingError, KeyReusedError):
        form.add_error(None, _("Choose how you want to pay, and continue."))
    except FirmDownError:
        form.add_error(
            "way",
            _(
                "The payment firm does not answer just now. Nothing was paid. Choose another way, or try again in a few minutes."
            ),
        )
    except (PaymentError, KeyError):
        form.add_error("way", _("This way does not take the payment. Choose another one."))
    else:
        return redirect("paying:attempt", party.case_id, begun.id)
    return None


def _under_way() -> str:
    return _(
        "The payment firm is confirming a payment of yours, or does not answer just now. Wait a few minutes and try again before you pay another way."
    )


def _sandboxs_wallet(code: str) -> str:
    """The page that stands for the payer's phone where the code is a sandbox's; none otherwise."""
    return code if code.startswith(f"{settings.ORIGIN}/sandbox/") else ""


def _payer(request: HttpRequest) -> Payer:
    """What a firm wants to know of the browser; inside WeChat a code is shown to be scanned."""
    agent = request.headers.get("User-Agent", "")
    is_phone = "Mobi" in agent and "MicroMessenger" not in agent
    return Payer(
        device=Device.PHONE if is_phone else Device.DESKTOP,
        ip_address=network_address(request) or NOBODY,
        language=get_language() or "zh-hans",
    )


def _case(request: HttpRequest, case_id: UUID) -> Case:
    seen = visible_to(account_of(request)).select_related("court")
    return get_object_or_404(seen, id=case_id)


def _attempt(request: HttpRequest, case_id: UUID, attempt_id: UUID) -> PaymentAttempt:
    """An attempt to pay of a side that the reader is of."""
    mine = acts_for(account_of(request), _case(request, case_id))
    return get_object_or_404(asking.attempts(), id=attempt_id, side__in=mine)
