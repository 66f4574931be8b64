"""The register of bilateral treaties: by State, subject and date, and what it cannot say."""

from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.abroad.places import rows
from yunqiao.law.abroad.standing import Standing


class Kind(Enum):
    """The kind of a bilateral treaty of the PRC."""

    CIVIL = "civil"
    CIVIL_AND_CRIMINAL = "civil_and_criminal"
    CRIMINAL = "criminal"
    EXTRADITION = "extradition"
    TRANSFER = "transfer"


class Subject(Enum):
    """What States cooperate in."""

    SERVICE = "service"
    EVIDENCE = "evidence"
    JUDGMENTS = "judgments"
    AWARDS = "awards"
    CRIMINAL = "criminal"
    EXTRADITION = "extradition"
    TRANSFER = "transfer_of_sentenced_persons"


class EntryIntoForce(Enum):
    """What is known of a treaty's entry into force."""

    IN_FORCE = "in force"
    NEVER = "never"
    UNCONFIRMED = "unconfirmed"


class Treaty(NamedTuple):
    """One bilateral treaty with the PRC."""

    state: str
    name: str
    kind: Kind
    signed: date
    in_force: date | None
    entry: EntryIntoForce
    subjects: frozenset[Subject]
    confidence: str
    notes: str


CURRENT_TO: Final = {
    Subject.SERVICE: date(2018, 2, 2),
    Subject.EVIDENCE: date(2018, 2, 2),
    Subject.JUDGMENTS: date(2018, 2, 2),
    Subject.CRIMINAL: date(2004, 4, 30),
    Subject.EXTRADITION: date(2004, 4, 30),
    Subject.TRANSFER: date(2004, 4, 30),
}
"""The last date for which the register claims to hold every treaty of a subject.

For civil and commercial matters it is the latest entry into force it holds; the lists of criminal
assistance, extradition and transfer end in April 2004.
"""


def standing(state: str, subject: Subject, on: date) -> tuple[Standing, tuple[Treaty, ...]]:
    """Whether a bilateral treaty on the subject is in force on a date, and which.

    Unknown where a treaty's entry into force is unconfirmed, or where the register holds none and
    is not current on that date.
    """
    held = [treaty for treaty in treaties() if treaty.state == state and subject in treaty.subjects]
    binding = tuple(treaty for treaty in held if treaty.in_force and treaty.in_force <= on)
    if binding:
        return Standing.YES, binding
    doubtful = any(
        treaty.entry is EntryIntoForce.UNCONFIRMED and treaty.signed <= on for treaty in held
    )
    if doubtful or on > CURRENT_TO[subject]:
        return Standing.UNKNOWN, ()
    return Standing.NO, ()


@cache
def treaties() -> tuple[Treaty, ...]:
    """Every bilateral treaty the register holds."""
    return tuple(_treaty(row) for row in rows("bilateral_treaties.csv"))


def _treaty(row: dict[str, str]) -> Treaty:
    kind = Kind(row["kind"])
    return Treaty(
        state=row["iso2"],
        name=row["name"],
        kind=kind,
        signed=date.fromisoformat(row["signed"]),
        in_force=date.fromisoformat(row["in_force"]) if row["in_force"] else None,
        entry=EntryIntoForce(row["entry_into_force"]),
        subjects=_subjects(kind, row),
        confidence=row["confidence"],
        notes=row["notes"],
    )


_OF_KIND: Final = {
    Kind.CIVIL: frozenset[Subject](),
    Kind.CIVIL_AND_CRIMINAL: frozenset({Subject.CRIMINAL}),
    Kind.CRIMINAL: frozenset({Subject.CRIMINAL}),
    Kind.EXTRADITION: frozenset({Subject.EXTRADITION}),
    Kind.TRANSFER: frozenset({Subject.TRANSFER}),
}
_COLUMNS: Final = {
    "covers_service": Subject.SERVICE,
    "covers_evidence": Subject.EVIDENCE,
    "covers_judgments": Subject.JUDGMENTS,
}


def _subjects(kind: Kind, row: dict[str, str]) -> frozenset[Subject]:
    covered = frozenset(subject for column, subject in _COLUMNS.items() if row[column] == "yes")
    return covered | _OF_KIND[kind]
