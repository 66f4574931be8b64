"""The door passes everything on as it is, piece by piece, and tells nobody's lies."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from yunqiao.config.door import opened

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MEGABYTE = 1024 * 1024


@asynccontextmanager
async def part(folder: Path, name: str, handler: Handler) -> AsyncIterator[None]:
    """A part that answers by this handler on its socket."""
    app = web.Application(client_max_size=0)
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.UnixSite(runner, str(folder / f"{name}.sock")).start()
    yield
    await runner.cleanup()


@asynccontextmanager
async def door(folder: Path) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of a door to the parts whose sockets lie in the folder."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with opened(listening, folder), aiohttp.ClientSession(address) as client:
        yield client


async def body_of(asked: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> str:
    async with asked as answer:
        return await answer.text()


async def connection_is_refused(path: Path) -> None:
    """Make sure, as the door does, that nobody is there."""
    with pytest.raises(OSError, match="No such file"):
        await asyncio.open_unix_connection(path)


async def echo(request: web.Request) -> web.Response:
    return web.json_response(
        {
            "path": request.raw_path,
            "method": request.method,
            "headers": {name.lower(): value for name, value in request.headers.items()},
            "body": (await request.content.read()).decode(),
        }
    )


@pytest.fixture
def sockets() -> Iterator[Path]:
    with TemporaryDirectory(prefix="yq-") as folder:  # short, as the path of a socket must be
        yield Path(folder)


def test_path_query_body_and_host_arrive_as_they_were_sent(sockets: Path) -> None:
    async def scene() -> None:
        async with part(sockets, "web", echo), door(sockets) as client:
            url = URL("/filing/%E4%BA%91%2Fa?q=%26b", encoded=True)
            async with client.post(url, data=b"abc", headers={"Host": "court.example"}) as answer:
                seen = await answer.json()
        assert seen["path"] == "/filing/%E4%BA%91%2Fa?q=%26b"
        assert (seen["method"], seen["body"]) == ("POST", "abc")
        assert seen["headers"]["host"] == "court.example"
        assert seen["headers"]["x-forwarded-host"] == "court.example"

    asyncio.run(scene())


def test_a_callers_word_on_where_it_comes_from_is_not_believed(sockets: Path) -> None:
    lies = {
        "X-Forwarded-For": "1.2.3.4",
        "X-Forwarded-Proto": "https",
        "Forwarded": "for=1.2.3.4",
        "X-Real-IP": "1.2.3.4",
    }

    async def scene() -> None:
        async with (
            part(sockets, "web", echo),
            door(sockets) as client,
            client.get("/", headers=lies) as answer,
        ):
            seen = (await answer.json())["headers"]
        assert seen["x-forwarded-for"] == "127.0.0.1"
        assert seen["x-forwarded-proto"] == "http"
        assert not {"forwarded", "x-real-ip"} & set(seen)

    asyncio.run(scene())


def test_each_path_reaches_its_part(sockets: Path) -> None:
    def called(name: str) -> Handler:
        async def answer(request: web.Request) -> web.Response:
            return web.Response(text=name)

        return answer

    async def scene() -> None:
        async with (
            part(sockets, "web", called("web")),
            part(sockets, "live", called("live")),
            part(sockets, "mail", called("mail")),
            door(sockets) as client,
        ):
            paths = ["/", "/live/x", "/livestock", "/sandbox/mail/", "/sandbox/x/"]
            answers = [await (await client.get(path)).text() for path in paths]
        assert answers == ["web", "live", "web", "mail", "web"]

    asyncio.run(scene())


def test_the_sandboxes_that_are_there_are_listed_with_a_sentence_each(sockets: Path) -> None:
    async def nothing(_request: web.Request) -> web.Response:
        return web.Response(text="as of any address")

    async def scene() -> None:
        async with part(sockets, "web", nothing), door(sockets) as client:
            assert await (await client.get("/sandbox/")).text() == "as of any address"
            async with part(sockets, "mail", nothing), part(sockets, "wechatpay", nothing):
                answer = await client.get("/sandbox/")
                page = await answer.text()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for path in ("mail/", "mail/authenticator/", "wechatpay/"):
            assert f'href="/sandbox/{path}"' in page
        assert "open the order behind a QR code" in page
        assert "/sandbox/bank/" not in page

    asyncio.run(scene())


def test_an_upload_reaches_the_part_while_it_is_still_being_sent(sockets: Path) -> None:
    async def scene() -> None:
        arrived = asyncio.Event()

        async def count(request: web.Request) -> web.Response:
            size = 0
            async for piece in request.content.iter_any():
                size += len(piece)
                arrived.set()
            return web.Response(text=str(size))

        async def body() -> AsyncIterator[bytes]:
            yield b"x" * MEGABYTE
            await asyncio.wait_for(arrived.wait(), 5)
            yield b"x" * MEGABYTE

        async with (
            part(sockets, "web", count),
            door(sockets) as client,
            client.post("/upload", data=body()) as answer,
        ):
            assert await answer.text() == str(2 * MEGABYTE)

    asyncio.run(scene())


def test_an_event_is_seen_before_the_stream_ends(sockets: Path) -> None:
    async def scene() -> None:
        seen = asyncio.Event()

        async def events(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
            await response.prepare(request)
            await response.write(b"data: first\n\n")
            await asyncio.wait_for(seen.wait(), 5)
            await response.write(b"data: second\n\n")
            return response

        async with (
            part(sockets, "live", events),
            door(sockets) as client,
            client.get("/live/hearing") as answer,
        ):
            assert await answer.content.readuntil(b"\n\n") == b"data: first\n\n"
            seen.set()
            assert await answer.content.read() == b"data: second\n\n"

    asyncio.run(scene())


def test_a_part_that_comes_back_in_time_answers_as_if_it_had_never_been_away(
    sockets: Path,
) -> None:
    async def scene() -> None:
        async with door(sockets) as client:
            waiting = asyncio.create_task(client.post("/", data=b"once").__aenter__())
            await asyncio.sleep(0)
            async with part(sockets, "web", echo), await waiting as answer:
                assert (await answer.json())["body"] == "once"

    asyncio.run(scene())


def test_while_one_web_part_is_away_the_other_answers_every_request(sockets: Path) -> None:
    async def scene() -> None:
        async with part(sockets, "web-spare", echo), door(sockets) as client:
            for number in range(4):
                async with client.post("/", data=str(number)) as answer:
                    assert (await answer.json())["body"] == str(number)

    asyncio.run(scene())


def test_a_part_that_stays_away_is_a_sentence_in_two_languages(
    sockets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yunqiao.config.door.PATIENCE", 0.2)

    async def scene() -> None:
        async with door(sockets) as client, client.get("/") as answer:
            assert answer.status == 502
            assert answer.headers["Retry-After"] == "2"
            page = await answer.text()
        assert "系统正在恢复" in page
        assert "coming back" in page

    asyncio.run(scene())


def test_an_answer_that_breaks_off_never_looks_complete(sockets: Path) -> None:
    async def scene() -> None:
        async def break_off(request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse()
            response.enable_chunked_encoding()
            await response.prepare(request)
            await response.write(b"half")
            assert request.transport
            request.transport.abort()
            return response

        async with part(sockets, "web", break_off), door(sockets) as client:
            with pytest.raises(aiohttp.ClientError):
                async with client.get("/") as answer:
                    await answer.read()

    asyncio.run(scene())
