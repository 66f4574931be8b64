"""The commands of docs/how-to/file-through-the-api.md run as they are written."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from running import ROOT
from support.makers import a_court, an_account
from support.workers import work
from yunqiao.court.casefile.models import Case

PAGE = ROOT / "docs" / "how-to" / "file-through-the-api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LOOK_AGAIN = 0.5  # seconds
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("storage", "scanner"),
]


def test_the_commands_of_the_how_to_file_two_claims(
    live_server: LiveServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """X3: a reader who follows the page ends with receipts."""
    text = PAGE.read_text("utf-8")
    assert "./yunqiao manage token party@abroad.example" in text
    a_court()
    an_account("party@abroad.example")
    call_command("token", "party@abroad.example")
    token = capsys.readouterr().out.split()[-1]
    said = _run("\n".join(BLOCK.findall(text)), live_server.url, token, tmp_path)
    assert sorted(Case.objects.values_list("stage", flat=True)) == ["filed", "withdrawn"]
    assert (tmp_path / "document").read_text("utf-8").startswith("借条")
    assert '"complete": true' in said.replace('":true', '": true')


def _run(script: str, origin: str, token: str, folder: Path) -> str:
    """Run the commands while a worker works; what they printed."""
    with (folder / "said").open("w+") as said:
        process = subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=folder,
            env={**os.environ, "YUNQIAO": origin, "TOKEN": token},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        while process.poll() is None:
            work()
            try:
                process.wait(LOOK_AGAIN)
            except subprocess.TimeoutExpired:
                continue
        said.seek(0)
        printed = said.read()
    assert process.returncode == 0, printed
    return printed
