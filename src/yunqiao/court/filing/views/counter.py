"""Pages of the counter: for whom, signing, the receipt; and taking a counter filing online."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.entries import (
    CLAIM_CORRECTED,
    CLAIM_WITHDRAWN,
    RULING_ASKED,
    WITHDRAWAL_ALLOWED,
)
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.filing import access, actions, correcting, counter, drafts, evidence, queries
from yunqiao.court.filing.counter_forms import JoinForm, PersonForm, SearchForm, TakenDownForm
from yunqiao.court.filing.counter_people import enter_person, names_of
from yunqiao.court.filing.counter_search import Sought, find_people
from yunqiao.court.filing.entries import TakenDown
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.views.reach import home_of
from yunqiao.court.filing.views.signing import parts_of, signers_of
from yunqiao.court.filing.views.versions import version_of
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.models import Person
from yunqiao.court.identity.session import account_of


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """For whom a clerk files: look the person up, or enter them; or go on with what was begun."""
    account = account_of(request)
    access.may_take_down(account).require()
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = find_people(by=account, sought=Sought(**form.cleaned_data))
    begun = ClaimDraft.objects.filter(account=account, filed_as=None, for_person__isnull=False)
    context = {
        "form": form,
        "found": found,
        "drafts": begun.order_by("-updated_at", "-id")[:10],
    }
    return render(request, "filing/counter_people.html", context)


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter a person and begin their claim."""
    account = account_of(request)
    access.may_take_down(account).require()
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            key = RequestKey.of(account.id, request.POST.get("key", ""), form.cleaned_data)
            person = enter_person(by=account, given=form.cleaned_data, key=key)
        except (KeyMissingError, KeyReusedError):
            form.add_error(None, _("This page was sent already. Look the person up."))
        else:
            return _begin(request, get_object_or_404(Person, id=person))
    context = {
        "form": form,
        "key": new_id(),
        "heading": _("Enter the person"),
        "back_url": reverse("filing:counter"),
        "submit_text": _("Begin the claim"),
    }
    return render(request, "filing/counter_person.html", context)


@require_POST
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin a claim for a person who was looked up."""
    access.may_take_down(account_of(request)).require()
    return _begin(request, get_object_or_404(Person, id=person_id))


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Check the answers with the person, have them sign, file; or hand in their corrections."""
    account = account_of(request)
    reached = queries.reachable_drafts(account).select_related("for_person", "corrects__court")
    found = get_object_or_404(reached, id=draft_id)
    if not counter.is_at_counter(account, found):
        raise Http404
    if found.filed_as_id is not None:
        return redirect("filing:counter_receipt", found.filed_as_id)
    obstacle = evidence.obstacle(found)
    complete = drafts.is_complete(found) and not obstacle
    posted = request.POST if request.method == "POST" else None
    files = [(e.upload.sha256, f"{e.number}. {e.title}") for e in evidence.exhibits_of(found)]
    person = queries.person_at_counter(found)
    signers = signers_of(found, person.id if person else None) if complete else None
    form = TakenDownForm(posted, initial={"key": str(new_id())}, files=files, signers=signers)
    if request.method == "POST" and form.is_valid() and complete:
        try:
            return _file(request, found, form)
        except (OutdatedError, KeyMissingError, KeyReusedError):
            messages.error(
                request, _("This draft was changed or filed in another window. Check it again.")
            )
            return redirect("filing:counter_sign", found.id)
        except FilingRefusedError as error:
            form.add_error(None, str(error))
    context = {
        "draft": found,
        "person": names_of(person) if person else "",
        "parts": parts_of(found),
        "form": form,
        "complete": complete,
        "obstacle": obstacle,
        "evidence": evidence.fingerprint(found),
        "heading": _("Check with the person, sign and file"),
        "back_url": reverse("filing:draft", args=[found.id]),
    }
    return render(request, "filing/counter_sign.html", context)


@require_safe
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The receipt the person takes home, with the code by which they find the matter online."""
    account = account_of(request)
    filing = get_object_or_404(
        CounterFiling.objects.select_related("case__court", "person"), case=case_id
    )
    access.may_hand_out_receipt(account, filing.case).require()
    may_act = bool(access.may_act_at_counter(account, filing.case))
    stage = filing.case.stage
    context = {
        "case": filing.case,
        "may_correct": may_act and STAGES.allows(stage, CLAIM_CORRECTED),
        "may_insist": may_act and STAGES.allows(stage, RULING_ASKED),
        "may_withdraw": may_act and STAGES.allows(stage, CLAIM_WITHDRAWN),
        "may_ask_to_withdraw": may_act and STAGES.allows(stage, WITHDRAWAL_ALLOWED),
        "key": new_id(),
        "person": names_of(filing.person),
        "code": counter.code_of(filing),
        "is_joined": filing.claimed_at is not None,
        "address": f"{settings.ORIGIN}{reverse('filing:join')}",
        "fingerprint": queries.filing_of(filing.case).hash.hex(),
        "task": queries.examination_of(filing.case),
    }
    return render(request, "filing/counter_receipt.html", context)


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Take a claim that was filed at the counter online, with the code on its receipt."""
    account = account_of(request)
    form = JoinForm(request.POST if request.method == "POST" else None)
    permit = access.may_join(account)
    if request.method == "POST" and form.is_valid():
        try:
            key = RequestKey.of(account.id, request.POST.get("key", ""), form.cleaned_data)
            case = counter.join(by=account, key=key, **form.cleaned_data)
        except counter.CodeUnknownError:
            form.add_error(
                "code",
                _(
                    "No filing has this receipt number, name and code together. Look at the receipt again, or call 12368."
                ),
            )
        except counter.TooManyTriesError:
            form.add_error(None, _("Too many tries. Wait an hour, or call 12368."))
        except (KeyMissingError, KeyReusedError):
            form.add_error(None, _("This page was sent already. Look at your matters."))
        else:
            messages.success(request, _("The matter is yours now; you find it here from now on."))
            return redirect("web:case", case)
    context = {
        "form": form,
        "permit": permit,
        "key": new_id(),
        "heading": _("Take a matter from the counter online"),
        "back_url": reverse("web:matters"),
        "submit_text": _("Take it online"),
    }
    return render(request, "filing/join.html", context)


def _begin(request: HttpRequest, person: Person) -> HttpResponse:
    language = get_language() or "zh-hans"
    draft = counter.begin(by=account_of(request), person=person, language=language)
    return redirect("filing:draft", draft.id)


def _file(request: HttpRequest, found: ClaimDraft, form: TakenDownForm) -> HttpResponse:
    account, given = account_of(request), form.cleaned_data
    seen = (version_of(request), request.POST.get("evidence", ""))
    if seen != (found.version, evidence.fingerprint(found)):
        raise OutdatedError(actions.CHANGED_ELSEWHERE)
    claim = drafts.claim_of(found, given["signature"])
    taken = TakenDown(
        presence=given["presence"], signed=given["signed"], signed_page=given["signed_page"]
    )
    drawn = given["drawn"]
    content = {"draft": str(found.id), "claim": claim.model_dump(mode="json"), "drawn": drawn}
    key = RequestKey.of(account.id, given["key"], content)
    if found.corrects is not None:
        correcting.correct_claim(
            by=account, draft=found, claim=claim, key=key, taken=taken, drawn=drawn
        )
        messages.success(request, _("The court has the corrections and examines the claim again."))
        return redirect(home_of(account, found.corrects))
    filed = counter.file_for(
        by=account, draft=found, claim=claim, taken=taken, key=key, drawn=drawn
    )
    return redirect("filing:counter_receipt", filed.case)
