"""For tests that read sentences as an English reader does, outside of any request."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What is said without a reader is said in English for the length of a test."""
    with translation.override("en"):
        yield
