"""Issuing the letters of filing: typeset and sealed outside any transaction, then recorded once."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from yunqiao.court.casefile import letters as issued_letters
from yunqiao.court.casefile.letters import LetterIssued, new_code
from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.letter_texts import added_text
from yunqiao.court.filing.letters import FilingLetter, letter_about
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.papers.letters.typeset import Letter, typeset
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority


@dataclass(frozen=True, slots=True)
class _Made:
    """A sealed letter whose bytes are in the store."""

    issued: LetterIssued
    name: str
    size: int


def issue_letter(*, entry: DocketEntry) -> None:
    """Issue the letter that an entry calls for, once; nothing where it calls for none.

    Raises:
        TypesettingError: the letter cannot be set; so is FontMissingError for a missing typeface.
        SealUnavailableError: the court's key cannot be used now; try again later.
        StorageFullError: the store has no room.
    """
    key = RequestKey.of(THE_COURT, f"{entry.id}.letter", None)
    if idempotency.recall(key) is not None:
        return
    case = Case.objects.select_related("court").get(id=entry.stream_id)
    letter = letter_about(entry, case)
    if letter is None:
        return
    made = _make(letter, entry, case)
    idempotency.once(key, lambda: _record(made, case, key))


def _make(letter: FilingLetter, entry: DocketEntry, case: Case) -> _Made:
    # A third of what a process of ours loads, and only the worker seals.
    from yunqiao.court.papers.letters.signing import seal

    code, at = new_code(), now().replace(microsecond=0)
    typeset_letter = typeset(
        Letter(
            template=letter.template,
            content={
                **letter.content(court_date(at, case.court.zone)),
                **added_text(case.court, letter.template),
            },
            at=at,
            code=code,
            address=f"{settings.ORIGIN}{reverse('web:verify_letter', args=[code])}",
        )
    )
    sealed, level = seal(typeset_letter, gateway(Sealer), gateway(TimestampAuthority))  # type: ignore[type-abstract]
    sha256, size = gateway(Storage).keep([sealed])  # type: ignore[type-abstract]
    issued = LetterIssued(
        kind=letter.kind,
        about=str(entry.id),
        number=letter.number,
        code=code,
        sha256=sha256,
        level=level,
        issued_at=at.isoformat(),
    )
    return _Made(issued, f"{letter.name} {letter.number}.pdf", size)


def _record(made: _Made, case: Case, key: RequestKey) -> dict[str, Any]:
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.CASE, case.id)
        issued_letters.record(writing, case, made.issued, name=made.name, size=made.size)
        idempotency.settle(writing, key, made.issued.payload())
    return made.issued.payload()
