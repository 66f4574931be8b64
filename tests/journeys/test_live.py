"""Pages that show news by themselves, with everything really running and the live process killed."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_socket import enable_socket

from running import PATIENCE, Running, running, until
from support.house import shell

FILE = """
from support.makers import a_filing, an_account
from support.sessions import session_of
account = an_account("party@abroad.example")
print(session_of(account), a_filing(account).case)
"""
ACCEPT = """
from uuid import UUID
from support.makers import a_clerk, a_court, a_key
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.identity.models import Post
held = Post.objects.order_by("id").first()
clerk = held.account if held else a_clerk(a_court())
print(accept_filing(by=clerk, case_id=UUID("{case}"), key=a_key(clerk, "accept {case}")).number)
"""


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    enable_socket()
    with running(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def browser_context_args(court: Running) -> dict[str, Any]:
    return {"base_url": court.address}


def open_case(court: Running, page: Page) -> str:
    """The party's case page, hearing news; the case's id."""
    key, case = shell(court, FILE)[-2:]
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": court.address}])
    page.goto(f"/cases/{case}/?lang=en")
    expect(page.locator("[data-live-state=live]")).to_be_attached()
    return case


def test_the_case_page_shows_the_number_without_being_loaded_again(
    court: Running, phone: Page
) -> None:
    case = open_case(court, phone)
    phone.evaluate("window.here = true")
    number = shell(court, ACCEPT.format(case=case))[-1]
    expect(phone.locator("#case-next")).to_contain_text(number)
    expect(phone.locator("#case-docket")).to_contain_text(number)
    assert phone.evaluate("window.here")


def test_a_page_whose_live_process_was_killed_catches_up(court: Running, phone: Page) -> None:
    case = open_case(court, phone)
    killed = court.kill_part("live")
    number = shell(court, ACCEPT.format(case=case))[-1]
    expect(phone.locator("#case-next")).to_contain_text(number)
    until(lambda: bool(court.part("live") - killed), within=PATIENCE)
    expect(phone.locator("[data-live-state=live]")).to_be_attached()
