"""An act on a case: once per key, under the lock of the case, by whoever may."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from yunqiao.court.casefile import representing
from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.permits import Permit
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account

May = Callable[[Account, Case], Permit]
Write = Callable[[Act, Case], None]


def act_on(
    case_id: UUID,
    *,
    by: Account,
    may: May,
    key: RequestKey,
    write: Write,
    actor: Actor | None = None,
) -> None:
    """Run `write` with the case as it stands under its lock; a repeat of the key does nothing.

    Where the account acts as an agent on the case, the docket says on whose behalf, unless `actor`
    says who acts for whom.

    Raises:
        NotPermittedError: `may` says no.
        OutdatedError: there is no such case.
    """

    def create() -> dict[str, Any]:
        with act(by=actor or representing.actor(by, case_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, case_id)
            case = Case.objects.select_related("court").get(id=case_id)
            may(by, case).require()
            write(writing, case)
        return {}

    idempotency.once(key, create)
