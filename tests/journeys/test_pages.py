"""The ground of every page, in a real browser: look, language, keyboard, drafts, no network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.people import follow

Check = Callable[[Page], None]
LANGUAGES = ["zh-hans", "zh-hant", "en"]


LAW = {
    "the subjects": "/law/",
    "the questions of a subject": "/law/?subject=fees",
    "a provision": "/law/abroad.planner.plan/",
    "an amount": "/law/fees.acceptance/?ask=1&on=2026-03-02&kind=property&claims[0].amount=20000",
    "a plan": "/law/abroad.planner.plan/?ask=1&on=2026-03-02&nature=entity&state=US&address_known=true",
    "facts that do not fit": "/law/filing.review_deadline/?ask=1&received_on=soon",
    "a worked case": "/law/fees.acceptance/cases/F04/",
}  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/offline/",
        "/nowhere/",
        "/gallery/",
        "/questions/",
        "/advice/court/",
        "/api/",
        *LAW.values(),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_clean_for_axe_and_fit_a_phone_and_a_desktop(
    phone: Page, desktop: Page, axe: Check, path: str, language: str
) -> None:
    for page in (phone, desktop):
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_skips_to_the_content(desktop: Page) -> None:
    desktop.goto("/?lang=en")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name="Skip to the content")).to_be_focused()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("main")).to_be_focused()


def test_the_page_shows_the_readers_clock_beside_the_courts(phone: Page) -> None:
    phone.goto("/gallery/?lang=en")
    phone.reload()  # the first visit told the court this device's zone
    expect(phone.locator(".clocks").first).to_contain_text("Los Angeles")
    expect(phone.locator(".clocks").first).to_contain_text("18:30")
    expect(phone.locator(".clocks").first).to_contain_text("09:30")


def test_what_must_be_corrected_takes_the_focus_and_leads_to_the_field(phone: Page) -> None:
    phone.goto("/questions/?lang=en")
    follow(phone, phone.get_by_role("button", name="Save and continue"))
    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("things to correct")
    summary.get_by_role("link").first.click()
    expect(phone.get_by_label("Name")).to_be_focused()


def test_an_error_page_with_a_form_is_clean_for_axe(phone: Page, axe: Check) -> None:
    phone.goto("/questions/?lang=en")
    follow(phone, phone.get_by_role("button", name="Save and continue"))
    expect(phone.get_by_role("alert")).to_be_visible()
    axe(phone)


def test_changing_the_language_keeps_the_page_and_what_was_typed(desktop: Page) -> None:
    desktop.goto("/questions/?lang=en")
    desktop.get_by_label("Name").fill("Łukasz 陈")
    expect(desktop.locator("form[data-draft-state=saved]")).to_be_attached()
    desktop.get_by_label("An agent").check()  # newer than the draft
    follow(desktop, desktop.get_by_role("button", name="简体中文"))
    expect(desktop.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(desktop).to_have_url(re.compile(r"/questions/$"))
    expect(desktop.get_by_label("Name")).to_have_value("Łukasz 陈")
    expect(desktop.get_by_label("An agent")).to_be_checked()


def test_a_draft_comes_back_says_so_and_is_gone_once_sent(phone: Page) -> None:
    phone.goto("/questions/?lang=en")
    phone.get_by_label("Name").fill("CHEN MEILING")
    expect(phone.locator("form[data-draft-state=saved]")).to_be_attached()
    phone.goto("/questions/")
    expect(phone.get_by_label("Name")).to_have_value("CHEN MEILING")
    expect(phone.get_by_role("status")).to_contain_text("kept on this device")
    phone.get_by_label("I do").check()
    follow(phone, phone.get_by_role("button", name="Save and continue"))
    expect(phone).to_have_url(re.compile("/gallery/$"))
    expect(phone.locator("body[data-drafts=tidied]")).to_be_attached()
    phone.goto("/questions/")
    expect(phone.locator("form[data-draft-state=opened]")).to_be_attached()
    expect(phone.get_by_label("Name")).to_have_value("")


def test_a_draft_can_be_put_aside_for_what_the_court_has(phone: Page) -> None:
    phone.goto("/questions/?lang=en")
    phone.get_by_label("Name").fill("Somebody else")
    expect(phone.locator("form[data-draft-state=saved]")).to_be_attached()
    phone.goto("/questions/")
    phone.get_by_role("button", name="Use what the court has saved instead").click()
    expect(phone.get_by_label("Name")).to_have_value("")
    phone.goto("/questions/")
    expect(phone.get_by_label("Name")).to_have_value("")


def test_without_a_network_the_app_says_so(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.reload()
    context.set_offline(True)
    page.goto("/gallery/")
    expect(page.locator("#offline")).to_contain_text("现在没有网络")
    expect(page.locator("#offline")).to_contain_text("There is no network")


def test_the_app_can_be_installed(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page = context.new_page()
    page.goto("/")
    session = context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )


def test_pages_work_without_scripts(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/questions/")
    follow(page, page.get_by_role("button", name="English"))
    page.get_by_label("Name").fill("One name")
    page.get_by_label("I do").check()
    follow(page, page.get_by_role("button", name="Save and continue"))
    expect(page).to_have_url(re.compile("/gallery/$"))


def test_one_answer_has_radio_buttons_and_several_have_tick_boxes(phone: Page) -> None:
    phone.goto("/questions/?lang=en")
    expect(phone.locator(".govuk-radios__input")).to_have_count(2)
    phone.get_by_label("Identity").check()
    phone.get_by_label("Power of attorney").check()
    expect(phone.locator(".govuk-checkboxes__input:checked")).to_have_count(2)
