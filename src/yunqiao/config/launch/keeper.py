"""Keeps PostgreSQL running, and holds nothing up while it comes back."""

import subprocess
import time

from yunqiao.config.launch.postgres import Cluster

OFTEN = 0.2  # seconds between tries: what a killed PostgreSQL left behind needs a moment to go
SELDOM = 5.0  # after that; the disk may be full until somebody makes room
PATIENCE = 10.0  # seconds until it is said why it does not start, and tried seldom


class Keeper:
    """Looks after one cluster; without one, the database lies elsewhere and is taken to answer."""

    def __init__(self, cluster: Cluster | None) -> None:
        self._cluster = cluster
        self._starting: subprocess.Popen[bytes] | None = None
        self._since: float | None = None
        self._not_before = 0.0
        self._explained = False

    def look(self) -> bool:
        """Whether the database takes connections; one that has died is being brought back."""
        if self._cluster is None:
            return True
        starting = self._starting and self._starting.poll() is None
        if self._cluster.takes_connections():
            self._since, self._not_before, self._explained = None, 0.0, False
            return True
        if not starting and self._cluster.process() is None:
            self._bring_back(self._cluster)
        return False

    def owns(self) -> set[int]:
        """The process that it waits for itself."""
        return {self._starting.pid} if self._starting else set()

    def _bring_back(self, cluster: Cluster) -> None:
        now = time.monotonic()
        if now < self._not_before:
            return
        if self._since is None:
            self._since = now
            print("PostgreSQL stopped; starting it again.", flush=True)
        seldom = now - self._since > PATIENCE
        if seldom and not self._explained:
            self._explained = True
            print(f"{cluster.reason()} Yunqiao goes on trying.", flush=True)
        self._not_before = now + (SELDOM if seldom else OFTEN)
        self._starting = cluster.launch()
