"""A database that is away: a sentence and when to come back, on pages and through the API."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from support.makers import a_court, an_account, claim_data
from yunqiao.court.casefile.models import Case
from yunqiao.court.identity.tokens import new_token

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def database_goes_away(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Calling it moves the database out of reach until the test is over."""
    connection = connections["default"]
    before = connection.settings_dict

    def reconnect(settings: dict[str, object]) -> None:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's, with a pool
        connection.settings_dict = settings

    options = {**before["OPTIONS"], "pool": {"min_size": 0, "max_size": 1, "timeout": 0.2}}
    away = {**before, "HOST": str(tmp_path), "OPTIONS": options}
    yield lambda: reconnect(away)
    reconnect(before)


def test_a_page_says_what_to_do_and_when(database_goes_away: Callable[[], None]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(an_account())
    database_goes_away()
    for answer in (client.get("/matters/?lang=en"), client.post("/filing/start/?lang=en")):
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "What you typed stays on this device" in answer.content.decode()


def test_a_program_is_told_to_send_the_same_again_and_then_files_once(
    database_goes_away: Callable[[], None], request: pytest.FixtureRequest
) -> None:
    a_court()
    headers = {"Authorization": f"Bearer {new_token(an_account(), 'test')}"}
    headers["Idempotency-Key"] = str(uuid4())
    client = Client(raise_request_exception=False)
    body = json.dumps(claim_data())
    before = connections["default"].settings_dict
    database_goes_away()
    refused = client.post("/api/v1/filings", body, "application/json", headers=headers)
    assert refused.status_code == 503
    assert refused["Content-Type"] == "application/problem+json"
    connections["default"].close()
    connections["default"].close_pool()  # type: ignore[attr-defined]  # PostgreSQL's, with a pool
    connections["default"].settings_dict = before
    first, second = (
        client.post("/api/v1/filings", body, "application/json", headers=headers).json()
        for _ in range(2)
    )
    assert first == second
    assert Case.objects.count() == 1
