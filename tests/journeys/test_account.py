"""F1 in a real browser: sign up by phone number, second factors, the account page, the way back."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from journeys.house import House
from journeys.people import new_address, sign_in, type_code
from support.ways_in import app_code

Check = Callable[[Page], None]
JUDGE = "judge@court.example"
_numbers = count(1)


def new_number() -> str:
    """A mobile number nobody has used in this court."""
    return f"+4479111234{next(_numbers):02}"


def with_passkeys(page: Page) -> None:
    """Give the device an authenticator that says yes at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_up_by_phone(page: Page, house: House, number: str, language: str = "en") -> None:
    page.goto(f"/sign-in/phone/?lang={language}")
    page.locator("input[name=phone]").fill(number)
    page.locator("main form.card button[type=submit]").click()
    expect(page.locator("input[name=code]")).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_person_abroad_signs_up_with_a_mobile_number_alone(
    phone: Page, house: House, clean: Check, language: str
) -> None:
    number = new_number()
    phone.goto(f"/sign-in/phone/?lang={language}")
    clean(phone)
    expect(phone.locator("select[name=country]")).to_have_value("US")  # the device's clock
    sign_up_by_phone(phone, house, number, language)
    clean(phone)
    type_code(phone, house.text_code(number))
    expect(phone).to_have_url(re.compile("/matters/$"))
    phone.goto("/account/")
    expect(phone.locator("#ways-title + ul")).to_contain_text("+44 7911 1234")
    clean(phone)


def test_what_became_of_the_text_shows_without_loading_the_page_again(
    phone: Page, house: House
) -> None:
    sign_up_by_phone(phone, house, new_number())
    expect(phone.locator("form [role=status]")).to_contain_text(
        "arrived on your phone", timeout=15_000
    )


def test_staff_sign_in_with_their_app_and_then_with_a_passkey_alone(
    desktop: Page, house: House, clean: Check
) -> None:
    with_passkeys(desktop)
    sign_in(desktop, house, JUDGE, "/matters/?lang=en")
    desktop.goto("/account/second-factor/passkey/")
    clean(desktop)
    desktop.get_by_role("button", name="Make the passkey").click()
    expect(desktop).to_have_url(re.compile("/second-factor/"))
    expect(desktop.get_by_role("status")).to_contain_text("Your second factor is set up")
    sign_out(desktop)
    desktop.goto("/sign-in/")
    desktop.get_by_role("button", name="Sign in with a passkey").click()
    expect(desktop).to_have_url(re.compile("/trial/$"))
    desktop.goto("/account/")
    expect(desktop.locator("#ways-title + ul")).to_contain_text("Passkey 1")


def test_a_passkey_serves_as_the_second_factor_after_the_code(desktop: Page, house: House) -> None:
    me = new_address(house)
    with_passkeys(desktop)
    sign_in(desktop, house, me, "/account/second-factor/passkey/?lang=en")
    desktop.get_by_role("button", name="Make the passkey").click()
    expect(desktop.locator(".codes li")).to_have_count(10)
    sign_out(desktop)
    known = len(house.subjects(me))
    desktop.goto("/sign-in/")
    desktop.locator("input[name=email]").fill(me)
    desktop.locator("main form.card button[type=submit]").click()
    type_code(desktop, house.code(me, after=known))
    desktop.get_by_role("button", name="Use your passkey").click()
    expect(desktop).to_have_url(re.compile("/matters/$"))


def test_an_app_is_set_up_on_a_phone_from_its_square_or_its_letters(
    phone: Page, house: House, clean: Check
) -> None:
    sign_in(phone, house, new_address(house), "/account/second-factor/?lang=en")
    clean(phone)
    phone.get_by_role("link", name="Set up an app").click()
    clean(phone)
    expect(phone.locator("svg.qr")).to_be_visible()
    secret = phone.locator("code.secret").inner_text().replace(" ", "")
    type_code(phone, app_code(secret))
    expect(phone.locator(".codes li")).to_have_count(10)
    clean(phone)
    phone.get_by_role("link", name="I have kept them").click()
    expect(phone.locator("main")).to_contain_text("Authenticator app")


def test_names_keys_and_sessions_on_the_account_page(
    phone: Page, house: House, clean: Check
) -> None:
    sign_in(phone, house, new_address(house), "/account/names/?lang=en")
    phone.get_by_label("Name", exact=True).fill("王（示例）")
    phone.get_by_label("Chinese name").check()
    phone.get_by_role("button", name="Add the name").click()
    expect(phone.locator("#names-title + ul")).to_contain_text("王（示例）")
    clean(phone)
    phone.goto("/account/keys/")
    phone.get_by_label("What is it for?").fill("My program")
    phone.get_by_label("90 days").check()
    phone.get_by_role("button", name="Make a key").click()
    key = phone.locator("[data-token]").inner_text()
    clean(phone)
    asked = phone.request.get("/api/v1/filings", headers={"Authorization": f"Bearer {key}"})
    assert asked.status == 200
    for path in ("sessions", "preferences", "e-mail", "phone"):
        phone.goto(f"/account/{path}/")
        clean(phone)


def test_somebody_who_lost_everything_asks_an_officer(
    phone: Page, house: House, clean: Check
) -> None:
    new = new_address(house)
    phone.goto("/sign-in/help/?lang=en")
    clean(phone)
    phone.get_by_role("link", name="Ask an officer").click()
    clean(phone)
    phone.locator("input[name=lost]").fill(new_number())
    phone.locator("input[name=offered]").fill(new)
    phone.locator("input[name=name]").fill("王（示例）")
    phone.locator("select[name=court]").select_option(index=1)
    phone.locator("textarea[name=explanation]").fill("The phone is lost. 手机丢失。")
    phone.locator("main form.card button[type=submit]").click()
    expect(phone.locator("input[name=code]")).to_be_visible()
    type_code(phone, house.code(new))
    expect(phone.locator("main")).to_contain_text("Your request is with the court")
    clean(phone)


def sign_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.locator("main form.card button[type=submit]").click()
    expect(page).to_have_url(re.compile("/$"))
