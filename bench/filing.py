"""A claim to file over the API, by an account with a token, again and again."""

import uuid
from http import HTTPStatus
from typing import Any, Final

from bench import flood

FILINGS: Final = "/api/v1/filings"
ADDRESS: Final = "bench@abroad.example"


def new_token_at_a_court() -> str:
    """A court, and the token of an account."""
    from yunqiao.court.directory.models import Court, CourtLevel
    from yunqiao.court.identity.accounts import ensure_person, open_account
    from yunqiao.court.identity.tokens import new_token

    Court.objects.create(code="测", name_zh="测", name_en="Test", level=CourtLevel.BASIC)
    account = open_account(ADDRESS)
    ensure_person(account)
    return new_token(account, "bench")


def claim_of(token: str) -> dict[str, Any]:
    """A claim with three examined documents."""
    party = {"country": "US", "kind": "natural"}
    return {
        "court": "测",
        "cause": "民间借贷纠纷",
        "parties": [
            {"role": "claimant", "name": "甲（示例）", "is_filer": True, **party},
            {"role": "defendant", "name": "乙（示例）", **party},
        ],
        "requests": [{"text": "判令被告还款。", "amount": "100.50", "currency": "USD"}],
        "facts_and_reasons": "事实与理由。" * 40,
        "service_address": {"country": "US", "email": ADDRESS, "electronic": True},
        "documents": [
            {"upload": _upload(token, f"f{n}.txt"), "title": f"证据{n}", "proves": "借款事实"}
            for n in range(3)
        ],
        "signature": "甲（示例）",
    }


def _upload(token: str, name: str) -> str:
    """A file that has arrived and that the worker has examined."""
    from yunqiao.court.papers.examination import examine_upload

    there = f"/api/v1/uploads?name={name}"
    upload = str(post(token, there, uuid.uuid4().hex.encode(), "application/octet-stream")["id"])
    examine_upload(upload_id=uuid.UUID(upload), give_up=True)
    return upload


def post(token: str, path: str, body: bytes, kind: str) -> Any:
    """Post in this process; what was answered."""
    from django.test import Client

    answer = Client().post(
        path,
        body,
        kind,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex},
    )
    assert answer.status_code == HTTPStatus.CREATED, answer.content
    return answer.json()


def request_of(token: str, claim: bytes) -> bytes:
    """The bytes of a request that files the claim, with the place for its key."""
    head = (
        f"POST {FILINGS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(claim)}\r\nIdempotency-Key: "
    )
    return head.encode() + flood.KEY + b"\r\n\r\n" + claim
