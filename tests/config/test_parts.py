"""The parts of a running Yunqiao: nothing is left without one."""

import socket
from contextlib import ExitStack
from pathlib import Path

from procrastinate.contrib.django import app

from yunqiao.config.launch.parts import plan
from yunqiao.config.launch.places import Places

OURS = "yunqiao."


def workers_of(home: Path) -> list[list[str]]:
    """The commands of all parts that take jobs; what would have listened is closed again."""
    with ExitStack() as stack:
        door = stack.enter_context(socket.socket())
        planned = plan(Places(home), door, {"MAIL_URL": "", "TIMESTAMP_URL": ""})
        for listening in (one for part in planned.parts for one in part.listening):
            stack.enter_context(listening)
        return [part.command for part in planned.parts if "--queues" in part.command]


def queues_of(command: list[str]) -> set[str]:
    return set(command[command.index("--queues") + 1].split(","))


def test_every_queue_has_a_worker_and_examinations_have_one_of_their_own(tmp_path: Path) -> None:
    workers = workers_of(tmp_path)
    taken = [queue for command in workers for queue in queues_of(command)]
    ours = {task.queue for task in app.tasks.values() if task.func.__module__.startswith(OURS)}
    assert sorted(taken) == sorted(ours)
    assert {"examination"} in [queues_of(command) for command in workers]
