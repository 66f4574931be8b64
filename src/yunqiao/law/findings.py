"""What the law answers: an outcome, the reasons for it, its sources, and what it still needs to know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple


class Outcome(Enum):
    """The four answers. Discretion is never automated, and a missing fact is never guessed."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    FOR_THE_COURT = "for the court"


class Rank(Enum):
    """Rank of an instrument, in the order in which they prevail."""

    TREATY = "treaty"
    LAW = "law"
    JUDICIAL_INTERPRETATION = "judicial interpretation"
    REGULATION = "regulation"
    NORMATIVE_PAPER = "normative paper"
    LOCAL_PROVISION = "local provision"


class Citation(NamedTuple):
    """An article of an instrument, by the instrument's short name."""

    instrument: str
    article: str

    def __str__(self) -> str:
        return f"{self.instrument} {self.article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A statute, interpretation, treaty or paper, as cited; `instrument["88"]` cites an article."""

    short: str
    zh: str
    en: str
    rank: Rank
    in_force_from: date
    in_force_to: date | None = None
    number: str = ""

    def __getitem__(self, article: str) -> Citation:
        return Citation(self.short, article)

    def in_force(self, on: date) -> bool:
        """Whether the instrument applies on a court-local date (both ends included)."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


class Reason(NamedTuple):
    """One ground of a finding. Its text, in every language, lies in `law/messages/`."""

    key: str
    params: tuple[tuple[str, Any], ...] = ()

    def __call__(self, **params: Any) -> "Reason":
        """Fill in the parameters that stand as `{name}` in the text."""
        return Reason(self.key, tuple(params.items()))


REASONS: Final[dict[str, Reason]] = {}


def reason(key: str) -> Reason:
    """Declare a reason, once, at the top of a module; the key leads to its text."""
    if key in REASONS:
        raise ValueError(f"the reason {key} is declared twice")
    return REASONS.setdefault(key, Reason(key))


class Finding(NamedTuple):
    """The answer to one question.

    `code` is the domain's own word beside the outcome (SERVED, CHANNEL_NOT_ALLOWED …). `missing`
    names the facts without which the outcome is unknown, as dotted paths into the facts. `dates`
    are court-local dates by name (`last_day`, `date_of_service` …). `value` is what else the
    question yields (an amount with its working, a list of channels). `try_next` is what to try now;
    `doubts` are warnings for the officer where the source is uncertain.
    """

    outcome: Outcome
    code: str = ""
    because: tuple[Reason, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    dates: tuple[tuple[str, date], ...] = ()
    value: Any = None
    try_next: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()

    @property
    def is_yes(self) -> bool:
        """Whether the outcome is yes."""
        return self.outcome is Outcome.YES

    def date(self, name: str) -> "date | None":
        """The date of that name, or None."""
        return next((day for known, day in self.dates if known == name), None)


Cited = Citation | tuple[Citation, ...]


def yes(cited: Cited, *because: Reason, code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """It is so, for these reasons; keyword arguments beyond the named ones are dates."""
    return Finding(Outcome.YES, code, because, _cites(cited), (), tuple(dates.items()), value, try_next, doubts)  # fmt: skip


def no(cited: Cited, *because: Reason, code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """It is not so, for these reasons."""
    return Finding(Outcome.NO, code, because, _cites(cited), (), tuple(dates.items()), value, try_next, doubts)  # fmt: skip


def unknown(cited: Cited, *because: Reason, missing: str | tuple[str, ...], code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """It cannot be said without the facts named in `missing`."""
    names = (missing,) if isinstance(missing, str) else missing
    return Finding(Outcome.UNKNOWN, code, because, _cites(cited), names, tuple(dates.items()), value, try_next, doubts)  # fmt: skip


def for_the_court(cited: Cited, *because: Reason, code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """The text leaves it to the court; the reasons say what to weigh."""
    return Finding(Outcome.FOR_THE_COURT, code, because, _cites(cited), (), tuple(dates.items()), value, try_next, doubts)  # fmt: skip


def _cites(cited: Cited) -> tuple[Citation, ...]:
    return (cited,) if isinstance(cited, Citation) else cited


Decide = Callable[[Any], Finding]
