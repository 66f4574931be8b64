"""Programs that call about cases: who, with which key, and which case is theirs."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header

from yunqiao.court.casefile.access import taking_part
from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.idempotency import LONGEST_KEY, RequestKey
from yunqiao.court.identity.models import Account

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=LONGEST_KEY,
        pattern=r"^[!-~]+$",
        description=(
            "Your own key for this request. Sent again with the same content it gives the same"
            " answer and nothing is done twice; with other content it is refused (422)."
        ),
        examples=["claim-2026-0001"],
    ),
]


class NotThereError(Exception):
    """There is no such thing, or it is not the caller's; the text says what to do."""


def caller(request: HttpRequest) -> Account:
    """The account whose token the request carries."""
    account = request.auth  # type: ignore[attr-defined]  # ninja puts there what the token check returned
    assert isinstance(account, Account)
    return account


def key_of(request: HttpRequest, given: str, content: Any) -> RequestKey:
    """The key of a creating request of the caller's."""
    return RequestKey.of(caller(request).id, given, content)


def own_filing(request: HttpRequest, case: UUID) -> Case:
    """A filing of the caller's.

    Raises:
        NotThereError: unknown, or another's.
    """
    found = taking_part(caller(request)).select_related("court").filter(id=case).first()
    if found is None:
        raise NotThereError(
            _("You have no filing with this id. GET /api/v1/filings lists those you have.")
        )
    return found
