"""The public API, version 1."""

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import HttpBearer

from yunqiao.court.api.law import router as law
from yunqiao.court.api.problems import answer_problems
from yunqiao.court.filing.api import router as filing
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import account_of


class Token(HttpBearer):
    """A program's key, as `Authorization: Bearer …`."""

    def authenticate(self, _request: HttpRequest, token: str) -> Account | None:
        """Tell whose key it is."""
        return account_of(token)


api = NinjaAPI(
    title="Yunqiao 云桥",
    version="1",
    description="File a claim with a Chinese court from abroad, and see how it stands.",
    auth=Token(),
    docs_url=None,
)
answer_problems(api)
api.add_router("", filing)
api.add_router("", law)
