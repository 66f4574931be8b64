"""A home for a house that is mistreated."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    tmp_path.parent.chmod(0o755)  # PostgreSQL's user passes through
    home = tmp_path / "home"
    home.mkdir()
    return home
