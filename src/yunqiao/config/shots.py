"""Pictures of every page, phone and desktop, in each language, with an index: `./yunqiao shots`."""

import argparse
import html
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState, ViewportSize

CHROMIUM = "/usr/bin/chromium"
ZONE = "America/Los_Angeles"
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
SOON = 100  # milliseconds between two looks into the mail catcher
LANGUAGES = ("zh-hans", "zh-hant", "en")
SIZES: dict[str, "ViewportSize"] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to picture: what the index calls it, whose session opens it, and how to get there.

    From `path` the links that `clicks` select are followed; `then` is added to where they led.
    """

    name: str
    path: str
    account: str = ""
    clicks: tuple[str, ...] = ()
    then: str = ""


PARTY, CLERK = "party@abroad.example", "clerk@court.example"
AGENT, FINANCE = "lawyer@abroad.example", "finance@court.example"
AUDITOR, JUDGE = "auditor@court.example", "judge@court.example"
REFUSED, WRITING = "refused@abroad.example", "writing@abroad.example"
ADMINISTRATOR, COURT_CLERK = "administrator@court.example", "court-clerk@court.example"
FEE = (".matter:has(.matter__next strong) a", '#case-next a[href^="/fees/"]')
CASE, FIRST = (".matter a",), (".govuk-task-list a",)
DRAFT = (".govuk-task-list a:has-text('原告9')",)
"""The claim half written; a correction that was begun stands in the same list."""
ADVICE = (
    "/advice/court/?dispute=contract&arbitration_agreement=false&amount=125000"
    "&defendant_domiciled_in_china=true&place=广东省江门市蓬江区"
)
SHOTS = [
    Shot("home", "/"),
    Shot("sandboxes", "/sandbox/"),
    Shot("offline", "/offline/"),
    Shot("not-found", "/there-is-no-such-page/"),
    Shot("sign-in", "/sign-in/"),
    Shot("advice", "/advice/court/"),
    Shot("advice-given", ADVICE),
    Shot("api", "/api/"),
    Shot("sign-in-phone", "/sign-in/phone/"),
    Shot("sign-in-help", "/sign-in/help/"),
    Shot("sign-in-recovery-code", "/sign-in/recovery-code/"),
    Shot("sign-in-officer", "/sign-in/officer/"),
    *(
        Shot(f"account-{name}", f"/account/{path}", PARTY)
        for name, path in (
            ("page", ""),
            ("names", "names/"),
            ("e-mail", "e-mail/"),
            ("phone", "phone/"),
            ("preferences", "preferences/"),
            ("keys", "keys/"),
            ("sessions", "sessions/"),
            ("second-factor", "second-factor/"),
            ("app", "second-factor/app/"),
            ("passkey", "second-factor/passkey/"),
        )
    ),
    Shot("ways-back", "/ways-back/", CLERK),
    Shot("way-back", "/ways-back/", CLERK, (".rows a",)),
    Shot("matters", "/matters/", PARTY),
    Shot("case", "/matters/", PARTY, CASE),
    Shot("claim", "/matters/", PARTY, (*CASE, ".wants li:nth-child(1) a")),
    Shot("receipt", "/matters/", PARTY, (*CASE, ".wants li:nth-child(2) a")),
    Shot("filing", "/filing/", PARTY),
    Shot("draft", "/matters/", PARTY, DRAFT),
    Shot("check", "/matters/", PARTY, DRAFT, "check/"),
    Shot("claimants", "/matters/", PARTY, DRAFT, "claimants/"),
    Shot("claimant", "/matters/", PARTY, DRAFT, "claimants/1/"),
    Shot("request", "/matters/", PARTY, DRAFT, "requests/1/"),
    Shot("facts", "/matters/", PARTY, DRAFT, "facts/"),
    Shot("court", "/matters/", PARTY, DRAFT, "case/"),
    Shot("service-address", "/matters/", PARTY, DRAFT, "service_address/"),
    Shot("worklist", "/filing/worklist/", CLERK),
    Shot("examine", "/filing/worklist/", CLERK, ("[data-queue] a",)),
    *(
        Shot(f"examine-{kind}", "/filing/worklist/", CLERK, (f"[data-kind={kind}] a",))
        for kind in ("decide_correction_time", "return_papers", "rule_on_filing", "reach_party")
    ),
    Shot("reach", "/filing/worklist/", CLERK, ("[data-kind=reach_party] a", 'a[href$="/reach/"]')),
    Shot(
        "correct", "/matters/", PARTY, (".matter:has(.govuk-tag--orange) a", 'a[href$="/correct/"]')
    ),
    Shot("fees", "/matters/", PARTY, FEE),
    Shot("fees-relief", "/matters/", PARTY, (*FEE, 'a[href$="/relief/"]')),
    Shot("fees-worklist", "/fees/desk/", CLERK),
    *(
        Shot(f"fees-case-{kind}", "/fees/desk/", CLERK, (f"[data-kind={kind}] a",))
        for kind in ("enter_fee_facts", "decide_fee_relief", "fee_unpaid", "rule_on_withdrawal")
    ),
    Shot("fees-facts", "/fees/desk/", CLERK, ("[data-kind=enter_fee_facts] a",), "facts/"),
    Shot("fees-decide", "/fees/desk/", CLERK, ("[data-kind=decide_fee_relief] a",), "relief/"),
    Shot("fees-unpaid", "/fees/desk/", CLERK, ("[data-kind=fee_unpaid] a",), "unpaid/"),
    Shot(
        "fees-withdraw",
        "/matters/",
        PARTY,
        (*FEE, 'a[href^="/cases/"]', '.wants a[href$="/withdraw/"]'),
    ),
    Shot("fees-rule", "/fees/desk/", JUDGE, ("[data-kind=rule_on_withdrawal] a",), "withdrawal/"),
    Shot("fees-change", "/fees/desk/", CLERK, ("[data-kind=fee_unpaid] a",), "change/"),
    Shot("pay", "/matters/", PARTY, (".matter:has-text('原告63') a",), "fees/pay/"),
    *(
        Shot(
            f"pay-{name}",
            "/matters/",
            PARTY,
            (
                f".matter:has-text('原告{number}') a",
                "a[href^='/fees/']",
                'a[href*="/fees/pay/"]',
            ),
        )
        for name, number in (("declined", 63), ("transfer", 62))
    ),
    Shot("audit", "/audit/", AUDITOR),
    Shot("finance", "/finance/", FINANCE),
    Shot("finance-money", "/finance/", FINANCE, ('main a[href*="/parties/"]',)),
    Shot("finance-unbooked", "/finance/", FINANCE, ('main a[href*="/unbooked/"]',)),
    Shot("finance-rates", "/finance/rates/", FINANCE),
    Shot("finance-statement", "/finance/statements/", FINANCE),
    Shot("finance-days", "/finance/days/", FINANCE),
    Shot("finance-day", "/finance/days/", FINANCE, FIRST),
    *(
        Shot(f"finance-{kind}", f"/finance/reports/?kind={kind}", FINANCE)
        for kind in ("day_book", "receipts", "outstanding", "refunds_due", "trial_balance")
    ),
    Shot("agent-matters", "/matters/", AGENT),
    Shot("agent-case", "/matters/", AGENT, CASE),
    Shot("agents", "/matters/", AGENT, (*CASE, 'a[href$="/agents/"]')),
    Shot("name-agent", "/matters/", AGENT, (*CASE, 'a[href$="/agents/"]', 'a[href$="/new/"]')),
    Shot(
        "agent-paper",
        "/matters/",
        AGENT,
        (*CASE, 'a[href$="/agents/"]', 'a[href$="/new/"]', 'a[href*="/papers/"]'),
    ),
    Shot("file-for-whom", "/filing/", AGENT),
    Shot("identity-proved", "/identity/", PARTY),
    Shot("identity-correct", "/identity/", REFUSED),
    Shot("identity-paper", "/identity/", REFUSED, FIRST),
    Shot("identity-details", "/identity/", REFUSED, FIRST, "details/"),
    Shot("identity-who", "/identity/who/", WRITING),
    Shot("identity-statement", "/identity/", WRITING, (".govuk-task-list li:last-child a",)),
    Shot("identity-worklist", "/identity/worklist/", CLERK),
    Shot("identity-examine", "/identity/worklist/", CLERK, ("[data-queue] a",)),
    Shot("counter", "/filing/counter/", CLERK),
    Shot("counter-person", "/filing/counter/people/new/", CLERK),
    Shot("join", "/filing/join/", PARTY),
    Shot("trial", "/trial/", COURT_CLERK),
    Shot("trial-case", "/trial/", COURT_CLERK, ("[data-queue] a",)),
    Shot("trial-assign", "/trial/", COURT_CLERK, ("[data-queue] a", "main .actions a")),
    Shot("administration", "/administration/", ADMINISTRATOR),
    *(
        Shot(
            f"administration-{topic}", "/administration/", ADMINISTRATOR, (f'a[href$="/{topic}/"]',)
        )
        for topic in (
            "details",
            "counters",
            "divisions",
            "staff",
            "closures",
            "years",
            "numbering",
            "fees",
            "rules",
            "letters",
            "providers",
            "history",
        )
    ),
    Shot(
        "administration-closure",
        "/administration/",
        ADMINISTRATOR,
        ('a[href$="/closures/"]', "main .govuk-button"),
    ),
    Shot(
        "administration-year",
        "/administration/",
        ADMINISTRATOR,
        ('a[href$="/years/"]', ".govuk-task-list a"),
    ),
]
"""Every page; rooms with pages of their own add to this list."""


def main(argv: Sequence[str]) -> int:
    """Take the pictures from a running court and write `index.html` beside them."""
    asked = _parser().parse_args(argv)
    folder: Path = asked.to
    folder.mkdir(parents=True, exist_ok=True)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        print("shots needs Playwright: install requirements/dev.txt", file=sys.stderr)
        return 2
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            files = list(_pictures(browser, asked.origin, folder))
    except Error as problem:
        reason = problem.message.splitlines()[0]
        print(
            f"No pictures from {asked.origin}: {reason}. Is ./yunqiao up running?", file=sys.stderr
        )
        return 1
    (folder / "index.html").write_text(_index(files), encoding="utf-8")
    print(f"{len(files)} pictures in {folder / 'index.html'}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yunqiao shots", description=__doc__)
    parser.add_argument("--origin", default="http://localhost:8000", help="a running court")
    parser.add_argument("--to", type=Path, default=Path("shots"), help="the folder to fill")
    return parser


def _pictures(browser: "Browser", origin: str, folder: Path) -> Iterator[Path]:
    sessions = {
        account: _session(browser, origin, account)
        for account in sorted({shot.account for shot in SHOTS})
    }
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            for account, session in sessions.items():
                context = browser.new_context(
                    viewport=viewport,
                    device_scale_factor=2 if size == "phone" else 1,
                    timezone_id=ZONE,
                    service_workers="block",
                    reduced_motion="reduce",
                    storage_state=session,
                )
                context.add_cookies(
                    [
                        {"name": "language", "value": language, "url": origin},
                        {"name": "tz", "value": ZONE, "url": origin},
                    ]
                )
                page = context.new_page()
                for shot in (one for one in SHOTS if one.account == account):
                    file = folder / f"{shot.name}-{size}-{language}.png"
                    _go(page, origin, shot)
                    page.screenshot(path=file, full_page=True)
                    yield file
                context.close()


def _session(browser: "Browser", origin: str, account: str) -> "StorageState | None":
    """The session of a demonstration account, signed in by the code the mail catcher caught."""
    if not account:
        return None
    page = browser.new_page()
    known = len(_codes(page, origin, account))
    page.goto(origin + "/sign-in/")
    page.locator("input[name=email]").fill(account)
    page.locator("main form.card button[type=submit]").click()
    page.locator("input[name=code]").wait_for()
    while len(codes := _codes(page, origin, account)) == known:
        page.wait_for_timeout(SOON)
    _type(page, codes[0])
    while "/second-factor/" in page.url:
        _type(page, _app_code(page, origin, account))
    state = page.context.storage_state()
    page.context.close()
    return state


def _type(page: "Page", code: str) -> None:
    page.locator("input[name=code]").fill(code)
    with page.expect_navigation():
        page.locator("main form.card button[type=submit]").click()


def _app_code(page: "Page", origin: str, account: str) -> str:
    """What the demonstration's authenticator shows; where a code was used, the next one."""
    shown = page.request.get(f"{origin}/sandbox/mail/api/authenticator").json()
    if page.locator(".govuk-error-summary").count():
        page.wait_for_timeout(1000 * shown["seconds_left"])
        shown = page.request.get(f"{origin}/sandbox/mail/api/authenticator").json()
    return str(shown["codes"][account])


def _codes(page: "Page", origin: str, account: str) -> list[str]:
    """The codes sent to an account, newest first."""
    caught = page.request.get(f"{origin}/sandbox/mail/api/messages", params={"to": account}).json()
    subjects = [message["subject"] for message in caught["messages"]]
    return [found[0] for subject in subjects if (found := CODE.search(subject))]


def _go(page: "Page", origin: str, shot: Shot) -> None:
    page.goto(origin + shot.path)
    for selector in shot.clicks:
        address = page.locator(selector).first.get_attribute("href")
        page.goto(f"{origin}{address}")
    if shot.then:
        page.goto(page.url + shot.then)


def _index(files: Sequence[Path]) -> str:
    pictures = "\n".join(
        f'<figure><a href="{name}"><img src="{name}" alt="" height="480" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>"
        for name in (html.escape(file.name) for file in sorted(files))
    )
    return f"<!doctype html><meta charset=utf-8><title>Yunqiao, every page</title>\n{pictures}\n"
