"""The API keeps its own description, whatever is sent to it."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from support.makers import a_court, a_filing, an_account, an_upload
from yunqiao.court.api import pace, v1
from yunqiao.court.api.pace import Pace
from yunqiao.court.casefile.models import Document
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import new_token
from yunqiao.gateways.storage.folder import FolderStorage

PROGRAM = Path(sys.executable).with_name("schemathesis")
EXAMPLES = 8
CONFIGURED = """
generation.max-examples = {examples}

[parameters]
case = "{case}"
document = "{document}"
upload = "{upload}"

[checks.positive_data_acceptance]
expected-statuses = ["2xx", 401, 403, 404, 409, 413, 422]
"""
"""Drafts the run makes itself. What fits the schema can still be refused for what it says, or for how the matter stands."""
pytestmark = pytest.mark.django_db(transaction=True)


def test_every_answer_is_one_the_description_names(
    live_server: LiveServer,
    storage: FolderStorage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """X3: schemathesis sends good and bad requests to every operation of the running API."""
    monkeypatch.setattr(v1, "PACE", Pace(1_000_000))
    monkeypatch.setattr(pace, "OPEN_PACE", Pace(1_000_000))
    account = an_account()
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(_configured(account, storage))
    run = subprocess.run(
        [
            str(PROGRAM),
            "--config-file",
            str(configuration),
            "run",
            f"{live_server.url}/api/v1/openapi.json",
            "--header",
            f"Authorization: Bearer {new_token(account, 'schemathesis')}",
            "--continue-on-failure",
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr


def _configured(account: Account, storage: FolderStorage) -> str:
    """Things that are there, so that requests reach further than 404."""
    a_court()
    sha256, size = storage.keep([b"text"])
    upload = an_upload(account, sha256=sha256, size=size)
    filing = a_filing(account, documents=[{"upload": str(upload.id)}])
    return CONFIGURED.format(
        examples=EXAMPLES,
        case=filing.case,
        document=Document.objects.get().id,
        upload=upload.id,
    )
