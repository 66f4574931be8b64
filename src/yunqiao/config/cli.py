"""The command line behind ./yunqiao; one line of the table per command."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from yunqiao.config.catalogues import compile_catalogues
from yunqiao.config.launch.problem import Problem, sentence_for


@dataclass(frozen=True)
class Command:
    """A command: the module whose function gets the arguments and returns the exit code."""

    purpose: str
    module: str
    function: str = "main"


COMMANDS = {
    "up": Command("start everything on this machine", "yunqiao.config.cli", "up"),
    "test": Command("everything that CI runs", "yunqiao.config.launch.checks"),
    "verify": Command("audit docket, log and files", "yunqiao.court.foundation.verify"),
    "law": Command("ask the law a question", "yunqiao.law.cli"),
    "story": Command("play one cross-border case over HTTP", "yunqiao.config.story.play"),
    "bench": Command("measure the numbers of the design", "bench.__main__"),
    "shots": Command("picture every page", "yunqiao.config.shots"),
    "prepare": Command("migrate and collect static files", "yunqiao.config.cli", "prepare"),
    "lock": Command("compile the requirement files anew", "yunqiao.config.launch.lock"),
    "manage": Command("Django's management commands", "yunqiao.config.cli", "manage"),
}


OF_A_RUNNING_COURT = {"verify", "manage"}
"""Commands that speak to the database `up` started, unless DATABASE_URL names another."""

SHOWING_TEXTS = {"up", "test", "law", "story", "bench", "shots", "prepare"}


def main(arguments: Sequence[str]) -> int:
    """Run one command; whatever is in the way becomes one sentence and exit code 1."""
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None or not _exists(command):
        return _help(name)
    try:
        if name in SHOWING_TEXTS:
            compile_catalogues()
        if name in OF_A_RUNNING_COURT:
            _find_database()
        run: Callable[[list[str]], int] = getattr(import_module(command.module), command.function)
        code = run(rest)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Problem as problem:
        sentence = str(problem)
    except ModuleNotFoundError as error:
        sentence = (
            f"The Python module {error.name} is missing: remove the folder .venv and start again."
        )
    except OSError as error:
        sentence = sentence_for(error)
    except KeyboardInterrupt:
        sentence = "Stopped."
    else:
        return code
    print(sentence, file=sys.stderr)
    return 1


def _find_database() -> None:
    """Let this process use the embedded database of this folder's court."""
    from yunqiao.config.launch.places import Places
    from yunqiao.config.launch.postgres import Cluster

    if "DATABASE_URL" in os.environ:
        return
    places = Places.of_environment()
    cluster = Cluster.at(places.cluster, places.log("postgres"))
    if cluster.process() is None:
        raise Problem(
            "The court is not running here: start ./yunqiao up first, or set DATABASE_URL."
        )
    os.environ["DATABASE_URL"] = cluster.url


def up(arguments: list[str]) -> int:
    """`up [--demo] [--port N] [--host H]`."""
    from yunqiao.config.launch.up import up as start

    parser = argparse.ArgumentParser("yunqiao up")
    parser.add_argument("--demo", action="store_true", help="with a demo court and accounts")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets a phone nearby in")
    chosen = parser.parse_args(arguments)
    start(host=chosen.host, port=chosen.port, demo=chosen.demo)
    return 0


def prepare(arguments: list[str]) -> int:
    """`prepare [--demo]`, for the database that DATABASE_URL names."""
    from yunqiao.config.launch.prepare import prepare as bring_up_to_date

    parser = argparse.ArgumentParser("yunqiao prepare")
    parser.add_argument("--demo", action="store_true")
    bring_up_to_date(demo=parser.parse_args(arguments).demo)
    return 0


def manage(arguments: list[str]) -> int:
    """Django's own command line."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yunqiao.config.settings")
    execute_from_command_line(["yunqiao manage", *arguments])
    return 0


def _exists(command: Command) -> bool:
    try:
        return find_spec(command.module) is not None
    except ModuleNotFoundError:
        return False


def _help(asked: str) -> int:
    print("./yunqiao COMMAND")
    for name, command in COMMANDS.items():
        if _exists(command):
            print(f"  {name:8} {command.purpose}")
    return 0 if asked in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
