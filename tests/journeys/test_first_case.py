"""The first case: from the home page on a phone abroad to the case number and the letter."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from journeys.house import House
from journeys.people import (
    CLERK,
    begin_draft,
    follow,
    give_address,
    give_code,
    new_address,
    save,
    sign_in,
)
from support import files

Check = Callable[[Page], None]
NUMBER = re.compile(r"（20\d\d）粤0703民初\d+号")
WORDS = {
    "zh-hans": {
        "lang": "zh-Hans",
        "start": "开始立案申请",
        "arrived": "您的起诉状已收到",
        "waiting": "待审查",
        "court": "江门市蓬江区人民法院",
        "filed": "您的起诉状已收到：",
        "registered": "您的案件已登记立案：",
        "v": "诉",
    },
    "en": {
        "lang": "en",
        "start": "Start a filing",
        "arrived": "Your claim has arrived",
        "waiting": "Waiting for examination",
        "court": "Pengjiang District People's Court, Jiangmen",
        "filed": "Your claim has arrived:",
        "registered": "Your case is registered:",
        "v": "v",
    },
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_party_abroad_files_on_a_phone_and_the_clerk_registers_the_case(
    phone: Page, desktop: Page, house: House, clean: Check, language: str
) -> None:
    words, me = WORDS[language], new_address(house)
    phone.goto(f"/?lang={language}")
    clean(phone)
    follow(phone, phone.get_by_role("link", name=words["start"]))
    clean(phone)
    give_address(phone, me)
    clean(phone)
    give_code(phone, house.code(me))
    clean(phone)
    write_claim(phone, clean)
    receipt = sign_and_file(phone, clean, words)
    case = phone.url
    received = house.letter(me, words["filed"])
    assert receipt in received
    assert words["court"] in received

    number = accept(desktop, house, clean, receipt)
    assert number in house.letter(me, words["registered"])
    phone.goto(case)
    expect(phone.locator("#next-title")).to_contain_text(number)
    phone.goto("/matters/")
    clean(phone)
    expect(phone.get_by_role("listitem").filter(has_text=number)).to_be_visible()


def test_a_session_that_ran_out_at_the_button_loses_nothing(phone: Page, house: House) -> None:
    me = new_address(house)
    sign_in(phone, house, me, "/filing/?lang=en")
    draft = begin_draft(phone)
    phone.goto(f"{draft}facts/")
    phone.locator("[name=facts_and_reasons]").fill("We signed in March 2025. Łukasz 陈 🏠")
    expect(phone.locator("form[data-draft-state=saved]")).to_be_attached()
    phone.context.clear_cookies(name="sessionid")
    save(phone)
    expect(phone).to_have_url(re.compile("/sign-in/"))
    give_address(phone, me)
    give_code(phone, house.code(me, after=1))
    expect(phone).to_have_url(f"{draft}facts/")
    expect(phone.get_by_role("status")).to_contain_text("kept on this device")
    expect(phone.locator("[name=facts_and_reasons]")).to_have_value(
        "We signed in March 2025. Łukasz 陈 🏠"
    )
    save(phone)
    expect(phone).to_have_url(re.compile("/evidence/$"))


def test_two_browsers_on_one_draft_overwrite_nothing_unseen(
    phone: Page, desktop: Page, house: House
) -> None:
    me = new_address(house)
    sign_in(phone, house, me, "/filing/?lang=en")
    facts = f"{begin_draft(phone)}facts/"
    sign_in(desktop, house, me, f"{facts}?lang=en")
    phone.goto(facts)
    phone.locator("[name=facts_and_reasons]").fill("Told on the phone.")
    save(phone)
    expect(phone).to_have_url(re.compile("/evidence/$"))
    desktop.locator("[name=facts_and_reasons]").fill("Told at the desk.")
    save(desktop)
    expect(desktop.get_by_role("alert")).to_contain_text("changed in another window")
    expect(desktop.locator("[name=facts_and_reasons]")).to_have_value("Told at the desk.")
    save(desktop)
    expect(desktop).to_have_url(re.compile("/evidence/$"))
    phone.goto(facts)
    expect(phone.locator("[name=facts_and_reasons]")).to_have_value("Told at the desk.")


def test_a_section_is_filed_by_keyboard_alone(desktop: Page, house: House) -> None:
    sign_in(desktop, house, new_address(house), "/filing/?lang=en")
    desktop.goto(f"{begin_draft(desktop)}requests/1/")
    tab_to(desktop, "text")
    desktop.keyboard.type("The defendant shall pay back the price.")
    tab_to(desktop, "amount")
    desktop.keyboard.type("12500.00")
    tab_to(desktop, "currency")
    desktop.keyboard.type("USD")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    expect(desktop).to_have_url(re.compile("/requests/$"))
    expect(desktop.get_by_role("main")).to_contain_text("12,500.00 USD")


def test_the_clerk_walks_the_worklist_by_keyboard(desktop: Page, house: House) -> None:
    sign_in(desktop, house, CLERK, "/filing/worklist/?lang=en")
    links = desktop.locator("[data-queue] a")
    desktop.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    desktop.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    desktop.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    desktop.keyboard.press("?")
    expect(desktop.get_by_role("dialog")).to_contain_text("next filing")
    desktop.get_by_role("button", name="Turn shortcuts off").click()
    desktop.get_by_role("button", name="Close").click()
    expect(links.nth(0)).to_be_focused()
    desktop.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()


def test_pages_of_a_party_and_of_a_clerk_are_clean_in_traditional_chinese(
    phone: Page, new_context: Callable[..., BrowserContext], house: House, clean: Check
) -> None:
    sign_in(phone, house, "party@abroad.example", "/matters/?lang=zh-hant")
    clean(phone)
    expect(phone.locator("html")).to_have_attribute("lang", "zh-Hant")
    case = phone.locator(".matter a").first.get_attribute("href")
    assert case
    visit(phone, clean, [case, case.replace("/cases/", "/filing/claims/")])
    visit(phone, clean, [case.replace("/cases/", "/filing/receipts/"), "/filing/", "/sign-out/"])
    phone.goto("/filing/")
    draft = begin_draft(phone)
    clean(phone)
    parts = ("claimants/1/", "requests/1/", "facts/", "case/", "service_address/", "check/")
    visit(phone, clean, [draft + part for part in parts])
    clerk = new_context(viewport={"width": 390, "height": 844}).new_page()
    sign_in(clerk, house, CLERK, "/filing/worklist/?lang=zh-hant")
    clean(clerk)
    follow(clerk, clerk.locator("[data-queue] a").first)
    expect(clerk).to_have_url(re.compile(r"/worklist/[0-9a-f-]+/$"))
    clean(clerk)


def write_claim(page: Page, clean: Check) -> None:
    """From the page that starts a filing to the task list with every part done."""
    draft = begin_draft(page)
    clean(page)
    follow(page, page.locator(".govuk-task-list a").first)
    save(page)
    expect(page.get_by_role("alert")).to_be_visible()
    clean(page)
    answer(page, clean, name="王（示例）", other_name="WANG (DEMO)", phone="+1 626 555 0134")
    page.locator("[name=country]").select_option("US")
    save(page)
    go_on(page, clean)
    answer(page, clean, name="乙公司（示例）")
    page.locator("[name=kind]").nth(1).check()
    page.locator("[name=country]").select_option("CN")
    save(page)
    go_on(page, clean)
    answer(page, clean, text="判令被告返还购房款", amount="12500.00")
    save(page)
    go_on(page, clean)
    answer(page, clean, facts_and_reasons="2025年3月签订合同，付款后未交房。")
    save(page)
    contract: FilePayload = {
        "name": "合同.pdf",
        "mimeType": "application/pdf",
        "buffer": files.a_pdf(),
    }
    page.locator("#files").set_input_files(contract)
    expect(page.locator(".exhibit img")).to_be_visible()
    go_on(page, clean)
    answer(page, clean, cause="房屋买卖合同纠纷")
    page.locator("[name=court]").select_option("粤0703")
    save(page)
    page.locator("[name=electronic]").check()
    clean(page)
    save(page)
    expect(page).to_have_url(draft)


def sign_and_file(page: Page, clean: Check, words: dict[str, str]) -> str:
    """From the finished task list to the case page; the receipt number."""
    go_on(page, clean)
    page.locator("[name=signature]").fill("王（示例）")
    page.locator("[name=true]").check()
    draw(page)
    clean(page)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(words["arrived"])
    clean(page)
    receipt = page.locator(".panel__number").inner_text()
    go_on(page, clean)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"王（示例） {words['v']} 乙公司（示例）"
    )
    expect(page.get_by_role("main")).to_contain_text(words["waiting"])
    expect(page.get_by_role("main")).to_contain_text(words["court"])
    expect(page.get_by_role("main")).to_contain_text("签名.png")
    expect(page.locator("html")).to_have_attribute("lang", words["lang"])
    clean(page)
    return receipt


def draw(page: Page) -> None:
    """Draw a signature, clear it, and draw it again."""
    box, drawn = page.locator("[data-signature]"), page.locator("[name=drawn]")
    box.locator("summary").click()
    pad, clear = box.locator("canvas"), box.locator("button")
    for is_last in (False, True):
        expect(drawn).to_have_value("")
        pad.scroll_into_view_if_needed()
        place = pad.bounding_box()
        assert place
        page.mouse.move(place["x"] + 30, place["y"] + 30)
        page.mouse.down()
        page.mouse.move(place["x"] + 160, place["y"] + 90, steps=5)
        page.mouse.up()
        expect(drawn).to_have_value(re.compile(r"^M\d+ \d+(L\d+ \d+)+$"))
        if not is_last:
            clear.click()


def accept(page: Page, house: House, clean: Check, receipt: str) -> str:
    """The clerk finds the filing by its receipt number and accepts it; the case number."""
    sign_in(page, house, CLERK, "/filing/worklist/")
    clean(page)
    waiting = page.get_by_role("listitem").filter(has_text=receipt)
    follow(page, waiting.get_by_role("link"))
    clean(page)
    follow(page, page.locator("aside form button").first)
    banner = page.locator(".govuk-notification-banner--success")
    expect(banner).to_contain_text(NUMBER)
    clean(page)
    found = NUMBER.search(banner.inner_text())
    assert found
    return found[0]


def answer(page: Page, clean: Check, **values: str) -> None:
    """Fill the named fields of the page that is open, after looking at it."""
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    clean(page)


def go_on(page: Page, clean: Check) -> None:
    """Press the first thing that leads on."""
    before = page.url
    clean(page)
    follow(page, page.locator("main .actions a.govuk-button").first)
    expect(page).not_to_have_url(before)


def visit(page: Page, clean: Check, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        clean(page)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of that name has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"No field {name} on the way of the Tab key")
