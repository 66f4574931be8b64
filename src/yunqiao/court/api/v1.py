"""The public API, version 1."""

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.security import HttpBearer

from yunqiao.court.api.description import described
from yunqiao.court.api.law import router as law
from yunqiao.court.api.pace import Pace, count_stranger
from yunqiao.court.api.places import router as places
from yunqiao.court.api.problems import answer_problems
from yunqiao.court.fees.api import router as fees
from yunqiao.court.filing.api import router as filing
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import account_of
from yunqiao.law.from_json import named_once

PACE = Pace(settings.API_REQUESTS_PER_MINUTE)


class Token(HttpBearer):
    """A program's key, as `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """Tell whose key it is.

        Raises:
            TooFastError: the account, or the network of whoever has none, sent too many requests.
        """
        account = account_of(token)
        if account is None:
            count_stranger(request)
        else:
            PACE.count(account.id)
        return account


class JsonParser(Parser):
    """Takes JSON alone."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as plain data.

        Raises:
            HttpError: 415 for another type of body.
            ValueError: it is not JSON in UTF-8, or names a value twice.
        """
        if request.content_type != "application/json":
            raise HttpError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "")
        return json.loads(request.body.decode(), object_pairs_hook=named_once)


class CourtApi(NinjaAPI):
    """The API with a description that names every answer."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: short, and ours to keep."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **given: Any) -> Any:
        """OpenAPI, in the reader's language."""
        return described(super().get_openapi_schema(**given))


api = CourtApi(
    title="Yunqiao 云桥",
    version="1",
    description="File a claim with a Chinese court from abroad, and see how it stands.",
    auth=Token(),
    parser=JsonParser(),
    docs_url=None,
)
answer_problems(api)
for router in (filing, fees, places, law):
    api.add_router("", router)
