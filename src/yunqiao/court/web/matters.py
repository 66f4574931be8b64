"""My matters, and the page of a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.documents import listed
from yunqiao.court.casefile.entries import CLAIM_WITHDRAWN, RULING_ASKED
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Party
from yunqiao.court.casefile.representing import agents_on, principals_of
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.words import cited, next_step, role_name, stage_tag
from yunqiao.court.fees import access as fee_access
from yunqiao.court.fees.queries import Fee, fee_of, to_pay_in
from yunqiao.court.filing import access as filing_access
from yunqiao.court.filing.finding import search_own
from yunqiao.court.filing.queries import filings_of, open_drafts_of
from yunqiao.court.foundation import live
from yunqiao.court.foundation.components import Participant, Tag
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.middleware import content_security_policy
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of
from yunqiao.court.registration import access as registration_access
from yunqiao.court.web.timeline import timeline

RECENT: Final = 50


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as a card: how it stands, what is next and by when, and what is to be paid."""

    case: Case
    tag: Tag
    next: str
    deadline: Deadline | None
    acting_for: str
    fee: Fee | None


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """Drafts first, then cases, newest activity first."""
    account = account_of(request)
    context = {
        "drafts": open_drafts_of(account)[:RECENT],
        "matters": _matters(account, filings_of(account)[:RECENT]),
        "search": search_own(account, request.GET.get("q", "")),
    }
    return render(request, "web/matters.html", context)


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: how it stands, what is next and by when, what happened, who is in it."""
    account = account_of(request)
    found = get_object_or_404(visible_to(account).select_related("court"), id=case_id)
    entries = DocketEntry.objects.filter(stream_id=found.id).order_by("-seq")[:RECENT]
    deadline = _running([found]).get(found.id)
    is_filer = bool(filing_access.may_act_for_filer(account, found))
    pays = found.number is not None and bool(fee_access.may_act_for_payer(account, found))
    works_on_fee = found.number is not None and bool(fee_access.may_work_on_fees(account, found))
    context = {
        "case": found,
        "tag": stage_tag(found.stage),
        "documents": listed(found, account),
        "next": next_step(found.stage),
        "deadline": deadline,
        "article": cited(deadline.citation) if deadline else "",
        "timeline": timeline(found, list(entries), account),
        "people": _people(found),
        "waits_for_court": found.stage == STAGES.start,
        "may_examine": bool(filing_access.may_examine(account, found)),
        "is_filer": is_filer,
        "may_prepare": found.number is not None
        and bool(registration_access.may_prepare(account, found)),
        "may_withdraw": STAGES.allows(found.stage, CLAIM_WITHDRAWN)
        and bool(filing_access.may_withdraw(account, found)),
        "at_counter": bool(filing_access.may_act_at_counter(account, found)),
        "sees_fee": pays or works_on_fee,
        "fee": fee_of(found) if pays or works_on_fee else None,
        "may_pay": pays,
        "works_on_fee": works_on_fee,
        "key": new_id(),
        "is_party": filings_of(account).filter(id=found.id).exists(),
        "acting_for": principals_of(account.person_id, [found.id]).get(found.id, ""),
        "may_insist": is_filer and STAGES.allows(found.stage, RULING_ASKED),
        "events": live.events(request, [live.case_topic(found.id)]),
    }
    response = render(request, "web/case.html", context)
    response["Content-Security-Policy"] = content_security_policy(frame_src="'self'")
    return response


def _matters(account: Account, cases: Iterable[Case]) -> list[Matter]:
    cases = list(cases)
    running = _running(cases)
    principals = principals_of(account.person_id, [case.id for case in cases])
    fees = to_pay_in(account, cases)
    return [
        Matter(
            case,
            stage_tag(case.stage),
            _("Next: you pay the fee") if case.id in fees else next_step(case.stage),
            fees[case.id].deadline if case.id in fees else running.get(case.id),
            principals.get(case.id, ""),
            fees.get(case.id),
        )
        for case in cases
    ]


def _running(cases: Sequence[Case]) -> dict[UUID, Deadline]:
    """The running deadline of each case that ends first."""
    found = Deadline.objects.filter(
        case__in=[case.id for case in cases], state=DeadlineState.RUNNING
    ).order_by("-last_day", "-id")
    return {deadline.case_id: deadline for deadline in found}


def _people(found: Case) -> list[Participant]:
    parties = list(Party.objects.filter(case=found).order_by("position"))
    names = {party.person_id: party.name for party in parties}
    people = [Participant(party.name, role_name(party.role), party.name[:1]) for party in parties]
    agents = [
        Participant(
            held.name,
            _("Agent of %(party)s") % {"party": names.get(held.principal_id, "")},
            held.name[:1],
        )
        for held in agents_on(found)
    ]
    return [*people, *agents]
