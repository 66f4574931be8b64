"""The register of bilateral treaties: by State, subject and date, and what it cannot say."""

from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.registers.standing import Standing
from yunqiao.law.rows import rows


class TreatyKind(Enum):
    """The kind of a bilateral treaty of the PRC."""

    CIVIL = "civil"
    CIVIL_AND_CRIMINAL = "civil_and_criminal"
    CRIMINAL = "criminal"
    EXTRADITION = "extradition"
    TRANSFER = "transfer"


class CooperationSubject(Enum):
    """What States cooperate in."""

    SERVICE = "service"
    EVIDENCE = "evidence"
    JUDGMENTS = "judgments"
    AWARDS = "awards"
    CRIMINAL = "criminal"
    EXTRADITION = "extradition"
    TRANSFER = "transfer_of_sentenced_persons"


class TreatyEntry(Enum):
    """What is known of a treaty's entry into force."""

    IN_FORCE = "in force"
    NEVER = "never"
    UNCONFIRMED = "unconfirmed"


class Treaty(NamedTuple):
    """One bilateral treaty with the PRC."""

    state: str
    name: str
    kind: TreatyKind
    signed: date
    in_force: date | None
    entry: TreatyEntry
    subjects: frozenset[CooperationSubject]
    confidence: str
    notes: str


CURRENT_TO: Final = {
    CooperationSubject.SERVICE: date(2018, 2, 2),
    CooperationSubject.EVIDENCE: date(2018, 2, 2),
    CooperationSubject.JUDGMENTS: date(2018, 2, 2),
    CooperationSubject.CRIMINAL: date(2004, 4, 30),
    CooperationSubject.EXTRADITION: date(2004, 4, 30),
    CooperationSubject.TRANSFER: date(2004, 4, 30),
}
"""The last date for which the register claims to hold every treaty of a subject.

For civil and commercial matters it is the latest entry into force it holds; the lists of criminal
assistance, extradition and transfer end in April 2004.
"""


def standing(
    state: str, subject: CooperationSubject, on: date
) -> tuple[Standing, tuple[Treaty, ...]]:
    """Whether a bilateral treaty on the subject is in force on a date, and which.

    Unknown where a treaty's entry into force is unconfirmed, or where the register holds none and
    is not current on that date.
    """
    held = [treaty for treaty in treaties() if treaty.state == state and subject in treaty.subjects]
    binding = tuple(treaty for treaty in held if treaty.in_force and treaty.in_force <= on)
    if binding:
        return Standing.YES, binding
    doubtful = any(
        treaty.entry is TreatyEntry.UNCONFIRMED and treaty.signed <= on for treaty in held
    )
    if doubtful or on > CURRENT_TO[subject]:
        return Standing.UNKNOWN, ()
    return Standing.NO, ()


@cache
def treaties() -> tuple[Treaty, ...]:
    """Every bilateral treaty the register holds."""
    return tuple(_treaty(row) for row in rows("bilateral_treaties.csv"))


def _treaty(row: dict[str, str]) -> Treaty:
    kind = TreatyKind(row["kind"])
    return Treaty(
        state=row["iso2"],
        name=row["name"],
        kind=kind,
        signed=date.fromisoformat(row["signed"]),
        in_force=date.fromisoformat(row["in_force"]) if row["in_force"] else None,
        entry=TreatyEntry(row["entry_into_force"]),
        subjects=_subjects(kind, row),
        confidence=row["confidence"],
        notes=row["notes"],
    )


_OF_KIND: Final = {
    TreatyKind.CIVIL: frozenset[CooperationSubject](),
    TreatyKind.CIVIL_AND_CRIMINAL: frozenset({CooperationSubject.CRIMINAL}),
    TreatyKind.CRIMINAL: frozenset({CooperationSubject.CRIMINAL}),
    TreatyKind.EXTRADITION: frozenset({CooperationSubject.EXTRADITION}),
    TreatyKind.TRANSFER: frozenset({CooperationSubject.TRANSFER}),
}
_COLUMNS: Final = {
    "covers_service": CooperationSubject.SERVICE,
    "covers_evidence": CooperationSubject.EVIDENCE,
    "covers_judgments": CooperationSubject.JUDGMENTS,
}


def _subjects(kind: TreatyKind, row: dict[str, str]) -> frozenset[CooperationSubject]:
    covered = frozenset(subject for column, subject in _COLUMNS.items() if row[column] == "yes")
    return covered | _OF_KIND[kind]
