"""Finding a Chinese typeface on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from yunqiao.court.papers.letters import fonts


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    fonts.chinese.cache_clear()
    yield
    fonts.chinese.cache_clear()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    return tmp_path


def test_the_front_end_s_serif_comes_first(root: Path) -> None:
    package = root / "frontend/node_modules/@expo-google-fonts/noto-serif-sc"
    for weight in ("400Regular", "700Bold"):
        (package / weight).mkdir(parents=True)
    assert fonts.chinese().family == "Noto Serif SC"


def test_a_half_installed_package_is_not_used(root: Path) -> None:
    package = root / "frontend/node_modules/@expo-google-fonts/noto-serif-sc"
    (package / "400Regular").mkdir(parents=True)
    try:
        assert fonts.chinese().family != "Noto Serif SC"
    except fonts.FontMissingError:
        assert not fonts.DEBIAN.is_dir()


def test_without_any_typeface_the_sentence_says_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "DEBIAN", root / "none")
    monkeypatch.setattr(fonts, "PYTHON_PACKAGE", "no_such_package")
    with pytest.raises(fonts.FontMissingError, match="npm ci"):
        fonts.chinese()
