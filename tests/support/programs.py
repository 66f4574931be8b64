"""A program that files for an account, for tests."""

import json
from typing import Any
from uuid import uuid4

from django.test import Client

from support.makers import an_account
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import new_token


class Program:
    """It holds a token, and asks in English unless told otherwise."""

    def __init__(self, account: Account | None = None) -> None:
        self.account = account or an_account()
        self.token = new_token(self.account, "test")
        self.http = Client()

    def post(self, path: str, body: Any = None, key: str = "", **headers: str) -> Any:
        keyed = {"Idempotency-Key": key or str(uuid4()), **headers}
        return self.send("POST", path, body, **keyed)

    def patch(self, path: str, body: Any) -> Any:
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Any:
        return self.send("DELETE", path)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = body if isinstance(body, bytes | str) else json.dumps(body)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": "en",
            **headers,
        }
        return self.http.generic(
            method,
            f"/api/v1/{path}",
            "" if body is None else data,
            headers.pop("Content-Type", "application/json"),
            headers=headers,
        )
