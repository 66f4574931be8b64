"""What another version of a sandbox kept and this one cannot read is put aside, never lost or a crash."""

import sys
import time
from pathlib import Path

SAID = (
    "{path} was kept by another version of this sandbox and cannot be read. It lies beside it as "
    "{aside}; this sandbox begins anew and knows nothing of before.\n"
)


def put_aside(path: Path) -> None:
    """Give a file another name, with what SQLite keeps beside it, and say so in the log."""
    aside = f"{path.name}.{time.time_ns()}.aside"
    for beside in ("", "-wal", "-shm"):
        found = path.with_name(path.name + beside)
        if found.exists():
            found.rename(path.with_name(aside + beside))
    sys.stderr.write(SAID.format(path=path, aside=aside))
    sys.stderr.flush()
