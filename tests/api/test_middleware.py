"""Programs go past what pages need: no cookie counts with them."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, override_settings

from support.makers import a_court, an_account
from support.programs import Program
from yunqiao.court.api.middleware import Answer, PagesMiddleware

pytestmark = pytest.mark.django_db(transaction=True)


def test_being_signed_in_opens_nothing_to_a_program() -> None:
    reader = Client()
    reader.force_login(an_account())
    assert reader.get("/api/v1/filings").status_code == 401


def test_a_program_is_answered_without_a_session() -> None:
    a_court()
    answer = Program().send("GET", "filings")
    assert answer.status_code == 200
    assert not hasattr(answer.wsgi_request, "session")


class Catching:
    """A layer with a hook for what a view raises."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def process_exception(self, *_: object) -> None:
        """See what was raised."""


@override_settings(PAGE_MIDDLEWARE=[f"{__name__}.Catching"])
def test_a_layer_whose_hook_would_never_be_called_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="process_exception"):
        PagesMiddleware(lambda _: HttpResponse())
