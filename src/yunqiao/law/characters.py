"""Traditional characters for the Chinese texts of the law, from a table made when it is set up.

The table leads from each text as written, in simplified characters, to the same text in traditional
ones. Only characters change, never words: the names of statutes stay what they are. Without the
table the texts stay simplified.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from yunqiao.law.rows import rows

TABLE: Final = "traditional.json"
"""The table's file name, beside the texts in `law/messages/`."""


def in_traditional(text: str) -> str:
    """A Chinese text of the law in traditional characters."""
    return _table().get(text, text)


def chinese_texts() -> Iterator[str]:
    """Every Chinese text a reader of the law may see, in simplified characters."""
    from yunqiao.law.cases import all_cases
    from yunqiao.law.texts import messages

    yield from (texts["zh"] for texts in messages().values())
    yield from (row["zh"] for table in ("instruments.csv", "states.csv") for row in rows(table))
    yield from (case.title_zh for case in all_cases())
    yield from (case.note for case in all_cases())


@cache
def _table() -> dict[str, str]:
    table = files("yunqiao.law").joinpath("messages", TABLE)
    if not table.is_file():
        return {}
    found: dict[str, str] = json.loads(table.read_text("utf-8"))
    return found
