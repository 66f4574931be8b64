"""One mutant on trial: in a process of its own, against the cases and tests that reach it."""

import os
import resource
import signal
from collections.abc import Callable, Mapping
from typing import Final, Literal, cast

Verdict = Literal["case", "answer", "test", "crash", "time", "survived"]
"""Who noticed: a worked case, a recorded answer, a test; or it broke, ran too long, or nobody did."""

SECONDS: Final = {"case": 20, "answer": 20, "test": 120}
MEMORY: Final = 2 << 30
_CODES: Final[dict[int, Verdict]] = {
    10: "case", 11: "answer", 12: "test", 13: "crash", 17: "survived",
}  # fmt: skip
_CODE_OF: Final = {verdict: code for code, verdict in _CODES.items()}


def try_in_a_fork(**notices: Callable[[], bool]) -> Verdict:
    """Which of these sees a difference first; a crash and endless running are differences.

    They run in turn, each with its own time.
    """
    child = os.fork()
    if child == 0:
        _be_quiet()
        os._exit(_CODE_OF[_verdict(notices)])
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "time" if os.WTERMSIG(status) == signal.SIGALRM else "crash"
    return _CODES.get(os.WEXITSTATUS(status), "crash")


def _be_quiet() -> None:
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _verdict(notices: Mapping[str, Callable[[], bool]]) -> Verdict:
    for who, notice in notices.items():
        signal.alarm(SECONDS[who])
        try:
            if notice():
                return cast("Verdict", who)
        except BaseException:  # noqa: BLE001 - whatever a mutant breaks, or ends, it is noticed
            return "crash"
    return "survived"
