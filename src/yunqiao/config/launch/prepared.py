"""Whether a cluster and the static files already are what this version of the code needs."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from yunqiao.config.launch.places import PACKAGE, ROOT, Places
from yunqiao.config.launch.postgres import Cluster


class Stamp:
    """What a cluster was last prepared for, kept beside it; it is gone when the cluster is."""

    def __init__(self, places: Places, cluster: Cluster) -> None:
        self._place = cluster.place / "prepared"
        self._places, self._cluster = places, cluster

    def fits(self) -> bool:
        """Whether nothing has changed since `note`: preparing again would change nothing."""
        return self._place.exists() and self._place.read_text() == self._now()

    def note(self) -> None:
        """The cluster has just been prepared."""
        self._place.write_text(self._now())

    def _now(self) -> str:
        lines = _lines(self._places, self._cluster)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _lines(places: Places, cluster: Cluster) -> Iterator[str]:
    """Every file that preparing reads or makes, as it is now."""
    yield str(places.home)
    files = [
        cluster.data / "PG_VERSION",  # another cluster has another one
        places.home / "static" / ".collected",
        ROOT / "requirements" / "base.txt",
        Path(__file__).with_name("prepare.py"),
        PACKAGE / "config" / "settings.py",
        *sorted(PACKAGE.glob("court/*/migrations/*.py")),
        *sorted((ROOT / "frontend" / "build").rglob("*")),
    ]
    for file in files:
        found = file.stat() if file.is_file() else None
        yield f"{file} {found and (found.st_ino, found.st_size, found.st_mtime_ns)}"
