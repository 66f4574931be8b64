"""What the law answers: an outcome, the reasons for it, its sources, and what it still needs to know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple, Self, TypeVar


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


class ReasonedDay(date):
    """A day that has grounds of its own, such as a roll: every finding that gives it states them.

    It is a plain date in all else; a day counted from it has no grounds.
    """

    because: tuple[Reason, ...] = ()
    citations: tuple[Citation, ...] = ()
    doubts: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, day: date, *because: Reason, citations: tuple[Citation, ...] = (), doubts: tuple[Reason, ...] = ()) -> Self:  # fmt: skip
        """The same day with these grounds."""
        known = cls(day.year, day.month, day.day)
        known.because, known.citations, known.doubts = because, citations, doubts
        return known


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
    found = Finding(Outcome.YES, code, because, _cites(cited), (), tuple(dates.items()), value, try_next, doubts)  # fmt: skip
    return with_grounds(found, dates.values()) if dates else found


def no(cited: Cited, *because: Reason, code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """It is not so, for these reasons."""
    found = Finding(Outcome.NO, code, because, _cites(cited), (), tuple(dates.items()), value, try_next, doubts)  # fmt: skip
    return with_grounds(found, dates.values()) if dates else found


def unknown(cited: Cited, *because: Reason, missing: str | tuple[str, ...], code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """It cannot be said without the facts named in `missing`."""
    names = (missing,) if isinstance(missing, str) else missing
    found = Finding(Outcome.UNKNOWN, code, because, _cites(cited), names, tuple(dates.items()), value, try_next, doubts)  # fmt: skip
    return with_grounds(found, dates.values()) if dates else found


def for_the_court(cited: Cited, *because: Reason, code: str = "", value: Any = None, try_next: tuple[Reason, ...] = (), doubts: tuple[Reason, ...] = (), **dates: date) -> Finding:  # fmt: skip
    """The text leaves it to the court; the reasons say what to weigh."""
    found = Finding(Outcome.FOR_THE_COURT, code, because, _cites(cited), (), tuple(dates.items()), value, try_next, doubts)  # fmt: skip
    return with_grounds(found, dates.values()) if dates else found


def with_grounds(found: Finding, days: Iterable[date | None]) -> Finding:
    """The finding with the grounds that the days it gives have of their own, each once."""
    reasoned = [day for day in days if isinstance(day, ReasonedDay)]
    if not reasoned:
        return found
    return found._replace(
        because=_once(found.because, (day.because for day in reasoned)),
        citations=_once(found.citations, (day.citations for day in reasoned)),
        doubts=_once(found.doubts, (day.doubts for day in reasoned)),
    )


_Ground = TypeVar("_Ground")


def _once(known: tuple[_Ground, ...], more: Iterable[tuple[_Ground, ...]]) -> tuple[_Ground, ...]:
    return (*known, *dict.fromkeys(one for part in more for one in part if one not in known))


def _cites(cited: Cited) -> tuple[Citation, ...]:
    return (cited,) if isinstance(cited, Citation) else cited


Decide = Callable[[Any], Finding]
