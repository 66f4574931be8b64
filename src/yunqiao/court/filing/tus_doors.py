"""Where uploads that resume come in: one address for the browser, one for programs."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from yunqiao.court.filing import evidence, queries
from yunqiao.court.filing.access import may_write
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import account_of as account_of_token
from yunqiao.court.papers.tus_views import Door, answer, answer_reader, refused


@login_not_required  # a script cannot follow to the sign-in page; it gets a sentence instead
def for_browser(request: HttpRequest, session_id: UUID | None = None) -> HttpResponse:
    """Uploads of whoever is signed in, into a draft of theirs."""

    def door_of(account: Account) -> Door:
        return _door(account, "filing:upload", may_be_loose=False)

    return answer_reader(request, door_of, session_id)


@csrf_exempt  # the token stands in a header that no foreign page can send
@login_not_required
def for_program(request: HttpRequest, session_id: UUID | None = None) -> HttpResponse:
    """Uploads of a program, to be named in a claim or put into a draft."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    account = account_of_token(token) if scheme.lower() == "bearer" else None
    if account is None and request.method != "OPTIONS":
        return refused(
            _("Send a valid token as “Authorization: Bearer …”. Make one on your account page.")
        )
    return answer(request, _door(account or Account(), "tus-upload", may_be_loose=True), session_id)


def _open(account: Account) -> QuerySet[ClaimDraft]:
    open_ones = queries.reachable_drafts(account).filter(filed_as=None)
    return open_ones.select_related("corrects__court").order_by("-updated_at", "-id")


def _door(account: Account, view: str, *, may_be_loose: bool) -> Door:
    def may_fill(envelope: UUID | None) -> Permit:
        if envelope is None:
            return ALLOWED if may_be_loose else denied(_("Say which draft the file is for."))
        if any(
            envelope == evidence.envelope_of(draft, which) and may_write(account, draft)
            for draft in _open(account)
            for which in evidence.LISTS
        ):
            return ALLOWED
        return denied(_("The draft was filed or deleted. Nothing can be added to it."))

    return Door(
        account=account,
        address=lambda session: reverse(view, args=[session]),
        may_fill=may_fill,
    )
