"""Fills a demonstration court: courts, accounts for every role, drafts, cases that wait and that run."""

from dataclasses import dataclass
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand

from yunqiao.config import demo_court, demo_fees, demo_identities, demo_payments, demo_review
from yunqiao.config.demo_review import People
from yunqiao.config.demonstration import PHONE_PARTY, give_ways_in
from yunqiao.court.casefile.entries import CASE_REGISTERED, CLAIM_FILED
from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.filing import actions, assigning, drafts
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.accounts import ensure_person, open_account
from yunqiao.court.identity.models import Account, IdentityProof, Post, StaffRole
from yunqiao.court.registration import actions as registration

COURTS: Final = (
    ("最高法", "最高人民法院", "Supreme People's Court", CourtLevel.SUPREME, None, False),
    (
        "粤",
        "广东省高级人民法院",
        "High People's Court of Guangdong",
        CourtLevel.HIGH,
        "最高法",
        False,
    ),
    (
        "粤07",
        "江门市中级人民法院",
        "Jiangmen Intermediate People's Court",
        CourtLevel.INTERMEDIATE,
        "粤",
        True,
    ),
    (
        "粤0703",
        "江门市蓬江区人民法院",
        "Pengjiang District People's Court, Jiangmen",
        CourtLevel.BASIC,
        "粤07",
        True,
    ),
    (
        "粤0705",
        "江门市新会区人民法院",
        "Xinhui District People's Court, Jiangmen",
        CourtLevel.BASIC,
        "粤07",
        True,
    ),
)
STAFF: Final = (
    ("clerk@court.example", StaffRole.FILING_CLERK, ("粤0703", "粤0705", "粤07")),
    ("clerk2@court.example", StaffRole.FILING_CLERK, ("粤0703",)),
    ("clerk@xinhui.example", StaffRole.FILING_CLERK, ("粤0705",)),
    ("judge@court.example", StaffRole.JUDGE, ("粤0703",)),
    ("court-clerk@court.example", StaffRole.COURT_CLERK, ("粤0703",)),
    ("judge2@court.example", StaffRole.JUDGE, ("粤0703",)),
    (demo_payments.FINANCE, StaffRole.FINANCE, ("粤0703", "粤07")),
    ("finance2@court.example", StaffRole.FINANCE, ("粤0703",)),
    ("administrator@court.example", StaffRole.ADMINISTRATOR, ("粤0703",)),
    ("administrator@jiangmen.example", StaffRole.ADMINISTRATOR, ("粤07",)),
    ("auditor@court.example", StaffRole.AUDITOR, ("粤0703",)),
)
PARTY: Final = "party@abroad.example"
AGENT: Final = "lawyer@abroad.example"
NOTE: Final = "示例数据，并非真实案件。Demonstration data, not a real case."


@dataclass(frozen=True, slots=True)
class Story:
    """One demonstration case: who is abroad where, and what it is about."""

    cause: str
    country: str
    request: str
    facts: str
    amount: int
    court: str = "粤0703"
    language: str = "zh-hans"


WAITING: Final = (
    Story(
        "房屋买卖合同纠纷",
        "US",
        "判令被告返还购房款。",
        "双方于2025年3月签订房屋买卖合同，原告付款后，被告未按约交付房屋。",
        125_000,
    ),
    Story(
        "Sale of goods 买卖合同纠纷",
        "AU",
        "The defendant shall pay for the goods delivered. 判令被告支付货款。",
        "The goods were delivered in May 2025; the price was never paid. 原告已于2025年5月交货，被告至今未付款。",
        48_600,
        language="en",
    ),
    Story(
        "继承纠纷",
        "CA",
        "判令原告继承案涉房屋二分之一的份额。",
        "被继承人于2024年去世，原、被告均为第一顺序继承人。",
        300_000,
        court="粤0705",
        language="zh-hant",
    ),
    Story(
        "民间借贷纠纷",
        "MY",
        "判令被告偿还借款本金。",
        "被告于2024年1月向原告借款，约定一年内归还，到期未还。",
        60_000,
    ),
)
"""Cases that wait for examination; the last one a clerk has taken."""
IN_REVIEW: Final = Story(
    "民间借贷纠纷",
    "US",
    "判令被告偿还借款本金。",
    "被告于2024年5月向原告借款，约定一年内归还，到期未还。",
    80_000,
)
"""The claim that `demo_review` brings into every state of review."""
RUNNING: Final = (
    Story(
        "离婚后财产纠纷",
        "FR",
        "判令分割离婚时未处理的存款。",
        "双方于2023年离婚，离婚协议未涉及案涉存款。",
        90_000,
    ),
    Story(
        "Loan 民间借贷纠纷",
        "GB",
        "The defendant shall pay back the loan. 判令被告偿还借款。",
        "Lent in 2024, due in 2025, not paid back. 2024年出借，2025年到期，至今未还。",
        20_000,
        language="en",
    ),
)
"""Registered cases."""
COSTS: Final = Story(
    "买卖合同纠纷",
    "SG",
    "判令被告支付货款。",
    "原告于2025年6月交货，被告至今未付款。",
    800_000,
)
"""The claim that `demo_fees` and `demo_payments` bring into every state of its fee."""
COUNTER: Final = Story(
    "赡养费纠纷",
    "US",
    "判令被告每月支付赡养费。",
    "原告年老，在国外生活多年，回国后到本院立案窗口口述起诉。",
    2_000,
)
"""A claim that a clerk took down at the counter."""


class Command(BaseCommand):
    """`manage demo`: safe to run again; everything says that it is demonstration data."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Fill what is not there yet."""
        courts = _courts()
        clerk = _staff(courts)
        _set_up(courts["粤0703"])
        party = _account(PARTY)
        give_ways_in(party, [Account.objects.get(email=address) for address, _role, _at in STAFF])
        if not Case.objects.exists():
            _cases(party, clerk)
            people = People(party, _account(AGENT), clerk)
            demo_review.fill(people, lambda number: _content(number, IN_REVIEW))
            demo_payments.fill(people, lambda number: _content(number, COSTS))
            demo_fees.fill(people, lambda number: _content(number, COSTS))
        if not ClaimDraft.objects.filter(account=party, corrects=None, filed_as=None).exists():
            _draft(party)
        if not IdentityProof.objects.exists():
            accounts = [_account(person.address) for person in demo_identities.PEOPLE]
            demo_identities.fill(accounts, courts["粤0703"], clerk)
        self.stdout.write(
            "Demonstration accounts (sign in by code; codes appear in the mail catcher,"
            " those of the staff's apps in its authenticator):"
        )
        self.stdout.write(f"  a party abroad   {PARTY}, or by phone {PHONE_PARTY}")
        self.stdout.write(f"  an agent         {AGENT}")
        for person in demo_identities.PEOPLE[1:]:
            self.stdout.write(f"  identity {person.reaches:<7} {person.address}")
        for address, role, at in STAFF:
            self.stdout.write(f"  {StaffRole(role).label:<16} {address} ({'、'.join(at)})")


def _courts() -> dict[str, Court]:
    known: dict[str, Court] = {}
    for code, zh, en, level, parent, takes_filings in COURTS:
        known[code], _ = Court.objects.get_or_create(
            code=code,
            defaults={
                "name_zh": zh,
                "name_en": en,
                "level": level,
                "parent": known.get(parent or ""),
                "takes_filings": takes_filings,
            },
        )
    return known


def _staff(courts: dict[str, Court]) -> Account:
    """Give every role its posts; the first filing clerk."""
    for address, role, at in STAFF:
        account = _account(address)
        for code in at:
            Post.objects.get_or_create(
                account=account,
                court=courts[code],
                role=role,
                defaults={"since": court_date(now())},
            )
    return Account.objects.get(email=STAFF[0][0])


def _set_up(court: Court) -> None:
    """What the court's administrator has set, and which division its judges are in."""
    administrator = Account.objects.get(email="administrator@court.example")
    divisions = {one.name_zh: one for one in demo_court.set_up(court, administrator)}
    for address, name in (("judge@", "民事审判第一庭"), ("judge2@", "涉外商事审判庭")):
        post = Post.objects.select_related("court").get(account__email=f"{address}court.example")
        demo_court.put_into_division(post, divisions[name], administrator)


def _account(address: str) -> Account:
    account = open_account(address)
    EmailAddress.objects.filter(user=account).update(verified=True)
    ensure_person(account)
    return account


def _cases(party: Account, clerk: Account) -> None:
    for number, story in enumerate((*RUNNING, *WAITING), start=1):
        key = RequestKey.of(party.id, f"demo.{number}", number)
        filed = actions.file_claim(by=party, claim=_claim(number, story), key=key)
        case = Case.objects.get(id=filed.case)
        actions.open_examination(entry=DocketEntry.objects.get(stream_id=case.id, kind=CLAIM_FILED))
        if story in RUNNING:
            key = RequestKey.of(clerk.id, f"demo.accept.{number}", number)
            actions.accept_filing(by=clerk, case_id=case.id, key=key)
            registered = DocketEntry.objects.get(stream_id=case.id, kind=CASE_REGISTERED)
            registration.take_over(entry=registered)
        elif story is WAITING[-1]:
            assigning.take(by=clerk, case_id=case.id)
    counter_case = demo_court.file_at_counter(clerk, _claim(8, COUNTER, email=""))
    filed_there = DocketEntry.objects.get(stream_id=counter_case, kind=CLAIM_FILED)
    actions.open_examination(entry=filed_there)


def _draft(party: Account) -> None:
    """A claim half written."""
    claim = _claim(9, WAITING[0]).model_dump(mode="json")
    draft = drafts.start(by=party, language="zh-hans")
    drafts.save(draft=draft, section="claimants", content=claim["parties"][:1])
    drafts.save(draft=draft, section="defendants", content=claim["parties"][1:])


def _content(number: int, story: Story) -> dict[str, Any]:
    return _claim(number, story).model_dump(mode="json")


def _claim(number: int, story: Story, email: str = PARTY) -> Claim:
    return Claim.model_validate(
        {
            "court": story.court,
            "cause": story.cause,
            "parties": [
                {
                    "role": "claimant",
                    "kind": "natural",
                    "name": f"原告{number}（示例）",
                    "other_name": f"CLAIMANT {number} (DEMO)",
                    "country": story.country,
                    "email": email,
                    "is_filer": True,
                },
                {
                    "role": "defendant",
                    "kind": "organisation",
                    "name": f"被告{number}公司（示例）",
                    "other_name": f"DEFENDANT COMPANY {number} (DEMO)",
                    "representative": f"法定代表人{number}（示例）",
                    "country": "CN",
                    "address": "广东省江门市（示例地址）",
                },
            ],
            "requests": [{"text": story.request, "amount": story.amount, "currency": "CNY"}],
            "facts_and_reasons": f"{story.facts}\n\n{NOTE}",
            "service_address": {
                "country": story.country,
                "address": "示例街1号 1 Example Street",
                "email": email,
                "electronic": bool(email),
            },
            "signature": f"原告{number}（示例）",
            "language": story.language,
        }
    )
