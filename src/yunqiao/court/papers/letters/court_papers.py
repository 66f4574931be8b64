"""Papers of a registered case whose text is always the same: title, paragraphs, blanks to fill in."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

TEMPLATE: Final = "court_paper"
_TEXTS: Final = Path(__file__).with_suffix(".toml")


def can_be_typeset(kind: str) -> bool:
    """Whether the text of a paper is known in advance."""
    return kind in _papers()


def text_of_paper(kind: str) -> dict[str, Any]:
    """The text of a paper as its template takes it.

    Raises:
        KeyError: its text is not known in advance.
    """
    return {"blanks_zh": [], "blanks_en": [], **_papers()[kind]}


@cache
def _papers() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_TEXTS.read_text("utf-8"))
