"""Issuing a letter about a docket entry: typeset and sealed outside any transaction, recorded once."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.urls import reverse

from yunqiao.court.casefile import letters
from yunqiao.court.casefile.letters import LetterIssued, new_code
from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.letter_texts import added_text
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.papers.letters.dates import in_chinese, in_english
from yunqiao.court.papers.letters.typeset import Letter, typeset
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetter:
    """What every letter about a case names, and who alone may see it: all where neither is said.

    `only_for` is a party by id, with its agents; `only_for_role` are all parties of that role.
    """

    kind: ClassVar[str]
    name: ClassVar[str]
    number: str
    receipt: str
    claimants: str
    defendants: str
    cause: str
    court_zh: str
    court_en: str
    only_for: str = ""
    only_for_role: str = ""

    @property
    def template(self) -> str:
        """The template it is typeset with."""
        return self.kind

    def content(self, on: date) -> dict[str, Any]:
        """Plain JSON for the template, dated `on` (court-local)."""
        return {**asdict(self), "issued_zh": in_chinese(on), "issued_en": in_english(on)}

    @classmethod
    def about(cls, case: Case, number: str, **said: Any) -> Self:
        """The letter on a case under that number, saying this."""
        return cls(
            number=number,
            receipt=case.receipt,
            claimants=case.claimants,
            defendants=case.defendants,
            cause=case.cause,
            court_zh=case.court.name_zh,
            court_en=case.court.name_en,
            **said,
        )


Build = Callable[[DocketEntry, Case, date], CaseLetter | None]
"""The letter that an entry calls for, dated on a court-local day; most entries call for none."""
Also = Callable[[Act, Case, date], None]
"""What the act that records a letter of a court-local day writes besides."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A sealed letter whose bytes are in the store."""

    issued: LetterIssued
    name: str
    size: int
    on: date


def issue(entry: DocketEntry, build: Build, also: Also | None = None) -> None:
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
    at = now().replace(microsecond=0)
    on = court_date(at, case.court.zone)
    letter = build(entry, case, on)
    if letter is None:
        return
    code = new_code()
    to_set = Letter(
        template=letter.template,
        content={**letter.content(on), **added_text(case.court, letter.template)},
        at=at,
        code=code,
        address=f"{settings.ORIGIN}{reverse('web:verify_letter', args=[code])}",
    )
    made = _make(letter, to_set, entry, on)
    idempotency.once(key, lambda: _record(made, case, key, also))


def _make(letter: CaseLetter, to_set: Letter, entry: DocketEntry, on: date) -> _Made:
    # A third of what a process of ours loads, and only the worker seals.
    from yunqiao.court.papers.letters.signing import seal

    sealed, level = seal(typeset(to_set), gateway(Sealer), gateway(TimestampAuthority))  # type: ignore[type-abstract]
    sha256, size = gateway(Storage).keep([sealed])  # type: ignore[type-abstract]
    issued = LetterIssued(
        kind=letter.kind,
        about=str(entry.id),
        number=letter.number,
        code=to_set.code,
        sha256=sha256,
        level=level,
        issued_at=to_set.at.isoformat(),
        only_for=letter.only_for,
        only_for_role=letter.only_for_role,
    )
    return _Made(issued, f"{letter.name} {letter.number}.pdf", size, on)


def _record(made: _Made, case: Case, key: RequestKey, also: Also | None) -> dict[str, Any]:
    with act(by=Actor(person=None)) as writing:
        idempotency.reserve(writing, key)
        writing.lock(Stream.CASE, case.id)
        letters.record(writing, case, made.issued, name=made.name, size=made.size)
        if also is not None:
            also(writing, case, made.on)
        idempotency.settle(writing, key, made.issued.payload())
    return made.issued.payload()
