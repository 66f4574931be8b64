"""Finding filings and cases by the words of a search box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from yunqiao.court.casefile.access import taking_part
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.words import stage_tag
from yunqiao.court.foundation.components import Tag
from yunqiao.court.foundation.search.index import Within, court_mark, find
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.staff import posts_of

SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search gave: the cases shown, how many there are, and whether there are more still."""

    words: str
    cases: Sequence[tuple[Case, Tag]] = ()
    count: int = 0
    more: bool = False


def search_own(account: Account, words: str) -> Searched:
    """Cases in which the account's person is a party, or an agent today."""
    return _search(words, lambda: _of_person(account))


def search_courts(account: Account, words: str) -> Searched:
    """Cases of the courts at which the account holds a post."""
    return _search(words, lambda: _of_courts(account))


def _of_person(account: Account) -> Within:
    """As `casefile.access.taking_part`, in the words of the search."""
    ids, parameters = taking_part(account).values("id").query.sql_with_params()
    return Within(f"c.id IN ({ids})", parameters)


def _of_courts(account: Account) -> Within:
    courts = list(posts_of(account).order_by("court_id").values_list("court_id", flat=True))
    marks = [court_mark(court) for court in courts]
    return Within("c.court_id = ANY (%s)", (courts,), marks)


def _search(words: str, within: Callable[[], Within]) -> Searched:
    words = words.strip()
    if not words:
        return Searched("")
    found = find(words, within(), limit=SHOWN)
    cases = Case.objects.select_related("court").in_bulk(found.ids)
    shown = [(cases[case_id], stage_tag(cases[case_id].stage)) for case_id in found.ids]
    return Searched(words, shown, found.count, found.more)
