"""What the demonstration accounts have beside their cases: second factors, names, a number."""

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Final

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from yunqiao.court.identity import way_back
from yunqiao.court.identity.accounts import ensure_person, open_account_by_phone
from yunqiao.court.identity.factors import has_factor
from yunqiao.court.identity.models import Account, Script, StaffRole
from yunqiao.court.identity.names import add_name, names_of
from yunqiao.court.identity.records import Channel, WayBack
from yunqiao.court.identity.staff import courts_with

PHONE_PARTY: Final = "+14155550132"
NAMES: Final = ((Script.CHINESE, "示例当事人"), (Script.PASSPORT, "DEMO PARTY"))
LOST: Final = (
    "示例：手机丢失，可视频核验身份。Demonstration: the phone is lost; please call by video."
)


def give_ways_in(party: Account, staff: Iterable[Account]) -> None:
    """Fill what is not there yet; safe to run again."""
    _give_apps(staff)
    by_phone = open_account_by_phone(PHONE_PARTY)
    ensure_person(by_phone)
    for script, text in NAMES:
        if text not in {name.text for name in names_of(party)}:
            add_name(by=party, script=script, text=text)
    if not WayBack.objects.exists():
        way_back.ask(
            court_id=courts_with(StaffRole.FILING_CLERK)[0].id,
            lost=PHONE_PARTY,
            offered=(Channel.EMAIL, "new-phone@abroad.example"),
            name=NAMES[0][1],
            explanation=LOST,
        )


def secret_of(address: str) -> str:
    """The secret of a demonstration account's authenticator app: no secret at all."""
    digest = hashlib.sha1(f"Yunqiao demonstration {address}".encode(), usedforsecurity=False)
    return base64.b32encode(digest.digest()).decode()


def _give_apps(staff: Iterable[Account]) -> None:
    """An authenticator app for each, whose codes the sandbox shows (sandbox.authenticator)."""
    secrets = {}
    for account in staff:
        secrets[str(account)] = secret_of(str(account))
        if not has_factor(account):
            TOTP.activate(account, secrets[str(account)])
    file = settings.HOME / "demo" / "authenticators.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(secrets, indent=1), encoding="utf-8")
