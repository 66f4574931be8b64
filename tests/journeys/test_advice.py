"""Advice on the court, on a phone and a desktop: before signing in and inside a claim."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.house import House
from journeys.people import begin_draft, follow, new_address, sign_in

Check = Callable[[Page], None]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_visitor_learns_which_court_and_what_it_costs(
    phone: Page, desktop: Page, clean: Check, language: str
) -> None:
    """F6."""
    for page in (phone, desktop):
        page.goto(f"/advice/court/?lang={language}")
        page.locator("[name=dispute]").select_option("contract")
        page.locator("[name=defendant_domiciled_in_china]").select_option("true")
        page.locator("[name=arbitration_agreement]").select_option("false")
        page.locator("[name=place]").fill("广东省江门市蓬江区")
        page.locator("[name=amount]").fill("12,500")
        follow(page, page.locator("main form.card button[type=submit]"))
        advice = page.locator("section.next")
        expect(advice).to_contain_text("Pengjiang" if language == "en" else "蓬江区人民法院")
        expect(advice).to_contain_text("112.50 CNY")
        clean(page)


def test_the_claim_takes_the_court_over_from_the_advice(
    phone: Page, house: House, clean: Check
) -> None:
    """F6."""
    sign_in(phone, house, new_address(house), "/filing/?lang=en")
    phone.goto(begin_draft(phone) + "case/")
    clean(phone)
    follow(phone, phone.get_by_role("link", name="Answer these questions"))
    phone.locator("[name=dispute]").select_option("tort")
    phone.locator("[name=defendant_domiciled_in_china]").select_option("true")
    phone.locator("[name=arbitration_agreement]").select_option("false")
    phone.locator("[name=place]").fill("Xinhui, Jiangmen")
    phone.locator("[name=amount]").fill("5000")
    follow(phone, phone.get_by_role("button", name="Show the courts"))
    follow(phone, phone.get_by_role("link", name="Take Xinhui"))
    expect(phone.locator("[name=court]")).to_have_value("粤0705")
    clean(phone)
