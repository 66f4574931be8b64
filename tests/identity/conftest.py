"""Tables that refuse to be emptied are emptied between tests; a post office and a reader for all."""

from collections.abc import Iterator

import pytest
from django.test import Client

from support.flush import flush_empties_append_only_tables
from support.post import Post, post_office

__all__ = ["flush_empties_append_only_tables"]


@pytest.fixture
def post(db: None) -> Iterator[Post]:
    with post_office() as office:
        yield office


@pytest.fixture
def reader(post: Post) -> Client:
    client = Client()
    client.cookies["language"] = "en"
    return client
