"""My matters, and the page of a case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.documents import listed
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Party
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.words import stage_tag, title_of_entry
from yunqiao.court.filing import access as filing_access
from yunqiao.court.filing.queries import filings_of, open_drafts_of
from yunqiao.court.foundation.components import Participant, Progress, TimelineItem
from yunqiao.court.foundation.middleware import content_security_policy
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.session import account_of

RECENT = 50


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """Drafts first, then cases, newest activity first."""
    account = account_of(request)
    context = {
        "drafts": open_drafts_of(account)[:RECENT],
        "cases": [(case, stage_tag(case.stage)) for case in filings_of(account)[:RECENT]],
        "is_clerk": bool(filing_access.may_see_worklist(account)),
    }
    return render(request, "web/matters.html", context)


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: how it stands, what is next and by when, what happened, who is in it."""
    account = account_of(request)
    found = get_object_or_404(visible_to(account).select_related("court"), id=case_id)
    entries = DocketEntry.objects.filter(stream_id=found.id).order_by("-seq")[:RECENT]
    deadlines = Deadline.objects.filter(case=found, state=DeadlineState.RUNNING).order_by(
        "last_day"
    )
    context = {
        "case": found,
        "tag": stage_tag(found.stage),
        "documents": listed(found),
        "deadline": deadlines.first(),
        "timeline": _timeline(list(entries)),
        "people": _people(found),
        "waits_for_court": found.stage == STAGES.start,
        "may_examine": bool(filing_access.may_examine(account, found)),
    }
    response = render(request, "web/case.html", context)
    response["Content-Security-Policy"] = content_security_policy(frame_src="'self'")
    return response


def _timeline(entries: list[DocketEntry]) -> list[TimelineItem]:
    return [
        TimelineItem(
            title=title_of_entry(entry),
            at=entry.at,
            progress=Progress.NOW if position == 0 else Progress.DONE,
        )
        for position, entry in enumerate(entries)
    ]


def _people(found: Case) -> list[Participant]:
    roles = {
        "claimant": _("Claimant"),
        "defendant": _("Defendant"),
        "third_party": _("Third party"),
    }
    parties = Party.objects.filter(case=found).order_by("position")
    return [Participant(party.name, roles[party.role], party.name[:1]) for party in parties]
