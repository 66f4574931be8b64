"""A draft of a program's: the same answer for what is unknown or another's."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yunqiao.court.casefile.callers import NotThereError, caller
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.queries import drafts_of


def own_drafts(request: HttpRequest) -> QuerySet[ClaimDraft]:
    """The claims the caller writes for themselves or as an agent: the counter has its own pages."""
    return drafts_of(caller(request)).filter(corrects=None, for_person=None)


def own_draft(request: HttpRequest, draft: UUID, *, filed: bool = False) -> ClaimDraft:
    """A draft of the caller's; with `filed`, one that was filed already too.

    Raises:
        NotThereError: unknown, another's, or filed already.
    """
    kept = own_drafts(request)
    found = kept.filter(id=draft).first()
    if found is None or (found.filed_as_id is not None and not filed):
        raise NotThereError(
            _("You have no open draft with this id. GET /api/v1/drafts lists those you have.")
        )
    return found
