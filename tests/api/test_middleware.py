"""Programs go past what pages need: no cookie counts with them."""

import pytest
from django.test import Client

from support.makers import a_court, an_account
from support.programs import Program

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
