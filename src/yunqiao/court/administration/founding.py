"""Entering a court that stands below another."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg

from yunqiao.court.administration import access, entries
from yunqiao.court.administration.entries import Change
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.idempotency import RequestKey, violated_constraint
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account


class CodeTakenError(Exception):
    """A court with that mark exists."""


def found_court(*, by: Account, above: Court, given: Mapping[str, Any], key: RequestKey) -> UUID:
    """Enter a court; its stream begins with its own details.

    Raises:
        NotPermittedError: the account does not administer the court above.
        CodeTakenError: a court with that mark exists.
    """

    def create() -> dict[str, Any]:
        access.may_administer(by, above).require()
        court = Court(parent=above, takes_filings=False, time_zone=above.time_zone, **given)
        with act(by=Actor(person=by.person_id)) as writing:
            writing.insert(court)
            after = {**given, "parent": above.code}
            made = Change(topic="details", subject="court", before={}, after=after)
            writing.record(Stream.COURT, court.id, entries.COURT_CHANGED, made.payload())
            idempotency.keep(writing, key, {"court": str(court.id)})
        return {"court": str(court.id)}

    try:
        return UUID(idempotency.once(key, create)["court"])
    except psycopg.errors.UniqueViolation as error:
        if violated_constraint(error) == "idempotency_record_pkey":
            raise
        raise CodeTakenError from error
