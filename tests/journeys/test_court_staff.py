"""A court's own people at work: the administrator, the clerk at the counter, the trial division."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.house import House
from journeys.people import (
    CLERK,
    give_address,
    give_code,
    new_address,
    save,
    set_up_app,
    sign_in,
)
from running import PATIENCE, until

Check = Callable[[Page], None]
ADMINISTRATOR = "administrator@court.example"
COURT_CLERK = "court-clerk@court.example"
PARTY = "party@abroad.example"  # whose identity is confirmed in the demonstration
SECOND_CLERK = "clerk2@court.example"
SIZES = ["phone", "desktop"]
NAME = "黄阿婆（示例）"


@pytest.fixture(params=SIZES)
def screen(request: pytest.FixtureRequest) -> Page:
    """A phone, then a desktop."""
    opened: Page = request.getfixturevalue(request.param)
    return opened


def test_an_administrator_adds_a_closure_and_a_clerk_who_then_signs_in(
    screen: Page, new_context: Callable[..., BrowserContext], house: House, clean: Check
) -> None:
    """K1, K2."""
    sign_in(screen, house, ADMINISTRATOR, "/administration/?lang=en")
    clean(screen)
    court = screen.url
    screen.get_by_role("link", name="Closures").click()
    screen.get_by_role("link", name="Add a closure").click()
    day = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    answer(screen, clean, first_day=day, last_day=day, reason_zh="停电", reason_en="No power")
    save(screen)
    expect(screen.get_by_role("main")).to_contain_text("No deadline that runs now")
    clean(screen)
    save(screen)
    expect(screen.locator(".govuk-notification-banner--success")).to_be_visible()
    expect(screen.get_by_role("main")).to_contain_text("No power")
    clean(screen)
    clerk = new_address(house)
    screen.goto(f"{court}staff/new/")
    answer(screen, clean, email=clerk, since=datetime.now(UTC).date().isoformat())
    screen.locator("[name=role]").select_option("filing_clerk")
    save(screen)
    invited = house.letter(clerk, "职务")
    assert "/sign-in/" in invited
    screen.goto(f"{court}history/")
    expect(screen.get_by_role("main")).to_contain_text(clerk)
    clean(screen)
    other = new_context(viewport={"width": 390, "height": 844}).new_page()
    other.goto("/filing/worklist/")
    known = len(house.subjects(clerk))
    give_address(other, clerk)
    give_code(other, house.code(clerk, after=known))
    set_up_app(other)
    expect(other.locator("[data-queue]")).to_be_visible()


def test_a_clerk_files_for_a_person_here_who_takes_the_matter_online(
    screen: Page,
    phone: Page,
    new_context: Callable[..., BrowserContext],
    house: House,
    clean: Check,
) -> None:
    """F7."""
    sign_in(screen, house, CLERK, "/filing/worklist/?lang=en")
    screen.get_by_role("link", name="File for a person here").click()
    clean(screen)
    answer(screen, clean, identifier="+1 626 555 0199", why="Asks to file a claim.")
    screen.get_by_role("button", name="Look up").click()
    expect(screen.get_by_role("main")).to_contain_text("Nobody is known by this here.")
    clean(screen)
    screen.get_by_role("link", name="Enter a new person").click()
    answer(screen, clean, chinese=NAME, passport="CLAIMANT (DEMO)", address="示例街1号")
    save(screen)
    write_claim(screen, clean)
    screen.locator("main .actions a.govuk-button").first.click()
    answer(screen, clean, signature=NAME)
    screen.get_by_label("Yes, at the counter").check()
    screen.get_by_label("With their name on this screen").check()
    screen.locator("[name=true]").check()
    save(screen)
    expect(screen.get_by_role("heading", level=1)).to_have_text("The claim was filed")
    clean(screen)
    receipt = screen.locator(".panel__number").inner_text()
    code = screen.locator("[data-code]").inner_text()
    case = screen.url.replace("/filing/counter/receipts/", "/cases/")
    screen.goto(case)
    expect(screen.get_by_role("main")).to_contain_text(f"Filing clerk of the court, for {NAME}")
    screen.goto(case.replace("/cases/", "/filing/worklist/"))
    expect(screen.get_by_role("heading", level=1)).not_to_contain_text(NAME)
    person = new_context(viewport={"width": 390, "height": 844}).new_page()
    sign_in(person, house, PARTY, "/filing/join/?lang=en")
    clean(person)
    answer(person, clean, receipt=receipt, name=NAME, code=code.lower())
    save(person)
    expect(person).to_have_url(case)
    clean(person)


def test_a_registered_case_becomes_a_task_of_a_trial_division_and_gets_a_judge(
    screen: Page, new_context: Callable[..., BrowserContext], house: House, clean: Check
) -> None:
    """F5."""
    clerk = new_context(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(clerk, house, SECOND_CLERK, "/filing/worklist/?lang=en")
    to_examine = clerk.get_by_role("listitem").filter(has_text="Examine the claim")
    to_examine.last.get_by_role("link").click()
    clerk.locator("aside form button").first.click()
    banner = clerk.locator(".govuk-notification-banner--success").inner_text()
    number = re.search(r"（20\d\d）粤0703民初\d+号", banner)
    assert number
    sign_in(screen, house, COURT_CLERK, "/trial/?lang=en")
    clean(screen)
    waiting = screen.get_by_role("listitem").filter(has_text=number[0])
    until(lambda: bool(screen.reload()) and waiting.count() > 0, PATIENCE)
    waiting.get_by_role("link").click()
    expect(screen.get_by_role("main")).to_contain_text("Notice to respond")
    expect(screen.get_by_role("main")).to_contain_text("Not written yet")
    clean(screen)
    screen.locator("main .actions a.govuk-button").click()
    clean(screen)
    save(screen)
    expect(screen.locator(".govuk-notification-banner--success")).to_be_visible()
    expect(screen.locator("aside")).to_contain_text("@court.example")
    clean(screen)


def write_claim(page: Page, clean: Check) -> None:
    """From the task list of a draft at the counter to the task list with every part done."""
    draft = page.url
    page.locator(".govuk-task-list a").first.click()
    expect(page.locator("[name=name]")).to_have_value(NAME)
    page.locator("[name=country]").select_option("US")
    clean(page)
    save(page)
    for part, fields in (
        ("defendants/1/", {"name": "乙公司（示例）", "country": "CN"}),
        ("requests/1/", {"text": "判令被告付款。"}),
        ("facts/", {"facts_and_reasons": "示例数据。"}),
        ("case/", {"cause": "民间借贷纠纷", "court": "粤0703"}),
    ):
        page.goto(draft + part)
        for name, value in fields.items():
            field = page.locator(f"[name={name}]")
            if name in {"country", "court"}:
                field.select_option(value)
            else:
                field.fill(value)
        save(page)
    page.goto(f"{draft}service_address/")
    save(page)
    expect(page).to_have_url(draft)


def answer(page: Page, clean: Check, **values: str) -> None:
    """Fill the named fields of the page that is open, after looking at it."""
    clean(page)
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)
