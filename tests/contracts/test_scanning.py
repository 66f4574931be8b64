"""What every virus scanner does, the fake and a daemon that speaks clamd's protocol alike."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from running import PATIENCE, ROOT
from yunqiao.gateways.scanning.absent import NoScanner
from yunqiao.gateways.scanning.clamd import ClamdScanner
from yunqiao.gateways.scanning.fake import EICAR, FakeScanner
from yunqiao.gateways.scanning.port import Scanner, ScannerUnavailableError, Verdict

pytestmark = pytest.mark.contract
LARGEST = 1 << 20


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sandbox's scanner, on a socket."""
    place = tmp_path_factory.mktemp("clamd") / "s"
    command = [sys.executable, "-m", "yunqiao.sandbox.scanning", "--listen", str(place)]
    process = subprocess.Popen(
        [*command, "--largest", str(LARGEST)],
        env={"PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline().strip() == "ready"
    yield f"unix://{place}"
    process.terminate()
    process.communicate(timeout=PATIENCE)


@pytest.fixture(params=["fake", "clamd"])
def scanner(request: pytest.FixtureRequest, clamd: str) -> Scanner:
    return FakeScanner() if request.param == "fake" else ClamdScanner(clamd)


def test_a_clean_file_is_clean(scanner: Scanner) -> None:
    assert scanner.scan([b"%PDF", b"", b"-1.7"], 8) is Verdict.CLEAN


def test_the_test_virus_is_found_wherever_the_pieces_end(scanner: Scanner) -> None:
    assert scanner.scan([EICAR[:10], EICAR[10:]], len(EICAR)) is Verdict.INFECTED


def test_a_file_larger_than_the_daemon_takes_is_not_scanned(clamd: str) -> None:
    pieces = [bytes(LARGEST // 4)] * 40
    assert ClamdScanner(clamd).scan(pieces, LARGEST * 10) is Verdict.NOT_SCANNED


def test_a_daemon_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(ScannerUnavailableError):
        ClamdScanner(f"unix://{tmp_path}/nobody").scan([b"x"], 1)


def test_without_a_scanner_every_file_is_not_scanned() -> None:
    assert NoScanner().scan([EICAR], len(EICAR)) is Verdict.NOT_SCANNED
