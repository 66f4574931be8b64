"""A new version of the app is put in place while pages of the old one are open."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_socket import enable_socket

from running import PATIENCE, ROOT, Running, running, until
from support.house import shell

BUILD = ROOT / "frontend" / "build"
COLLECT = """
from django.conf import settings
from django.core.management import call_command
settings.STATICFILES_DIRS = ["{build}"]
call_command("collectstatic", verbosity=0, interactive=False, clear=True)
"""
PARTY = """
from support.makers import a_filing, an_account
from support.sessions import session_of
from yunqiao.court.filing import drafts
account = an_account("party@abroad.example")
case = a_filing(account).case
print(session_of(account), drafts.start(by=account, language="en").id, case)
"""
REGISTER = """
from uuid import UUID
from support.makers import a_clerk, a_court, a_key
from yunqiao.court.filing.actions import accept_filing
clerk = a_clerk(a_court())
print(accept_filing(by=clerk, case_id=UUID("{case}"), key=a_key(clerk)).number)
"""
SHEETS = "[...document.querySelectorAll('link[rel=stylesheet]')].map(({href}) => href)"
CACHES = "caches.keys()"
TYPED = "甲方 typed this on a train."


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    enable_socket()
    with running(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def browser_context_args(court: Running) -> dict[str, Any]:
    return {"base_url": court.address}


def put_in_place_a_new_version(court: Running, folder: Path) -> None:
    """Other style sheets and scripts, and a web part that was started with them."""
    shutil.copytree(BUILD, folder)
    for changed in ("yunqiao.css", "js/live.js"):
        with (folder / changed).open("a") as file:
            file.write("/* the new version */\n")
    shell(court, COLLECT.format(build=folder))
    killed = court.kill_part("web") | court.kill_part("web-spare")
    until(lambda: bool(court.part("web") - killed), within=PATIENCE)
    until(lambda: court.get("/")[0] == 200, within=PATIENCE)


def test_the_new_version_takes_over_as_a_whole_and_the_offline_draft_stays(
    court: Running, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Proves A1: whoever typed without a network goes on in the new version with what they typed."""
    key, draft, case = shell(court, PARTY)[-3:]
    context = new_context()
    context.add_cookies([{"name": "sessionid", "value": key, "url": court.address}])
    writing, following = context.new_page(), context.new_page()
    facts = f"/filing/drafts/{draft}/facts/?lang=en"
    writing.goto(facts)
    until(lambda: writing.evaluate("Boolean(navigator.serviceWorker.controller)"), within=PATIENCE)
    following.goto(f"/cases/{case}/?lang=en")
    expect(following.locator("[data-live-state=live]")).to_be_attached()
    old_caches, old_sheets = writing.evaluate(CACHES), writing.evaluate(SHEETS)

    context.set_offline(True)
    writing.locator("textarea[name=facts_and_reasons]").fill(TYPED)
    expect(writing.locator("form[data-draft-state=saved]")).to_be_attached()
    put_in_place_a_new_version(court, tmp_path / "build")
    context.set_offline(False)

    writing.goto(facts)
    expect(writing.locator("textarea[name=facts_and_reasons]")).to_have_value(TYPED)
    expect(writing.locator("form[data-draft-state=restored]")).to_be_attached()
    new_sheets = writing.evaluate(SHEETS)
    assert set(new_sheets) - set(old_sheets)
    until(lambda: not set(old_caches) & set(writing.evaluate(CACHES)), within=PATIENCE)
    assert len(writing.evaluate(CACHES)) == len(old_caches) == 1

    number = shell(court, REGISTER.format(case=case))[-1]
    expect(following.locator("#case-next")).to_contain_text(number)
    assert following.evaluate(SHEETS) == new_sheets

    context.set_offline(True)
    expect_offline_page_in(writing, new_sheets)


def expect_offline_page_in(page: Page, sheets: list[str]) -> None:
    """Without a network the page shown is the new version's, in its own style sheet."""
    page.goto("/matters/")
    expect(page.locator("#offline")).to_be_visible()
    assert page.evaluate(SHEETS) == sheets
    assert page.evaluate("document.styleSheets[0].cssRules.length")
