"""What the court asks of the immigration authority: does this paper belong to this person?"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A paper and its holder as they were typed; `key` is the same for every try.

    `kind` is a kind of paper (law.filing.papers), `nationality` an ISO 3166 code or empty.
    """

    key: str
    kind: str
    number: str
    name: str
    birth_date: date | None = None
    nationality: str = ""


class Verdict(Enum):
    """What the register says."""

    MATCH = "match"
    NO_MATCH = "no_match"
    UNKNOWN_DOCUMENT = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The register's word. `differs` names what does not match; `reference` finds the answer there."""

    verdict: Verdict
    reference: str
    differs: tuple[str, ...] = ()


class RegisterUnavailableError(Exception):
    """No usable answer came; nothing is known of the paper. Ask again later, or look by hand."""


class ImmigrationRegister(Protocol):
    """Compares papers with those that were issued or seen at the border."""

    def compare(self, asked: Asked) -> Answer:
        """Compare one paper.

        Raises:
            RegisterUnavailableError: the register is down, slow, or its answer proves nothing.
        """
