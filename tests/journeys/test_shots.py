"""Pictures are taken of every page once in each language and size, and what has no picture is named."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pytest_socket import enable_socket

from yunqiao.config.camera import LANGUAGES, SIZES, take
from yunqiao.config.shot import Shot


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps what was asked for."""

    asked: list[str]

    def end_headers(self) -> None:
        """Let the browser keep nothing."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the path."""
        self.asked.append(self.path)


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def origin(tmp_path: Path, asked: list[str]) -> Iterator[str]:
    enable_socket()
    (tmp_path / "index.html").write_text('<a class="on" href="/there.html">on</a>')
    (tmp_path / "there.html").write_text("there")
    Quiet.asked = asked
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_walked_to_once_and_loaded_once_in_each_language(
    origin: str, asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shots = [Shot(f"there{n}", "/", clicks=("a.on",)) for n in range(4)]
    shots.append(Shot("nowhere", "/", clicks=("a.missing",)))
    folder = tmp_path / "shots"
    folder.mkdir()
    with ThreadPoolExecutor(1) as pool:  # the other journeys keep a loop in this thread
        taken, missed = pool.submit(asyncio.run, take(origin, folder, shots)).result()
    names = {
        f"there{n}-{size}-{language}.png"
        for n in range(4)
        for size in SIZES
        for language in LANGUAGES
    }
    assert taken == len(names)
    assert {file.name for file in folder.iterdir()} == names | {"index.html"}
    assert (asked.count("/"), asked.count("/there.html")) == (5, 4 * len(LANGUAGES))
    assert [one.partition(":")[0] for one in missed] == ["nowhere"]
    assert "20 of 30 pictures" in capsys.readouterr().out
