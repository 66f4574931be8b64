"""Second factors and requests for a way back, for tests."""

import base64
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from yunqiao.court.directory.models import Court
from yunqiao.court.identity import way_back
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.records import Channel, WayBack
from yunqiao.sandbox.authenticator.codes import STEP, code_of

SECRET = base64.b32encode(b"a secret of twenty by").decode()


def an_app(account: Account, secret: str = SECRET) -> Authenticator:
    """An authenticator app of the account's."""
    app: Authenticator = TOTP.activate(account, secret).instance
    return app


def app_code(secret: str = SECRET, *, steps: int = 0) -> str:
    """The code the app shows now, or some half minutes later."""
    return code_of(secret, int(time.time()) // STEP + steps)


def a_way_back(
    court: Court, lost: str = "lost@abroad.example", offered: str = "new@abroad.example"
) -> WayBack:
    """A request of somebody who lost an address, with their new one proved."""
    return way_back.ask(
        court_id=court.id,
        lost=lost,
        offered=(Channel.EMAIL, offered),
        name="王（示例）",
        explanation="The phone is lost.",
    )
