"""Finding the draft a page is about: one's own, or the corrections of a case one acts in."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from yunqiao.court.filing import queries
from yunqiao.court.filing.access import may_write
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.identity.session import account_of

View = Callable[..., HttpResponseBase]


def open_draft(request: HttpRequest, draft_id: UUID) -> ClaimDraft:
    """A draft that is not filed yet and that the reader may write in."""
    account = account_of(request)
    reached = queries.open_drafts_of(account).select_related("account", "corrects")
    draft = get_object_or_404(reached, id=draft_id)
    may_write(account, draft).require()
    return draft


def of_open_draft(view: View) -> View:
    """A page of a draft: an old address leads to what was filed from it."""

    @wraps(view)
    def opened(
        request: HttpRequest, draft_id: UUID, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        filed = queries.drafts_of(account_of(request)).filter(filed_as__isnull=False)
        case_id = filed.filter(id=draft_id).values_list("filed_as", flat=True).first()
        if case_id is None:
            return view(request, draft_id, *args, **kwargs)
        messages.info(request, _("This draft was filed. What became of it stands here."))
        return redirect("web:case", case_id)

    return opened
