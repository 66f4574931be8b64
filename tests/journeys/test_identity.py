"""F2: a party proves who they are on a phone, a clerk refuses one paper, it is sent again, decided."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys.house import House
from journeys.people import CLERK, new_address, save, sign_in
from support import files

Check = Callable[[Page], None]
PATIENCE = 60_000  # ms
ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
COURT = "Pengjiang District People's Court, Jiangmen"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "passport.jpg"
    path.write_bytes(files.a_picture())
    return path


def test_a_party_proves_who_they_are_corrects_one_paper_and_is_known(
    phone: Page, desktop: Page, clean: Check, house: House, photo: Path
) -> None:
    """F2"""
    address = new_address(house)
    sign_in(phone, house, address, "/identity/?lang=en")
    clean(phone)
    name = f"ANNA MARIA ERIKSSON {address.partition('.')[0]}".upper()
    say_who(phone, clean, name)
    give_paper(phone, clean, photo)
    record_statement(phone, clean)
    phone.get_by_role("link", name="Check and give to the court").click()
    expect(phone.get_by_text("Expired")).to_be_visible()
    clean(phone)
    phone.get_by_role("button", name="Give to the court").click()
    expect(phone.get_by_text("The court is checking")).to_be_visible()
    house.letter(address, "has your papers")

    sign_in(desktop, house, CLERK, "/identity/worklist/?lang=en")
    clean(desktop)
    refuse(desktop, clean, name)
    assert "The photo is cut off." in house.letter(address, "please correct something")

    phone.goto("/identity/")
    expect(phone.get_by_text("The photo is cut off.").first).to_be_visible()
    clean(phone)
    expect(phone.get_by_role("link", name="Recorded statement")).to_have_count(0)
    phone.get_by_role("link", name="Passport").click()
    send(phone, photo)
    phone.goto("/identity/")
    phone.get_by_role("link", name="Check and give to the court").click()
    desktop.goto("/identity/worklist/")
    expect(desktop.get_by_role("link", name=name)).to_have_count(0)
    phone.get_by_role("button", name="Give to the court").click()
    desktop.get_by_role("link", name=name).click()
    desktop.get_by_label("The identity is proved").check()
    desktop.get_by_label("Why you decide against a check").fill("Renewal seen by video.")
    desktop.get_by_role("button", name="Decide and tell the person").click()
    house.letter(address, "Your identity is proved")
    phone.goto("/identity/")
    expect(phone.get_by_text("The court knows who you are.")).to_be_visible()


def say_who(page: Page, clean: Check, name: str) -> None:
    """Begin, and say who one is."""
    page.get_by_role("button", name="Begin").click()
    clean(page)
    page.get_by_label("A citizen of another country").check()
    page.get_by_label("Country or region").select_option("US")
    page.get_by_label("Name, as it stands on the paper").fill(name)
    page.get_by_label("Which court do you turn to?").select_option(COURT)
    save(page)
    clean(page)


def give_paper(page: Page, clean: Check, photo: Path) -> None:
    """Send a photo of the passport, and fill in from its machine-readable lines."""
    page.get_by_role("link", name="A paper that says who you are").click()
    clean(page)
    send(page, photo)
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("radio", name="Passport").check()
    page.get_by_text("The paper has machine-readable lines").click()
    clean(page)
    page.get_by_label("Machine-readable lines").fill(ZONE)
    page.get_by_role("button", name="Fill in from the lines").click()
    expect(page.get_by_label("Number of the paper")).to_have_value("L898902C3")
    expect(page.get_by_label("Date of birth")).to_have_value("1974-08-12")
    page.get_by_label("I have compared this").check()
    save(page)


def record_statement(page: Page, clean: Check) -> None:
    """Read the words out to the browser's camera, and send the recording."""
    page.get_by_role("link", name="Recorded statement").click()
    expect(page.locator(".code")).to_have_text(re.compile(r"\d( \d){5}"))
    clean(page)
    page.get_by_role("button", name="Start the camera").click()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recording", exact=True)).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Send the recording").click()
    expect(page.get_by_text("Ready")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Continue").click()


def send(page: Page, photo: Path) -> None:
    """Choose a file, and see that it is found fit."""
    page.get_by_label("Choose files").set_input_files(photo)
    expect(page.get_by_text("Ready")).to_be_visible(timeout=PATIENCE)


def refuse(page: Page, clean: Check, name: str) -> None:
    """Look at everything, and name what is wrong with the passport."""
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text("Expired")).to_be_visible()
    expect(page.locator("video")).to_be_visible()
    clean(page)
    page.get_by_label("Not proved").check()
    page.get_by_label("What is wrong with: Passport").fill("The photo is cut off.")
    page.get_by_role("button", name="Decide and tell the person").click()
    expect(page.get_by_text("Decided. The person is told.")).to_be_visible()
