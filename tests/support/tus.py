"""A tus client for tests, in the browser's place: session, CSRF token and all."""

import base64
import hashlib
from typing import Any
from uuid import UUID

from django.test import Client

from yunqiao.court.filing import drafts
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.identity.models import Account

VERSION = {"Tus-Resumable": "1.0.0"}
BODY = "application/offset+octet-stream"


class TusClient:
    """Uploads of one account into one draft, or through another door."""

    def __init__(self, account: Account, door: str = "/filing/uploads/") -> None:
        self.account, self.door = account, door
        self.http = Client()
        self.http.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
        self.http.cookies["language"] = "en"
        self.draft: ClaimDraft = drafts.start(by=account, language="en")

    def create(self, size: int, name: str = "合同.pdf", **metadata: str) -> Any:
        given = {"filename": name, "filetype": "", "envelope": str(self.draft.id), **metadata}
        encoded = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in given.items()
        )
        headers = {**VERSION, "Upload-Length": str(size), "Upload-Metadata": encoded}
        return self.http.post(self.door, headers=headers)

    def announce(self, size: int, name: str = "合同.pdf", **metadata: str) -> str:
        answer = self.create(size, name, **metadata)
        assert answer.status_code == 201, answer.content
        return str(answer["Location"])

    def patch(self, place: str, offset: int, content: bytes, **headers: str) -> Any:
        sent = {**VERSION, "Upload-Offset": str(offset), **headers}
        return self.http.patch(place, content, BODY, headers=sent)

    def send(self, content: bytes, name: str = "合同.pdf", **metadata: str) -> UUID:
        """A whole file in one piece; its upload's id."""
        place = self.announce(len(content), name, **metadata)
        assert self.patch(place, 0, content).status_code == 204
        return UUID(place.rstrip("/").rpartition("/")[2])

    def offset(self, place: str) -> int:
        answer = self.http.head(place, headers=VERSION)
        assert answer.status_code == 200
        return int(answer["Upload-Offset"])


def sha1(content: bytes) -> str:
    """The header's value for a checksum."""
    return f"sha1 {base64.b64encode(hashlib.sha1(content).digest()).decode()}"
