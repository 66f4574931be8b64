"""A party abroad pays on a phone: the card is declined, WeChat Pay succeeds; finance staff see it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.house import House
from journeys.people import follow, sign_in

Check = Callable[[Page], None]
PARTY = "party@abroad.example"
FINANCE = "finance@court.example"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def telephone(new_context: Callable[..., BrowserContext]) -> Page:
    """A phone that says it is one: firms open their app on it."""
    opened = new_context(
        viewport={"width": 390, "height": 844},
        user_agent=PHONE,
        has_touch=True,
        is_mobile=True,
        service_workers="block",
    )
    return opened.new_page()


def test_a_card_is_declined_and_wechat_pay_succeeds(
    telephone: Page, house: House, clean: Check
) -> None:
    """P2."""
    page = telephone
    sign_in(page, house, PARTY, "/matters/?lang=en")
    for link in (".matter:has-text('原告63（示例）') a", 'a[href^="/fees/"]'):
        page.goto(str(page.locator(link).first.get_attribute("href")))
    clean(page)
    page.get_by_label("International card").check()
    follow(page, page.get_by_role("button", name="Continue"))
    clean(page)
    follow(page, page.get_by_role("link", name="Go on to the payment page"))
    follow(page, page.locator("button[value=decline]"))
    follow(page, page.locator("button[value=leave]"))
    expect(page.get_by_role("main")).to_contain_text("A payment is under way")
    clean(page)
    page.get_by_label("WeChat Pay").check()
    follow(page, page.get_by_role("button", name="Continue"))
    attempt = page.url
    clean(page)
    follow(page, page.get_by_role("link", name="Go on to the payment page"))
    follow(page, page.locator("button[value=pay]"))
    page.goto(attempt)
    expect(page.locator("#attempt")).to_contain_text("The court has your payment")
    expect(page.locator("#paid")).to_contain_text("Receipt (PDF)")
    clean(page)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Receipt (PDF)").click()
    assert downloading.value.suggested_filename.startswith("诉讼费用收款回执")


def test_finance_staff_let_money_that_came_late_pay_the_fee(
    phone: Page, house: House, clean: Check
) -> None:
    """P2."""
    sign_in(phone, house, FINANCE, "/finance/?lang=en")
    clean(phone)
    waiting = phone.get_by_role("link", name="Say what a payment is for").first
    follow(phone, waiting)
    clean(phone)
    follow(phone, phone.get_by_role("button", name="Use it for what is outstanding"))
    expect(phone.locator(".govuk-notification-banner--success")).to_be_visible()
    phone.goto("/finance/statements/")
    clean(phone)
    phone.goto("/finance/")
    follow(phone, phone.locator('main a[href*="/unbooked/"]').first)
    clean(phone)
