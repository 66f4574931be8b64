"""Fees in a browser: a party sees the sum and asks for relief on a phone, clerks decide and record."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from journeys.house import House
from journeys.people import CLERK, follow, save, sign_in
from support import files

Check = Callable[[Page], None]
PARTY, JUDGE = "party@abroad.example", "judge@court.example"
PAPER: FilePayload = {
    "name": "低保证明.pdf",
    "mimeType": "application/pdf",
    "buffer": files.a_pdf(),
}


def test_a_party_sees_the_fee_asks_for_relief_and_the_clerk_decides_and_records(
    phone: Page, desktop: Page, house: House, clean: Check
) -> None:
    """Proves P1: what it costs and why, relief with a paper, the decision, a change foreseen first."""
    sign_in(phone, house, PARTY, "/matters/?lang=en")
    unpaid = phone.locator(".matter").filter(has_text="原告45（示例）")
    expect(unpaid).to_contain_text("To pay: 11,800.00 CNY")
    follow(phone, unpaid.get_by_role("link"))
    follow(phone, phone.get_by_role("link", name="Pay, or see what it costs"))
    fees = phone.url
    main = phone.get_by_role("main")
    expect(main).to_contain_text("300,000 yuan × 1 % = 3,000.00 yuan")
    expect(main).to_contain_text("Last day")
    expect(main.locator(".clocks div")).to_have_count(2)
    clean(phone)
    ask_for_relief(phone, clean)
    expect(phone.get_by_role("main")).to_contain_text("Waits for the court")
    clean(phone)
    decide(desktop, house, fees, clean)
    phone.goto(fees)
    expect(phone.get_by_role("main")).to_contain_text("8,260.00 CNY")
    expect(phone.get_by_role("main")).to_contain_text("Half a year's income")
    record_a_withdrawal(desktop, clean)
    phone.goto(fees)
    expect(phone.get_by_role("main")).to_contain_text("4,130.00 CNY")
    clean(phone)


def test_a_judge_lets_one_of_two_claimants_leave(
    phone: Page, desktop: Page, house: House, clean: Check
) -> None:
    """Proves P1: the ruling, what the law proposes, and the case page that shows who is left."""
    sign_in(desktop, house, JUDGE, "/fees/desk/?lang=en")
    follow(desktop, desktop.locator("[data-kind=rule_on_withdrawal] a"))
    follow(desktop, desktop.locator('main a[href$="/withdrawal/"]'))
    main = desktop.get_by_role("main")
    expect(main).to_contain_text("the fee is not halved")
    clean(desktop)
    said = {
        "allowed": "alone",
        "unlawful_act": "no",
        "debate": "open",
        "joinder": "necessary",
        "gives_up_right": "no",
        "claim_falls": "no",
        "still_owe": "yes",
    }
    for name, value in said.items():
        desktop.locator(f"[name={name}][value={value}]").check()
    desktop.locator("[name=reason]").fill("They sue for different loans.")
    follow(desktop, desktop.get_by_role("button", name="Put it on the docket"))
    expect(main).to_contain_text("stays a claimant")
    clean(desktop)
    desktop.locator("[name=joinder][value=ordinary]").check()
    follow(desktop, desktop.get_by_role("button", name="Put it on the docket"))
    expect(main).to_contain_text("It is on the docket")
    sign_in(phone, house, PARTY, "/matters/?lang=en")
    follow(phone, phone.locator(".matter").filter(has_text="原告38（示例）").get_by_role("link"))
    expect(phone.get_by_role("main")).to_contain_text("withdrew; the suit goes on without them")
    clean(phone)


def ask_for_relief(phone: Page, clean: Check) -> None:
    """Grounds, words and a paper, added before the application is sent."""
    follow(phone, phone.get_by_role("link", name=re.compile("pay later, less or nothing")))
    clean(phone)
    phone.get_by_label("Pay less").check()
    phone.locator("[name=grounds][value^=natural_disaster]").check()
    phone.locator("[name=reasons]").fill("A flood took the harvest.")
    phone.locator("[name=file]").set_input_files(PAPER)
    follow(phone, phone.get_by_role("button", name="Add these files first"))
    expect(phone.locator("[name=reasons]")).to_have_value("A flood took the harvest.")
    expect(phone.get_by_role("main")).to_contain_text("低保证明.pdf")
    clean(phone)
    ready = phone.get_by_role("main").locator("li .govuk-tag--green")
    while not ready.count():  # the worker examines it; the page says so when it is read again
        follow(phone, phone.get_by_role("button", name="Add these files first"))
    follow(phone, phone.get_by_role("button", name="Send to the court"))


def decide(desktop: Page, house: House, fees: str, clean: Check) -> None:
    """From the worklist of fees to the decision."""
    sign_in(desktop, house, CLERK, "/fees/desk/?lang=en")
    clean(desktop)
    desktop.goto(fees.replace("/fees/", "/fees/desk/"))
    clean(desktop)
    follow(desktop, desktop.get_by_role("link", name="Decide on relief from the fee"))
    expect(desktop.get_by_role("main")).to_contain_text("低保证明.pdf")
    clean(desktop)
    desktop.get_by_label("Grant it").check()
    desktop.locator("[name=percent]").fill("30")
    desktop.locator("[name=reason]").fill("Half a year's income was lost.")
    save(desktop)
    expect(desktop.locator(".govuk-notification-banner--success")).to_be_visible()


def record_a_withdrawal(desktop: Page, clean: Check) -> None:
    """What it does is shown before it is recorded."""
    follow(desktop, desktop.get_by_role("link", name="Record what changes the fee"))
    clean(desktop)
    desktop.locator("[name=ground][value=withdrawal]").check()
    desktop.locator("[name=reason]").fill("Withdrawn with leave.")
    follow(desktop, desktop.get_by_role("button", name="See what it does"))
    expect(desktop.locator("#foreseen")).to_contain_text("from 8,260.00 CNY to 4,130.00 CNY")
    clean(desktop)
    follow(desktop, desktop.get_by_role("button", name=re.compile("Put it on the docket")))
    expect(desktop.locator(".govuk-notification-banner--success")).to_be_visible()
