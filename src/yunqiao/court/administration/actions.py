"""Writing in the room of administration: one change at a time, under the lock of the court."""

from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import orjson

from yunqiao.court.administration import access
from yunqiao.court.administration.entries import Change, Values
from yunqiao.court.administration.topics import Topic
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, OutdatedError, act
from yunqiao.court.identity.models import Account

CHANGED_MEANWHILE: Final = "changed_meanwhile"
"""Why a change was not made: another administrator was first."""


def change(
    *,
    by: Account,
    court_id: UUID,
    topic: Topic,
    subject: str,
    seen: str,
    values: Values,
    key: RequestKey,
) -> bool:
    """Give a thing of the court new values; whether anything changed.

    `seen` is the fingerprint of the values the administrator saw (`fingerprint`).

    Raises:
        NotPermittedError: the account does not administer this court.
        OutdatedError: somebody changed the thing in the meantime.
    """

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.COURT, court_id)
            court = Court.objects.get(id=court_id)
            access.may_administer(by, court).require()
            before = topic.read(court, subject)
            if fingerprint(before) != seen:
                raise OutdatedError(CHANGED_MEANWHILE)
            changed = dict(before) != dict(values)
            if changed:
                topic.write(writing, court, subject, values)
                made = Change(topic=topic.name, subject=subject, before=before, after=values)
                writing.record(Stream.COURT, court_id, topic.kind, made.payload())
            idempotency.settle(writing, key, {"changed": changed})
        return {"changed": changed}

    return bool(idempotency.once(key, create)["changed"])


def fingerprint(values: Values) -> str:
    """What an administrator saw, to tell whether it is still so."""
    said = orjson.dumps(dict(values), option=orjson.OPT_SORT_KEYS)
    return sha256(said).hexdigest()[:32]
