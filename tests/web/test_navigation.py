"""The links in the header: by the posts one holds today, asked once a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support.makers import a_clerk, a_court
from support.matters import reader
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.identity.models import Post

pytestmark = pytest.mark.django_db


def test_a_page_asks_once_which_posts_its_reader_holds() -> None:
    browser = reader(a_clerk(a_court()))
    with CaptureQueriesContext(connection) as asked:
        assert "Worklist" in browser.get("/").content.decode()
    assert sum('FROM "post"' in query["sql"] for query in asked) == 1


def test_a_post_that_ended_loses_its_links_at_once() -> None:
    clerk = a_clerk(a_court())
    browser = reader(clerk)
    assert "Worklist" in browser.get("/").content.decode()
    yesterday = court_date(now()) - timedelta(days=1)
    Post.objects.filter(account=clerk).update(since=yesterday, until=yesterday)
    assert "Worklist" not in browser.get("/").content.decode()
