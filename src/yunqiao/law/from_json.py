"""Facts as JSON text, read without a guess: a fact named twice is no fact."""

import json
from typing import Any

from yunqiao.law.facts import FactsError, quotable


def facts_in(given: bytes) -> Any:
    """What a JSON text holds, in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.

    Raises:
        FactsError: it is empty or not JSON, too deep, holds a number too long to read, or names a fact twice.
    """
    if not given.strip():
        raise FactsError("", "nothing was given; write the facts as JSON")
    try:
        return json.loads(given, object_pairs_hook=named_once)
    except json.JSONDecodeError as error:
        raise FactsError("", _unread(error)) from None
    except UnicodeDecodeError:
        raise FactsError("", "they are not written in UTF-8; save them so") from None
    except RecursionError:
        raise FactsError("", "they lie too deep in one another; nest them less") from None
    except FactsError:
        raise
    except ValueError:
        sentence = 'a number has too many digits; write an amount as text, such as "1234.50"'
        raise FactsError("", sentence) from None


def _unread(error: json.JSONDecodeError) -> str:
    return (
        f"they are not JSON: from line {error.lineno}, column {error.colno} on they cannot be read;"
        " put names and texts in double quotation marks, and a comma between two facts"
    )


def named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON from its names and values.

    Raises:
        FactsError: a name comes twice.
    """
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FactsError(quotable(name), "is given twice; write it once")
        found[name] = value
    return found
