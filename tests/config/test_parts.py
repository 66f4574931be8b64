"""The parts of a running Yunqiao: nothing is left without one."""

import socket
from itertools import chain
from pathlib import Path

from procrastinate.contrib.django import app

from yunqiao.config.launch.parts import Plan, plan
from yunqiao.config.launch.places import Places

OURS = "yunqiao."


def a_plan(home: Path) -> Plan:
    with socket.socket() as door:
        found = plan(Places(home), door, {})
    for listening in chain.from_iterable(part.listening for part in found.parts):
        listening.close()
    return found


def queues_of(command: list[str]) -> set[str]:
    return set(command[command.index("--queues") + 1].split(","))


def test_every_queue_has_a_worker_and_examinations_have_one_of_their_own(tmp_path: Path) -> None:
    workers = [part.command for part in a_plan(tmp_path).parts if "--queues" in part.command]
    taken = [queue for command in workers for queue in queues_of(command)]
    ours = {task.queue for task in app.tasks.values() if task.func.__module__.startswith(OURS)}
    assert sorted(taken) == sorted(ours)
    assert {"examination"} in [queues_of(command) for command in workers]
