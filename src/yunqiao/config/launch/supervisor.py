"""Starts the parts, starts a dead one again, and stops all of them in order."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from yunqiao.config.launch.keeper import Keeper
from yunqiao.config.launch.parts import Part, Plan
from yunqiao.config.launch.places import Places
from yunqiao.config.launch.problem import Problem

STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
WATCHED = STOPPING | {signal.SIGCHLD}
LOOK_EVERY = 0.25  # seconds, for what no signal tells: PostgreSQL, and the end of a back-off
SHORT_LIFE = 5.0  # seconds; a part that lives longer is started again at once
LONGEST_BACK_OFF = 8.0
LONGEST_YIELD = 10.0  # seconds that a part which comes later waits for others once it was running
GIVE_UP_AFTER = 4  # short lives in a row while Yunqiao has not been up yet
TIME_TO_STOP = 10.0
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Watched:
    """A part and the process that is it now."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    ended: float = 0.0
    short_lives: int = 0
    not_before: float = 0.0


@dataclass
class Supervisor:
    """The parts of one plan, and the keeper of the database under them."""

    places: Places
    plan: Plan
    keeper: Keeper
    is_ready: Callable[[], bool]
    on_ready: Callable[[], None]
    watched: list[Watched] = field(init=False)
    ready: bool = False

    def __post_init__(self) -> None:
        self.watched = [Watched(part) for part in self.plan.parts]

    def run(self) -> None:
        """Run until a signal asks to stop, then stop the door first and the rest after it.

        Raises:
            Problem: a part does not come up.
        """
        with _signals_held():
            try:
                while True:
                    self._look()
                    number = _next_signal(LOOK_EVERY)
                    if number in STOPPING:
                        return
            finally:
                self._stop()

    def _look(self) -> None:
        self._bury_orphans()
        database = self.keeper.look()
        for watched in self.watched:
            self._care_for(watched, database=database)
        if not self.ready and self.is_ready():
            self.ready = True
            self.on_ready()

    def _bury_orphans(self) -> None:
        """Take note of the end of adopted processes: PostgreSQL waits for that before it returns."""
        ours = {w.process.pid for w in self.watched if w.process} | self.keeper.owns()
        with suppress(ChildProcessError):
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if ended.si_pid in ours:
                    return
                os.waitpid(ended.si_pid, 0)

    def _care_for(self, watched: Watched, *, database: bool) -> None:
        now = time.monotonic()
        may_start = self._is_wanted(watched, now, database=database)
        if watched.process is None:
            if may_start and now >= watched.not_before:
                self._start(watched)
            return
        code = watched.process.poll()
        if code is None:
            return
        _kill_group(watched.process)
        watched.process, watched.ended = None, now
        watched.short_lives = watched.short_lives + 1 if now - watched.started < SHORT_LIFE else 0
        if watched.short_lives:
            watched.not_before = now + min(2 ** (watched.short_lives - 2), LONGEST_BACK_OFF)
        if not self.ready and watched.short_lives >= GIVE_UP_AFTER:
            raise Problem(self._why(watched.part))
        _warn(f"{watched.part.name} stopped ({_reason(code)}); starting it again.")
        if may_start and not watched.short_lives:
            self._start(watched)

    def _is_wanted(self, watched: Watched, now: float, *, database: bool) -> bool:
        """Whether the part is of use now; while the others load, it would only slow them."""
        part = watched.part
        if part.needs_database and not database:
            return False
        if not part.later:
            return True
        others = [other.socket_path for other in self.plan.parts if not other.later]
        loaded = all(path is None or path.exists() for path in others)
        return self.ready and (loaded or now - watched.ended > LONGEST_YIELD)

    def _start(self, watched: Watched) -> None:
        part = watched.part
        if part.socket_path:
            part.socket_path.unlink(missing_ok=True)
        with self.places.log(part.name).open("ab") as log:
            watched.process = subprocess.Popen(
                part.command,
                cwd=self.places.workshop(part.name),
                env=self.plan.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[listening.fileno() for listening in part.listening],
                start_new_session=True,
                preexec_fn=_dies_with(os.getpid()),  # noqa: PLW1509 - we have no threads
            )
        watched.started = time.monotonic()

    def _why(self, part: Part) -> str:
        log = self.places.log(part.name)
        said = log.read_text(errors="replace").strip().splitlines() or ["nothing was said"]
        return f"{part.name} does not start: {said[-1].strip()} The whole of it is in {log}."

    def _stop(self) -> None:
        *rest, door = self.watched
        _stop_all([door])
        _stop_all(rest)


def adopt_orphans() -> None:
    """From here on, what loses its parent among our descendants becomes our child."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


def _stop_all(watched: list[Watched]) -> None:
    """Ask these to stop, wait, and kill what is left of them."""
    processes = [w.process for w in watched if w.process is not None]
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + TIME_TO_STOP
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        _kill_group(process)
        process.wait()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End what a part started and left behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _dies_with(parent: int) -> Callable[[], None]:
    """What a new process does before it becomes the part: it will not outlive the supervisor."""

    def before_it_becomes_the_part() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        if os.getppid() != parent:
            os._exit(1)

    return before_it_becomes_the_part


@contextmanager
def _signals_held() -> Iterator[None]:
    """Signals are taken from the queue one at a time and never interrupt a start or stop."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    try:
        yield
    finally:
        while signal.sigtimedwait(WATCHED, 0):
            pass
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _next_signal(timeout: float) -> int | None:
    received = signal.sigtimedwait(WATCHED, timeout)
    return received.si_signo if received else None


def _reason(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _warn(sentence: str) -> None:
    print(sentence, flush=True)
