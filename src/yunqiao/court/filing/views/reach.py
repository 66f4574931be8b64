"""Finding the draft a page is about: one's own, or the corrections of a case one acts in."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import queries
from yunqiao.court.filing.access import may_write
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of

View = Callable[..., HttpResponseBase]


def open_draft(request: HttpRequest, draft_id: UUID) -> ClaimDraft:
    """A draft that is not filed yet and that the reader may write in."""
    account = account_of(request)
    reached = queries.reachable_drafts(account).filter(filed_as=None)
    reached = reached.select_related("account", "corrects__court", "for_person")
    draft = get_object_or_404(reached, id=draft_id)
    may_write(account, draft).require()
    return draft


def home_of(account: Account, case: Case) -> str:
    """Where a case is looked at: its page; for the clerk of another court its counter receipt."""
    if visible_to(account).filter(id=case.id).exists():
        return reverse("web:case", args=[case.id])
    return reverse("filing:counter_receipt", args=[case.id])


def of_open_draft(view: View) -> View:
    """A page of a draft: an old address leads to what was filed from it."""

    @wraps(view)
    def opened(
        request: HttpRequest, draft_id: UUID, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        account = account_of(request)
        filed = queries.reachable_drafts(account).filter(filed_as__isnull=False, id=draft_id)
        draft = filed.select_related("filed_as").first()
        if draft is None or draft.filed_as is None:
            return view(request, draft_id, *args, **kwargs)
        messages.info(request, _("This draft was filed. What became of it stands here."))
        return redirect(home_of(account, draft.filed_as))

    return opened
