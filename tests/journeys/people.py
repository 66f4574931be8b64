"""What people do on the pages, as steps that journeys share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import Locator, Page, expect

from journeys.house import House
from support.ways_in import app_code

_numbers = count(1)
CLERK = "clerk@court.example"
STAFF = ("@court.example", "@xinhui.example")
"""How the addresses of the demonstration court's staff end."""


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """What is done inside leads to a page, which is there with its scripts at the end."""
    with page.expect_event("load"):
        yield


def follow(page: Page, leading_on: Locator) -> None:
    """Press what leads to another page."""
    with next_page(page):
        leading_on.click()


def new_address(house: House) -> str:
    """An address nobody has used in this court."""
    return f"someone{next(_numbers)}.{house.origin.rpartition(':')[2]}@abroad.example"


def give_address(page: Page, address: str) -> None:
    """On the sign-in page: ask for a code."""
    page.locator("input[name=email]").fill(address)
    follow(page, page.locator("main form.card button[type=submit]"))
    expect(page.locator("input[name=code]")).to_be_visible()


def give_code(page: Page, code: str) -> None:
    """On the page that asks for the code, or for that of the app."""
    type_code(page, code)
    expect(page).not_to_have_url(re.compile("/sign-in/"))


def type_code(page: Page, code: str) -> None:
    """Type a code and send it."""
    page.locator("input[name=code]").fill(code)
    follow(page, page.locator("main form.card button[type=submit]"))


def sign_in(page: Page, house: House, address: str, path: str) -> None:
    """Open a page that asks who one is, and say so; staff show their second factor, too."""
    known = len(house.subjects(address))
    page.goto(path)
    give_address(page, address)
    code = house.code(address, after=known)
    if address.endswith(STAFF):
        type_code(page, code)
        expect(page).to_have_url(re.compile("/sign-in/second-factor/"))
        code = house.app_code(address)
    give_code(page, code)


def set_up_app(page: Page) -> None:
    """Where new staff are led first: set up an authenticator app, and go on."""
    page.locator('main a[href$="/second-factor/app/"]').click()
    type_code(page, app_code(page.locator("code.secret").inner_text().replace(" ", "")))
    expect(page.locator(".codes li")).to_have_count(10)
    page.locator("main .actions a").first.click()


def begin_draft(page: Page) -> str:
    """On the page that starts a filing: begin; the address of the draft."""
    follow(page, page.locator("main form button[type=submit]"))
    expect(page).to_have_url(re.compile(r"/drafts/[0-9a-f-]+/$"))
    return page.url


def save(page: Page) -> None:
    """Press the first button of the form."""
    follow(page, page.locator("main form.card .actions button[type=submit]").first)
