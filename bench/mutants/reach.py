"""Which functions of the law each case and each test runs."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

from bench.mutants.places import PACKAGE

Key = tuple[str, str]
"""A module below the law, and a function in it by its qualified name."""


@dataclass
class Reach:
    """What ran which function and which line, by the names of cases and tests."""

    functions: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    lines: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    @contextmanager
    def watching(self, name: str) -> Iterator[None]:
        """Note every function and line of the law that runs meanwhile."""

        def line(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
            if event == "line":
                self.lines[_module(frame.f_code), frame.f_lineno].add(name)
            return line

        def call(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
            if event != "call" or not frame.f_code.co_filename.startswith(str(PACKAGE)):
                return None
            self.functions[_module(frame.f_code), _function(frame.f_code)].add(name)
            return line

        before = sys.gettrace()
        sys.settrace(call)
        try:
            yield
        finally:
            sys.settrace(before)


def _module(code: CodeType) -> str:
    below = code.co_filename[len(str(PACKAGE)) + 1 :]
    return below.removesuffix(".py").replace("/", ".")


def _function(code: CodeType) -> str:
    return code.co_qualname.partition(".<locals>")[0]
