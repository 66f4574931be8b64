"""Text as it is searched: folded, and cut into words or, where a script has no spaces, pairs of signs.

Traditional and simplified characters, full and half width, capitals, accents and punctuation all
fold away, so that whoever writes them otherwise finds the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import filterfalse, pairwise
from pathlib import Path
from typing import Final

LONGEST: Final = 200
"""Characters of a search that count; the rest is left out."""

_PAIR: Final = 2
_COMMON: Final = {"'有限'", "'限公'", "'公司'", "'合同'", "'纠纷'"}
"""Pairs that most names of companies and most causes hold."""
_SEPARATORS: Final = "、,;/|"
_DENSE_FROM: Final = "\u2e80"
"""From here on Unicode holds scripts written without spaces: Han, kana, hangul."""
_PIECES: Final = re.compile(r"[^\W_]+")
_RUNS: Final = re.compile(f"[{_DENSE_FROM}-\U0010ffff]+|[^{_DENSE_FROM}-\U0010ffff]+")


def folded(text: str) -> list[str]:
    """The terms of a text: cut at spaces and commas, with everything folded and no punctuation.

    （2026）粤0703民初123号 is one term, `2026粤0703民初123号`, with brackets of any width or none.
    """
    return ["".join(term) for term in _terms(text)]


def tokens(text: str) -> set[str]:
    """What a text is found by: words, pairs of neighbouring signs, and signs that end a run."""
    found: set[str] = set()
    for pieces in _terms(text):
        for piece in {*pieces, "".join(pieces)}:
            for run in _RUNS.findall(piece):
                found.update(_pairs(run) if _is_dense(run[0]) else [run])
    return found


def query(text: str) -> str:
    """A text as PostgreSQL's tsquery, all words required; empty when it holds nothing to look for.

    The end of a word is looked for as a beginning, since more may follow it. What `patterns` say
    anyway is left out where that spares the index long lists: every second pair, what most cases
    hold, and a sign that only ends a number.
    """
    wanted: dict[str, None] = {}
    for pieces in _terms(text[:LONGEST]):
        runs = [run for piece in pieces for run in _RUNS.findall(piece)]
        whole = len("".join(pieces)) > _PAIR
        found = [part for run, after in pairwise(runs) for part in _complete(run, after)]
        if not (found and whole and len(runs[-1]) == 1 and _is_dense(runs[-1])):
            found += _open(runs[-1])
        rare = [part for part in found if part not in _COMMON]
        wanted |= dict.fromkeys(rare if rare and whole else found)
    return " & ".join(wanted)


def patterns(text: str) -> list[str]:
    """LIKE patterns of the terms of which pairs and beginnings do not say enough."""
    return [
        f"%{''.join(pieces)}%"
        for pieces in _terms(text[:LONGEST])
        if len("".join(pieces)) > _PAIR and (len(pieces) > 1 or not _is_one_word(pieces[0]))
    ]


def _terms(text: str) -> Iterator[list[str]]:
    """Each term as the pieces that punctuation cuts it into."""
    for term in _fold(text).split():
        if pieces := _PIECES.findall(term):
            yield pieces


@lru_cache(maxsize=64)  # a text is folded for its words, then to be kept whole
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(filterfalse(unicodedata.combining, plain))
    return unicodedata.normalize("NFC", bare).translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    """Each traditional character's simplified one, from OpenCC's table; a space for separators."""
    opencc = find_spec("opencc")
    assert opencc
    assert opencc.origin
    table = Path(opencc.origin).with_name("dictionary") / "TSCharacters.txt"
    lines = (line.split() for line in table.read_text("utf-8").splitlines())
    simplified = {ord(line[0]): line[1] for line in lines if len(line) > 1}
    return {**simplified, **dict.fromkeys(map(ord, _SEPARATORS), " ")}


def _pairs(run: str) -> Iterator[str]:
    yield from (run[i : i + 2] for i in range(len(run) - 1))
    yield run[-1]


def _complete(run: str, after: str) -> list[str]:
    """What to look for of a run after which another one comes."""
    if _is_dense(run[0]) and (len(run) > 1 or _is_dense(after[0])):
        return _open(run)
    return [f"'{run}'"]


def _open(run: str) -> list[str]:
    """What to look for of a run that may go on."""
    return _pairs_of(run) if _is_dense(run[0]) and len(run) > 1 else [f"'{run}':*"]


def _pairs_of(run: str) -> list[str]:
    """Pairs that cover a run; which sign follows which between them, a pattern says."""
    starts = [*range(0, len(run) - 1, _PAIR), len(run) - _PAIR]
    return [f"'{run[start : start + _PAIR]}'" for start in dict.fromkeys(starts)]


def _is_one_word(piece: str) -> bool:
    return not any(_is_dense(sign) for sign in piece)


def _is_dense(sign: str) -> bool:
    return sign >= _DENSE_FROM
