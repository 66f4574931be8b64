"""The process that examines one file: `python -m yunqiao.court.papers.examine FILE NAME FOLDER`.

Writes one line of JSON: {"fit": …}, {"unfit": reason}, or {"full": folder} where the disk has no room
for what it makes. Its limits are set before it looks.
"""

import argparse
import dataclasses
import errno
import json
import resource
import sys
from pathlib import Path

MEGABYTE = 1024 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT)


def main() -> int:
    """Set the limits, examine, tell."""
    parser = argparse.ArgumentParser("examine")
    parser.add_argument("file", type=Path)
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", type=int, required=True, help="megabytes of address space")
    parser.add_argument("--seconds", type=int, required=True, help="of processor time")
    asked = parser.parse_args()
    _limit(asked.memory * MEGABYTE, asked.seconds)
    sys.stdout.write(json.dumps(_examined(asked.file, asked.name, asked.folder)) + "\n")
    return 0


def _limit(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))


def _examined(file: Path, name: str, folder: Path) -> dict[str, object]:
    from yunqiao.court.papers.examine.outcome import Reason, UnfitError

    try:
        return {"fit": _fit(file, name, folder)}
    except MemoryError:
        return {"unfit": Reason.TOO_COSTLY}
    except Exception as error:  # noqa: BLE001  # whatever a library stumbles over is in the file
        if _met_a_full_disk(error):
            return {"full": str(folder)}
        if isinstance(error, UnfitError):
            return {"unfit": error.reason}
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return {"unfit": Reason.DAMAGED}


def _met_a_full_disk(error: BaseException | None) -> bool:
    """Whether it, or what it was raised about, says that there is no room."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__context__
    return False


def _fit(file: Path, name: str, folder: Path) -> dict[str, object]:
    # Imported here, under the limits: what a library does on import counts, too.
    from yunqiao.court.papers.examine.examine import examine
    from yunqiao.court.papers.names import extension_of

    found, kind = examine(file, folder)
    misnamed = extension_of(name) not in kind.extensions
    return dataclasses.replace(found, misnamed=misnamed).as_json()


if __name__ == "__main__":
    sys.exit(main())
