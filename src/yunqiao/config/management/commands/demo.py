"""Fills a demonstration court: courts, an account for every role, cases in every state."""

from typing import Any, Final

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand

from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.filing import actions
from yunqiao.court.filing.claim import Claim
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.identity.accounts import ensure_person, open_account
from yunqiao.court.identity.models import Account, Post, StaffRole

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
    ("clerk@court.example", StaffRole.FILING_CLERK),
    ("clerk2@court.example", StaffRole.FILING_CLERK),
    ("judge@court.example", StaffRole.JUDGE),
    ("court-clerk@court.example", StaffRole.COURT_CLERK),
    ("administrator@court.example", StaffRole.ADMINISTRATOR),
    ("auditor@court.example", StaffRole.AUDITOR),
)
PARTY: Final = "party@abroad.example"
WAITING, REGISTERED = 3, 2


class Command(BaseCommand):
    """`manage demo`: safe to run again; everything says that it is demonstration data."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Fill what is not there yet."""
        courts = _courts()
        clerk = _staff(courts["粤0703"])
        party = _account(PARTY)
        _cases(party, clerk)
        self.stdout.write(
            "Demonstration accounts (sign in by code; codes appear in the mail catcher):"
        )
        self.stdout.write(f"  a party abroad   {PARTY}")
        for address, role in STAFF:
            self.stdout.write(f"  {StaffRole(role).label:<16} {address}")


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


def _staff(court: Court) -> Account:
    for address, role in STAFF:
        Post.objects.get_or_create(
            account=_account(address), court=court, role=role, defaults={"since": court_date(now())}
        )
    return Account.objects.get(email=STAFF[0][0])


def _account(address: str) -> Account:
    account = open_account(address)
    EmailAddress.objects.filter(user=account).update(verified=True)
    ensure_person(account)
    return account


def _cases(party: Account, clerk: Account) -> None:
    if Case.objects.exists():
        return
    for number in range(1, WAITING + REGISTERED + 1):
        claim = _claim(number)
        key = RequestKey.of(party.id, f"demo.{number}", number)
        filed = actions.file_claim(by=party, claim=claim, key=key)
        if number > WAITING:
            case = Case.objects.get(id=filed.case)
            key = RequestKey.of(clerk.id, f"demo.accept.{number}", number)
            actions.accept_filing(by=clerk, case_id=case.id, key=key)


def _claim(number: int) -> Claim:
    return Claim.model_validate(
        {
            "court": "粤0703",
            "cause": (
                "房屋买卖合同纠纷",
                "民间借贷纠纷",
                "继承纠纷",
                "买卖合同纠纷",
                "离婚后财产纠纷",
            )[number % 5],
            "parties": [
                {
                    "role": "claimant",
                    "kind": "natural",
                    "name": f"原告{number}（示例）",
                    "other_name": f"CLAIMANT {number} (DEMO)",
                    "country": ("US", "AU", "CA", "MY", "FR")[number % 5],
                    "email": PARTY,
                    "is_filer": True,
                },
                {
                    "role": "defendant",
                    "kind": "organisation",
                    "name": f"被告{number}公司（示例）",
                    "country": "CN",
                    "address": "广东省江门市（示例地址）",
                },
            ],
            "requests": [
                {
                    "text": "判令被告返还购房款。",
                    "amount": f"{number * 12500}.00",
                    "currency": "CNY",
                }
            ],
            "facts_and_reasons": "示例数据。原、被告于2025年签订合同，被告未依约履行。",
            "service_address": {"country": "US", "email": PARTY, "electronic": True},
            "signature": f"原告{number}（示例）",
        }
    )
