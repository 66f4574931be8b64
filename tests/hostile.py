"""A set-up in which careless code fails: unordered rows come shuffled, undefined variables raise."""

import inspect
import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet

OURS = "yunqiao."


def shuffle_unordered(patch: pytest.MonkeyPatch) -> None:
    """Give the rows of our models that no one ordered back in any order."""
    fetch_all = QuerySet.__dict__["_fetch_all"]  # the one place that every evaluation passes

    def fetch_all_in_any_order(rows: Any) -> None:
        state = vars(rows)
        fresh = state["_result_cache"] is None
        fetch_all(rows)
        if fresh and not is_in_order(rows):
            random.shuffle(state["_result_cache"])

    patch.setattr(QuerySet, "_fetch_all", fetch_all_in_any_order)


def is_in_order(rows: QuerySet[Any]) -> bool:
    """Whether the order of these rows is someone's decision, or none of our business."""
    return rows.ordered or rows.query.is_sliced or not rows.model.__module__.startswith(OURS)


class Undefined:
    """Django's string_if_invalid that is no string: an undefined variable of our templates fails."""

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: object) -> str:
        origin = _template_being_rendered()
        if origin.is_relative_to(settings.PACKAGE):
            raise AssertionError(f"{origin} uses {variable!s}, which nobody gave it.")
        return ""


def _template_being_rendered() -> Path:
    """The innermost template on the stack; a place that is not ours if there is none."""
    frame = inspect.currentframe()
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if frame.f_code.co_name == "render_annotated" and origin:
            return Path(str(origin))
        frame = frame.f_back
    return Path("/")
