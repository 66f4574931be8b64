"""Letters the court has issued on a case: recorded, and found again by their verification code."""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models import QuerySet

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import LETTER_ISSUED
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.writing import Act

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that can be misread for a digit."""
GROUPS: Final = 3
SIGNS_IN_GROUP: Final = 4
MISREAD: Final = str.maketrans("OIL", "011")
PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterIssued:
    """LETTER_ISSUED: which letter about which entry, under which code, and its SHA-256.

    `number` is the case number or receipt number on it; `level` that of its signature (PAdES);
    `issued_at` the instant on it (ISO 8601). `only_for` is the party whose side alone may see it,
    `only_for_role` the role of the parties who alone may.
    """

    kind: str
    about: str
    number: str
    code: str
    sha256: str
    level: str
    issued_at: str
    only_for: str = ""
    only_for_role: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @property
    def instant(self) -> datetime:
        """The instant of issue."""
        return datetime.fromisoformat(self.issued_at)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its document and the docket entry that records it."""

    issued: LetterIssued
    document: Document
    entry: DocketEntry


def new_code() -> str:
    """A verification code such as 7K4M-Q2XD-9RTB; sixty random bits."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(GROUPS * SIGNS_IN_GROUP))
    return written(drawn)


def written(code: str) -> str:
    """A code as it is printed, however it was typed; empty if it can be none."""
    signs = code.upper().translate(MISREAD)
    plain = "".join(sign for sign in signs if sign not in "- \t—–")
    if len(plain) != GROUPS * SIGNS_IN_GROUP or not set(plain) <= set(SIGNS):
        return ""
    places = range(0, len(plain), SIGNS_IN_GROUP)
    return "-".join(plain[place : place + SIGNS_IN_GROUP] for place in places)


def record(act: Act, case: Case, issued: LetterIssued, *, name: str, size: int) -> None:
    """Put an issued letter on the case: its document and its docket entry."""
    docket.record(
        act, case, LETTER_ISSUED, issued.payload(), documents=[issued.sha256], advance=False
    )
    act.insert(
        Document(
            id=_document_id(issued.code),
            case=case,
            sha256=issued.sha256,
            size=size,
            media_type=PDF,
            viewing_sha256=issued.sha256,
            viewing_type=PDF,
            name=name,
            language="zh,en",
            only_for_id=UUID(issued.only_for) if issued.only_for else None,
            only_for_role=issued.only_for_role,
            added_at=now(),
        )
    )


def letter_of(code: str) -> Letter | None:
    """The letter with that code, if the court issued one."""
    document = (
        Document.objects.select_related("case__court")
        .filter(id=_document_id(written(code)))
        .first()
    )
    if document is None:
        return None
    return next((one for one in _letters(document.case_id) if one.document == document), None)


def letters_about(entry: DocketEntry) -> list[Letter]:
    """The letters issued about an entry of a case."""
    return [one for one in _letters(entry.stream_id) if one.issued.about == str(entry.id)]


def letters_on(case: Case) -> list[Letter]:
    """The letters issued on a case, oldest first."""
    return list(_letters(case.id))


def issued_on(case: Case) -> dict[UUID, LetterIssued]:
    """What the docket says of the letters issued on a case, by their document."""
    return {document_id_of(entry): LetterIssued(**entry.payload) for entry in _entries(case.id)}


def document_id_of(entry: DocketEntry) -> UUID:
    """The document that a LETTER_ISSUED entry records."""
    return _document_id(entry.payload["code"])


def _letters(case_id: UUID) -> Iterator[Letter]:
    # First the entries: one that is seen has its document, whatever is committed in between.
    entries = list(_entries(case_id))
    documents = Document.objects.select_related("case__court").filter(case=case_id)
    known = {document.id: document for document in documents}
    for entry in entries:
        issued = LetterIssued(**entry.payload)
        yield Letter(issued, known[_document_id(issued.code)], entry)


def _entries(case_id: UUID) -> QuerySet[DocketEntry]:
    return DocketEntry.objects.filter(stream_id=case_id, kind=LETTER_ISSUED).order_by("seq")


def _document_id(code: str) -> UUID:
    """The id follows from the code, so that the code finds the document without another index."""
    return uuid5(_CODES, code)


_CODES: Final = UUID("7d7c0f0e-4b2f-5b7e-9a3c-2f6f0d1f8a11")
