"""Which version of a draft a page was drawn from."""

from typing import Final

from django.http import HttpRequest

LONGEST_VERSION: Final = 9
"""Digits of a draft's version that fit its column."""


def version_of(request: HttpRequest) -> int:
    """The version of the draft the page was drawn from; 0, which no draft has, if it is not said."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_VERSION else 0
