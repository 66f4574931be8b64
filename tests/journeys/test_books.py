"""Finance staff compare a day, explain a difference and read the books, at 390 px and by keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from journeys.house import House
from journeys.people import follow, sign_in

Check = Callable[[Page], None]
FINANCE = "finance@court.example"


def test_a_difference_is_explained_and_the_reports_are_read(
    phone: Page, house: House, clean: Check
) -> None:
    """P2."""
    page = phone
    sign_in(page, house, FINANCE, "/finance/?lang=en")
    clean(page)
    follow(page, page.get_by_role("link", name="Payment received · 120.00 CNY"))
    clean(page)
    page.get_by_label("How it came about").fill("A test of the firm (demo)")
    follow(page, page.get_by_role("button", name="Settle it with this explanation"))
    expect(page.get_by_role("main")).to_contain_text("A test of the firm (demo)")
    page.goto("/finance/days/")
    expect(page.get_by_role("main")).to_contain_text("Settled")
    clean(page)
    for kind in ("receipts", "day_book", "trial_balance"):
        page.goto(f"/finance/reports/?kind={kind}")
        clean(page)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Spreadsheet (CSV)").click()
    assert downloading.value.suggested_filename.startswith("trial_balance-")
