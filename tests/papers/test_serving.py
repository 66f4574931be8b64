from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import RequestFactory

from yunqiao.court.papers.serving import Served, serve
from yunqiao.gateways.storage.folder import FolderStorage

CONTENT = bytes(range(200)) * 10


@pytest.fixture
def served(storage: FolderStorage) -> dict[str, Any]:
    sha256, _ = storage.keep([CONTENT])
    return {"sha256": sha256, "media_type": "video/mp4", "name": "a.mp4", "inline": True}


def asked(served: dict[str, Any], span: str = "", **changes: Any) -> HttpResponseBase:
    headers = {"Range": span} if span else {}
    return serve(RequestFactory().get("/", headers=headers), Served(**{**served, **changes}))


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_whole_is_served_with_a_policy_that_lets_it_do_nothing(served: dict[str, Any]) -> None:
    response = asked(served)
    assert body(response) == CONTENT
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=1990-", 1990, 1999),
        ("bytes=-5", 1995, 1999),
        ("bytes=10-99999", 10, 1999),
        ("bytes=-99999", 0, 1999),
    ],
)
def test_a_range_is_served_alone(served: dict[str, Any], span: str, first: int, last: int) -> None:
    response = asked(served, span)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/2000"
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("span", ["bytes=2000-", "bytes=9-3", "bytes=-0"])
def test_a_range_outside_the_file_is_told(served: dict[str, Any], span: str) -> None:
    response = asked(served, span)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */2000")


@pytest.mark.parametrize("span", ["bytes=0-1,5-6", "lines=1-2", "bytes=x-y"])
def test_a_range_that_is_not_understood_gets_the_whole(served: dict[str, Any], span: str) -> None:
    assert asked(served, span).status_code == 200


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/x-x"])
def test_what_a_browser_might_run_is_only_ever_a_download(
    served: dict[str, Any], media_type: str
) -> None:
    response = asked(served, media_type=media_type)
    assert response["Content-Disposition"].startswith("attachment")


def test_a_name_of_any_script_arrives_whole(served: dict[str, Any]) -> None:
    response = asked(served, name="合同 “一”.pdf", inline=False)
    assert "filename*=utf-8''%E5%90%88%E5%90%8C" in response["Content-Disposition"]
