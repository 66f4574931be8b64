"""Pictures of every page, phone and desktop, in each language, with an index: `./yunqiao shots`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from yunqiao.config.shot import Shot

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
        from playwright.async_api import Error

        from yunqiao.config.camera import take
    except ModuleNotFoundError:
        print("shots needs Playwright: install requirements/dev.txt", file=sys.stderr)
        return 2
    try:
        taken, missed = asyncio.run(take(asked.origin, folder, SHOTS))
    except Error as problem:
        reason = problem.message.splitlines()[0]
        print(
            f"No pictures from {asked.origin}: {reason}. Is ./yunqiao up running?", file=sys.stderr
        )
        return 1
    for one in missed:
        print(f"Not shown: {one}", file=sys.stderr)
    print(f"{taken} pictures; open {(folder / 'index.html').resolve()}")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yunqiao shots", description=__doc__)
    parser.add_argument("--origin", default="http://localhost:8000", help="a running court")
    parser.add_argument("--to", type=Path, default=Path("shots"), help="the folder to fill")
    return parser
