"""The Chinese catalogue is complete: every sentence of the pages is in it, and translated."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What makemessages (GNU gettext) finds in the sources, merged into the catalogue we keep."""
    copy = tmp_path_factory.mktemp("messages") / "yunqiao"
    copytree(settings.PACKAGE, copy, ignore=ignore_patterns("__pycache__", "*.mo"))
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "zh_Hans", "--no-location"],
        cwd=copy,
        env={
            **os.environ,
            "PYTHONPATH": str(copy.parent),
            "DJANGO_SETTINGS_MODULE": "yunqiao.config.settings",
        },
        check=True,
        capture_output=True,
    )
    return _read(copy / CATALOGUE)


def test_every_sentence_of_the_sources_is_in_the_catalogue(extracted: Catalog) -> None:
    kept = {_key(message) for message in _read(settings.PACKAGE / CATALOGUE) if message.id}
    assert {_key(message) for message in extracted if message.id} - kept == set()


def test_the_catalogue_holds_no_sentence_the_sources_have_dropped(extracted: Catalog) -> None:
    assert [str(message.id) for message in extracted.obsolete.values()] == []


def test_every_sentence_of_the_catalogue_is_translated_and_sure() -> None:
    catalogue = _read(settings.PACKAGE / CATALOGUE)
    doubtful = [m.id for m in catalogue if m.id and (m.fuzzy or not _is_translated(m))]
    assert doubtful == []


def test_a_translation_names_the_same_values_as_its_sentence() -> None:
    catalogue = _read(settings.PACKAGE / CATALOGUE)
    assert [str(error) for _, errors in catalogue.check() for error in errors] == []


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def _key(message: Message) -> tuple[str | None, str]:
    singular = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return (message.context, singular)


def _is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(texts)
