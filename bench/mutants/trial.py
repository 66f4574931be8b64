"""One mutant on trial: in a process of its own, against the cases and tests that reach it."""

import os
import resource
import signal
from collections.abc import Callable
from typing import Final, Literal

Verdict = Literal["killed", "survived", "ran too long"]
SECONDS: Final = (20, 180)
"""For the cases, and for the tests where no case noticed."""
MEMORY: Final = 2 << 30
_KILLED, _SURVIVED = 0, 17


def try_in_a_fork(*notices: Callable[[], bool]) -> Verdict:
    """Whether one of these sees a difference; a crash and endless running are differences.

    They run in turn, each with its own time.
    """
    child = os.fork()
    if child == 0:
        _be_quiet()
        os._exit(_verdict(notices))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "ran too long" if os.WTERMSIG(status) == signal.SIGALRM else "killed"
    return "survived" if os.WEXITSTATUS(status) == _SURVIVED else "killed"


def _be_quiet() -> None:
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _verdict(notices: tuple[Callable[[], bool], ...]) -> int:
    try:
        for one, seconds in zip(notices, SECONDS, strict=True):
            signal.alarm(seconds)
            if one():
                return _KILLED
    except BaseException:  # noqa: BLE001 - whatever a mutant breaks, it is noticed
        return _KILLED
    return _SURVIVED
