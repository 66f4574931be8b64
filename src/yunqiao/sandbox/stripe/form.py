"""Stripe's way of writing nested values in a form: line_items[0][quantity]=1."""

import re
from typing import Any
from urllib.parse import parse_qsl

MOST_FIELDS = 500
_PARTS = re.compile(r"[^\[\]]+")


def nested(form: str) -> dict[str, Any]:
    """The values as dictionaries; lists are dictionaries by number, or by nothing but order."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True, max_num_fields=MOST_FIELDS):
        parts = _PARTS.findall(name)
        place = tree
        for part in parts[:-1]:
            place = place.setdefault(part, {})
        if name.endswith("[]"):
            place.setdefault(parts[-1], []).append(value)
        else:
            place[parts[-1]] = value
    return tree
