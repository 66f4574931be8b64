"""Review and agents in a browser: a correction with a file and an answer, a claim filed by an agent."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, FilePayload, Page, ViewportSize, expect

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
from journeys.test_first_case import WORDS, answer, go_on, sign_and_file, write_claim
from support import files

Check = Callable[[Page], None]
PHONE: ViewportSize = {"width": 390, "height": 844}


def a_file(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": files.a_pdf()}


def test_a_party_answers_the_court_with_words_and_a_file_and_the_clerk_sees_both(
    phone: Page, desktop: Page, house: House, clean: Check
) -> None:
    """Proves F4: from the clerk's notice to the corrected claim, on a phone."""
    me = new_address(house)
    sign_in(phone, house, me, "/filing/?lang=en")
    write_claim(phone, clean)
    receipt = sign_and_file(phone, clean, WORDS["en"])
    case = phone.url
    sign_in(desktop, house, CLERK, "/filing/worklist/?lang=en")
    follow(desktop, desktop.get_by_role("listitem").filter(has_text=receipt).get_by_role("link"))
    examined = desktop.url
    follow(desktop, desktop.get_by_role("link", name="Ask for corrections"))
    clean(desktop)
    desktop.locator("[name=facts]").fill("On which day was the money paid?")
    desktop.locator("[name=evidence]").fill("The proof of payment is missing.")
    desktop.locator("[name=other]").fill("Did you sue elsewhere?")
    save(desktop)
    phone.goto(case)
    correct_everything(phone, clean)
    assert house.letter(me, "The court has your corrections")
    desktop.goto(examined)
    clean(desktop)
    expect(desktop.locator("ins").first).to_contain_text("2025年4月1日付款后未交房")
    expect(desktop.locator("del").first).to_contain_text("付款后未交房")
    expect(desktop.get_by_role("main")).to_contain_text("No other court has the case.")
    expect(desktop.get_by_role("main")).to_contain_text("付款凭证.pdf")
    phone.goto(case.replace("/cases/", "/filing/claims/") + "more-time/")
    expect(phone.get_by_role("main")).to_contain_text("no time to extend")


def correct_everything(phone: Page, clean: Check) -> None:
    """From the case page: change a part, answer in words, add a file, sign, hand in."""
    clean(phone)
    go_on(phone, clean)
    correct = phone.url
    expect(phone.get_by_role("heading", level=1)).to_have_text("Correct what the court asked for")
    follow(phone, phone.get_by_role("link", name="Correct this Facts and reasons"))
    answer(phone, clean, facts_and_reasons="2025年3月签订合同，2025年4月1日付款后未交房。")
    save(phone)
    phone.goto(correct)
    follow(phone, phone.get_by_role("link", name="Correct this Something else"))
    answer(phone, clean, answer="No other court has the case.")
    save(phone)
    follow(phone, phone.get_by_role("link", name="Add a file Evidence"))
    phone.locator("#files").set_input_files(a_file("付款凭证.pdf"))
    expect(phone.locator(".exhibit img")).to_be_visible()
    expect(phone.locator(".exhibit")).to_contain_text("Say which point it answers.")
    clean(phone)
    follow(phone, phone.get_by_role("link", name=re.compile("Say what it proves")))
    phone.locator("[name=answers]").select_option("evidence")
    clean(phone)
    save(phone)
    phone.goto(correct)
    clean(phone)
    expect(phone.get_by_role("main")).not_to_contain_text("Not answered yet")
    follow(phone, phone.get_by_role("link", name="Check, sign and hand in"))
    phone.locator("[name=signature]").fill("Somebody else")
    phone.locator("[name=true]").check()
    save(phone)
    expect(phone.get_by_role("main")).to_contain_text("none of the names known here: 王（示例）")
    expect(phone.locator("[name=anyway]")).not_to_be_checked()
    clean(phone)
    phone.locator("[name=signature]").fill("王（示例）")
    save(phone)
    expect(phone.locator(".govuk-notification-banner--success")).to_contain_text(
        "The court has your corrections"
    )


def test_an_agent_files_for_a_party_who_sees_it_and_revokes(
    phone: Page, new_context: Callable[..., BrowserContext], house: House, clean: Check
) -> None:
    """Proves F3 and W3 at 390 px: drafted by the agent, seen and ended by the party."""
    lawyer, client = new_address(house), new_address(house)
    sign_in(phone, house, lawyer, "/filing/?lang=en")
    phone.get_by_label("For somebody else, as their agent").check()
    clean(phone)
    write_as_agent(phone, clean, client)
    sign_and_file(phone, clean, WORDS["en"])
    case = phone.url
    expect(phone.get_by_role("main")).to_contain_text("You act here for 王（示例）.")
    phone.goto("/matters/")
    clean(phone)
    expect(phone.locator(".matter").first).to_contain_text("for 王（示例）")
    assert house.letter(client, "李律师（示例）")
    theirs = new_context(viewport=PHONE, service_workers="block").new_page()
    sign_in(theirs, house, client, f"{case}?lang=en")
    revoke(theirs, clean)
    gone = phone.goto(case)
    assert gone
    assert gone.status == 404


def test_the_papers_of_an_agent_named_later_are_sent_in_pieces(
    phone: Page, house: House, clean: Check
) -> None:
    """Proves F3 and W3 at 390 px."""
    sign_in(phone, house, "party@abroad.example", "/matters/?lang=en")
    follow(phone, phone.locator(".matter a").first)
    follow(phone, phone.get_by_role("link", name="see or change who acts for whom"))
    follow(phone, phone.get_by_role("link", name="Name an agent"))
    clean(phone)
    follow(phone, phone.get_by_role("link", name="Power of attorney"))
    clean(phone)
    phone.locator("#files").set_input_files(a_file("授权委托书.pdf"))
    expect(phone.locator(".exhibit")).to_contain_text("Ready")
    clean(phone)
    follow(phone, phone.get_by_role("link", name="Continue"))
    expect(phone.locator("#papers-task-1")).to_contain_text("1 file")
    clean(phone)


def write_as_agent(phone: Page, clean: Check, client: str) -> None:
    """From the page that starts a filing to the finished task list of an agent."""
    draft = begin_draft(phone)
    clean(phone)
    follow(phone, phone.get_by_role("link", name="You, the agent"))
    answer(phone, clean, name="李律师（示例）", office="示例律师事务所", signed_on="2026-01-05")
    phone.locator("[name=principal]").select_option("foreigner")
    phone.locator("[name=signed_in]").select_option("US")
    phone.locator("[name=powers]").nth(3).check()
    clean(phone)
    save(phone)
    expect(phone).to_have_url(f"{draft}papers/")
    expect(phone.get_by_role("main")).to_contain_text("Practice licence")
    phone.locator("#files").set_input_files(a_file("授权委托书.pdf"))
    expect(phone.locator(".exhibit img")).to_be_visible()
    go_on(phone, clean)
    answer(phone, clean, name="王（示例）", email=client)
    phone.locator("[name=country]").select_option("US")
    save(phone)
    go_on(phone, clean)
    answer(phone, clean, name="乙公司（示例）")
    phone.locator("[name=country]").select_option("CN")
    save(phone)
    go_on(phone, clean)
    answer(phone, clean, text="判令被告返还购房款", amount="12500.00")
    save(phone)
    go_on(phone, clean)
    answer(phone, clean, facts_and_reasons="2025年3月签订合同，付款后未交房。")
    save(phone)
    go_on(phone, clean)
    answer(phone, clean, cause="房屋买卖合同纠纷")
    phone.locator("[name=court]").select_option("粤0703")
    save(phone)
    phone.locator("[name=electronic]").check()
    save(phone)
    expect(phone).to_have_url(draft)


def revoke(theirs: Page, clean: Check) -> None:
    """The party looks at the case, revokes the authority and is offered to name another agent."""
    clean(theirs)
    expect(theirs.get_by_role("main")).to_contain_text("李律师（示例） (agent), for 王（示例）")
    follow(theirs, theirs.get_by_role("link", name="see or change who acts for whom"))
    clean(theirs)
    expect(theirs.get_by_role("main")).to_contain_text("settle")
    theirs.get_by_text("Revoke this authority").click()
    follow(theirs, theirs.get_by_role("button", name=re.compile("Revoke it")))
    expect(theirs.locator(".govuk-notification-banner--success")).to_be_visible()
    follow(theirs, theirs.get_by_role("link", name="Name an agent"))
    clean(theirs)


def test_a_session_that_ran_out_at_signing_keeps_the_name_and_goes_on(
    phone: Page, house: House, clean: Check
) -> None:
    """Proves F3: session expired at "submit": sign in again, the text is there, submit goes on."""
    me = new_address(house)
    sign_in(phone, house, me, "/filing/?lang=en")
    write_claim(phone, clean)
    go_on(phone, clean)
    phone.locator("[name=signature]").fill("王（示例）")
    phone.locator("[name=true]").check()
    expect(phone.locator("form[data-draft-state=saved]")).to_be_attached()
    phone.context.clear_cookies(name="sessionid")
    save(phone)
    expect(phone).to_have_url(re.compile("/sign-in/"))
    give_address(phone, me)
    give_code(phone, house.code(me, after=1))
    expect(phone).to_have_url(re.compile("/check/$"))
    expect(phone.locator("[name=signature]")).to_have_value("王（示例）")
    expect(phone.locator("[name=true]")).to_be_checked()
    save(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your claim has arrived")


def test_the_worklist_and_every_state_of_review_are_clean_on_a_phone(
    phone: Page, house: House, clean: Check
) -> None:
    """Proves F4 at 390 px: filters, pages, and what the demonstration brought into each state."""
    sign_in(phone, house, CLERK, "/filing/worklist/?lang=en")
    clean(phone)
    expect(phone.get_by_role("main")).to_contain_text("Time passed: registration is proposed")
    expect(phone.get_by_role("main")).to_contain_text("A notice did not reach the party")
    phone.get_by_label("Only overdue").check()
    follow(phone, phone.get_by_role("button", name="Filter"))
    clean(phone)
    follow(phone, phone.locator("[data-queue] a").first)
    expect(phone.get_by_role("main")).to_contain_text("The law proposes to register now")
    clean(phone)
    phone.goto("/filing/worklist/")
    for kind in ("Rule on the filing", "A notice did not reach the party", "Return the papers"):
        row = phone.get_by_role("listitem").filter(has_text=kind).first
        follow(phone, row.get_by_role("link"))
        clean(phone)
        phone.goto("/filing/worklist/")
    row = phone.get_by_role("listitem").filter(has_text="A notice did not reach the party").first
    follow(phone, row.get_by_role("link"))
    follow(phone, phone.get_by_role("link", name="Note how they were reached"))
    clean(phone)
    phone.get_by_label("By telephone").check()
    answer(phone, clean, note="Called the number in the claim.")
    save(phone)
    expect(phone.locator(".govuk-notification-banner--success")).to_contain_text("Noted")
