"""Traditional characters for the Chinese texts of the law, from a table made when it is set up.

The table leads from each text as written, in simplified characters, to the same text in traditional
ones. Only characters change, never words: the names of statutes stay what they are. Without the
table the texts stay simplified.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Final

TABLE: Final = "traditional.json"
"""The table's file name, beside the texts in `law/messages/`."""


def in_traditional(text: str) -> str:
    """A Chinese text of the law in traditional characters."""
    return _table().get(text, text)


@cache
def _table() -> dict[str, str]:
    table = files("yunqiao.law").joinpath("messages", TABLE)
    if not table.is_file():
        return {}
    found: dict[str, str] = json.loads(table.read_text("utf-8"))
    return found
