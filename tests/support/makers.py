"""A court, people and a claim, for tests that need them."""

import itertools
from datetime import date
from typing import Any

from yunqiao.court.directory.models import Court, CourtLevel, Division
from yunqiao.court.filing.actions import Receipt, file_claim
from yunqiao.court.filing.claim import Claim
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.identity.accounts import ensure_person, open_account
from yunqiao.court.identity.models import Account, Post, StaffRole
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.states import UploadState

_numbers = itertools.count(1)


def a_court(code: str = "粤0703") -> Court:
    defaults = {"name_zh": "示例人民法院", "name_en": "Example Court", "level": CourtLevel.BASIC}
    return Court.objects.get_or_create(code=code, defaults=defaults)[0]


def an_account(address: str = "", language: str = "zh-hans") -> Account:
    """An account whose address is proved."""
    account = open_account(address or f"person{next(_numbers)}@abroad.example", language)
    ensure_person(account)
    return account


def an_invited(
    role: StaffRole, court: Court, address: str = "", division: Division | None = None
) -> Account:
    """An account with a post, to which nobody has signed in yet."""
    account = open_account(address or f"{role}{next(_numbers)}@court.example", "en")
    Post.objects.create(
        account=account, court=court, role=role, since=date(2020, 1, 1), division=division
    )
    return account


def a_member_of_staff(
    role: StaffRole, court: Court, address: str = "", division: Division | None = None
) -> Account:
    """An account with a post."""
    account = an_invited(role, court, address, division)
    ensure_person(account)
    return account


def a_clerk(court: Court) -> Account:
    return a_member_of_staff(StaffRole.FILING_CLERK, court)


def claim_data(**changes: Any) -> dict[str, Any]:
    return {
        "court": "粤0703",
        "cause": "民间借贷纠纷",
        "parties": [
            {
                "role": "claimant",
                "kind": "natural",
                "name": "甲（示例）",
                "country": "US",
                "is_filer": True,
            },
            {
                "role": "defendant",
                "kind": "organisation",
                "name": "乙公司（示例）",
                "country": "CN",
            },
        ],
        "requests": [{"text": "判令被告还款。", "amount": "100.50", "currency": "USD"}],
        "facts_and_reasons": "事实与理由。",
        "service_address": {"country": "US", "email": "party@abroad.example", "electronic": True},
        "signature": "甲（示例）",
        **changes,
    }


def a_claim(**changes: Any) -> Claim:
    return Claim.model_validate(claim_data(**changes))


def a_key(account: Account, key: str = "", content: object = None) -> RequestKey:
    return RequestKey.of(account.id, key or f"key-{next(_numbers)}", content)


def an_upload(account: Account, **changes: Any) -> Upload:
    """A file that was examined and found fit."""
    fields = {
        "sha256": "a" * 64,
        "size": 1,
        "media_type": "application/pdf",
        "name": "file.pdf",
        "created_at": now(),
        "state": UploadState.READY,
    }
    return Upload.objects.create(account=account, **{**fields, **changes})


def a_filing(account: Account | None = None, **changes: Any) -> Receipt:
    a_court()
    by = account or an_account()
    return file_claim(by=by, claim=a_claim(**changes), key=a_key(by))
