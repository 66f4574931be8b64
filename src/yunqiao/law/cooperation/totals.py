"""Totals of the register, and where published figures agree with it or with themselves."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, Reason, no, reason, yes
from yunqiao.law.instruments import CPL
from yunqiao.law.registers.treaties import CooperationSubject, TreatyKind, treaties
from yunqiao.law.rows import rows

REGISTER_COUNTED = reason("cooperation.totals.counted")
FIGURES_AGREE = reason("cooperation.totals.agree")
FIGURE_DIFFERS = reason("cooperation.totals.differs")
PARTS_DO_NOT_ADD_UP = reason("cooperation.totals.parts_do_not_add_up")
THREE_KINDS_END_IN_2004 = reason("cooperation.totals.three_kinds_end_in_2004")

KINDS_COMPLETE_TO: Final = date(2004, 4, 30)


class PublishedSource(Enum):
    """A page or list that prints totals."""

    LEGALINFO_2018 = "legalinfo_2018"
    JUSTICE_MINISTRY_2017 = "justice_ministry_2017"
    TREATY_LIST_CIVIL = "treaty_list_civil"
    ALL_KINDS_2023 = "all_kinds_2023"


class Totals(NamedTuple):
    """How many treaties the register holds that were signed by a date, by kind; and with how many States."""

    treaties: int
    states: int
    by_kind: dict[str, int]
    judgments: int

    def figure(self, key: str) -> int:
        """A figure by the name a published table gives it."""
        named = {"treaties": self.treaties, "states": self.states, "judgments": self.judgments}
        return named[key] if key in named else self.by_kind[key]


class Figure(NamedTuple):
    """One published figure and the register's for the same date."""

    key: str
    published: int
    register: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOn:
    """The date of signature up to which treaties are counted."""

    signed_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigures:
    """The source whose figures are compared with the register."""

    source: PublishedSource


@provision(CPL["293"], confidence=Confidence.KNOWN, source="bilateral_treaties.csv")
def register_totals(asked: RegisterOn) -> Finding:
    """How many bilateral treaties does the register hold, by kind and number of States, up to a date?"""
    doubts = (THREE_KINDS_END_IN_2004,) if asked.signed_until > KINDS_COMPLETE_TO else ()
    return yes(CPL["293"], REGISTER_COUNTED, value=totals(asked.signed_until), doubts=doubts)


@provision(CPL["293"], confidence=Confidence.KNOWN, source="cross_border_service.md 2.3")
def figures_agree(asked: PublishedFigures) -> Finding:
    """Do the totals a source prints agree with the register, and with each other?"""
    found = published()[asked.source]
    because: list[Reason] = [
        FIGURE_DIFFERS(name=one.key, published=one.published, register=one.register)
        for one in found
        if one.published != one.register
    ]
    because += _inner_disagreement(found)
    if because:
        return no(CPL["293"], *because, value={"figures": found})
    return yes(CPL["293"], FIGURES_AGREE, value={"figures": found})


def totals(signed_until: date) -> Totals:
    """Count the register's treaties signed on or before a date, whether or not in force."""
    counted = [treaty for treaty in treaties() if treaty.signed <= signed_until]
    kinds = Counter(treaty.kind for treaty in counted)
    return Totals(
        treaties=len(counted),
        states=len({treaty.state for treaty in counted}),
        by_kind={kind.value: kinds[kind] for kind in TreatyKind},
        judgments=sum(CooperationSubject.JUDGMENTS in treaty.subjects for treaty in counted),
    )


@cache
def published() -> dict[PublishedSource, tuple[Figure, ...]]:
    """Every published figure beside the register's figure for the date the source's data show."""
    found: dict[PublishedSource, tuple[Figure, ...]] = {}
    for row in rows("published_totals.csv"):
        source = PublishedSource(row["source"])
        counted = totals(date.fromisoformat(row["register_until"])).figure(row["key"])
        figure = Figure(row["key"], int(row["figure"]), counted, row["note"])
        found[source] = (*found.get(source, ()), figure)
    return found


def _inner_disagreement(found: tuple[Figure, ...]) -> list[Reason]:
    kinds = {kind.value for kind in TreatyKind}
    parts = [one.published for one in found if one.key in kinds]
    total = next((one.published for one in found if one.key == "treaties"), None)
    if total is None or len(parts) < len(kinds) or sum(parts) == total:
        return []
    return [PARTS_DO_NOT_ADD_UP(total=total, parts=sum(parts))]
