"""What every response of the court carries, and what no page may contain."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from yunqiao.court.foundation.middleware import content_security_policy

PUBLIC = [
    "/",
    "/verify/",
    "/offline/",
    "/manifest.webmanifest",
    "/sw.js",
    "/there-is-no-such-page/",
]
HTML = ["/", "/verify/", "/offline/", "/there-is-no-such-page/"]
LANGUAGES = ["zh-hans", "zh-hant", "en"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", PUBLIC)
def test_every_response_has_the_strict_policy(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_view_may_let_our_own_pages_frame_its_document() -> None:
    assert "frame-ancestors 'self'" in content_security_policy(frame_ancestors="'self'")
    assert "frame-ancestors 'none'" in content_security_policy()


@pytest.mark.parametrize("path", HTML)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_inline_style_or_script(client: Client, path: str, language: str) -> None:
    page = client.get(path, {"lang": language}).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert all('src="' in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("path", [*HTML, "/manifest.webmanifest", "/sw.js"])
def test_no_page_names_another_host(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page) == []


def test_pages_may_use_camera_and_microphone_but_no_stranger_may(client: Client) -> None:
    assert "camera=(self), microphone=(self)" in client.get("/").headers["Permissions-Policy"]


def test_the_service_worker_keeps_no_page_but_the_offline_one(client: Client) -> None:
    script = client.get("/sw.js").content.decode()
    kept = re.search(r"const KEPT = (\[.*?\]);", script)
    assert kept
    assert [path for path in re.findall(r'"(.*?)"', kept[1]) if "/static/" not in path] == [
        "/offline/"
    ]


def test_the_service_worker_is_renewed_when_the_offline_page_changes_and_only_then(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    before = {client.get("/sw.js", {"lang": language}).content for language in LANGUAGES}
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "offline.html").write_text("{% extends 'bare.html' %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    assert len(before) == 1
    assert client.get("/sw.js").content not in before


def test_the_manifest_speaks_the_readers_language(client: Client) -> None:
    client.cookies["language"] = "en"
    manifest = client.get("/manifest.webmanifest").json()
    assert (manifest["lang"], manifest["name"]) == ("en", "Yunqiao")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "192x192", "512x512"}
