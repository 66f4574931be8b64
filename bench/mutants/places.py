"""Where the code of the law lies in this process, and how one function of it is replaced."""

import ast
import functools
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

from bench.mutants.operators import Change, Function, changes

import yunqiao.law
from yunqiao.law import findings

PACKAGE: Final = Path(yunqiao.law.__file__).parent
NOT_LAW: Final = frozenset({"answers", "cases", "chinese", "cli", "conformance", "reference"})
"""Modules that show or check the law and decide nothing."""


@dataclass(frozen=True)
class Mutant:
    """One change of one module, known by a name that survives edits elsewhere."""

    module: str
    change: Change
    tree: ast.Module
    nth: int

    @property
    def name(self) -> str:
        """Such as `service.signers.may_sign: a < b → a <= b`, with a number where it repeats."""
        change = self.change
        place = f"{self.module}.{change.function}" if change.function else self.module
        text = f"{place}: {_short(change.was)} → {_short(change.becomes)}"
        return f"{text} ({self.nth})" if self.nth > 1 else text


def modules() -> list[str]:
    """Every module that decides, by its name below the package."""
    names = [
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for path in sorted(PACKAGE.rglob("*.py"))
    ]
    return [name for name in names if name not in NOT_LAW and not name.endswith("__init__")]


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    tree = ast.parse(path_of(module).read_text("utf-8"))
    seen: dict[tuple[str, str, str], int] = {}
    for change in changes(tree):
        key = (change.function, _short(change.was), _short(change.becomes))
        seen[key] = seen.get(key, 0) + 1
        yield Mutant(module, change, tree, seen[key])


def path_of(module: str) -> Path:
    """The file of a module."""
    return PACKAGE.joinpath(*module.split(".")).with_suffix(".py")


def function_of(module: str, name: str) -> FunctionType | None:
    """The plain function of that name, or None where it is cached, generated or not found."""
    found: Any = sys.modules[f"yunqiao.law.{module}"]
    for part in name.split("."):
        found = found.__dict__.get(part) if hasattr(found, "__dict__") else None
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    return found if isinstance(found, FunctionType) else None


def replace_code(mutant: Mutant, function: FunctionType) -> None:
    """Let a function of this process run the mutant's code from now on."""
    names = mutant.change.function.split(".")
    with mutant.change.made():
        node: Any = mutant.tree
        for name in names:
            node = next(one for one in node.body if getattr(one, "name", None) == name)
        alone = ast.Module([node], [])
        decorators, node.decorator_list = node.decorator_list, []
        code = compile(alone, str(path_of(mutant.module)), "exec")
        node.decorator_list = decorators
    assert isinstance(node, Function)
    function.__code__ = next(one for one in code.co_consts if isinstance(one, CodeType))
    for answer in ("yes", "no"):
        function.__globals__.setdefault(answer, getattr(findings, answer))


def forget_what_was_read() -> None:
    """Empty every cache of the law, so that what a mutant would have read is read again."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):  # noqa: SLF001 - it has no public name
            module = str(getattr(one, "__module__", ""))
            if module.startswith("yunqiao.law.") and module not in _KEPT:
                one.cache_clear()


def import_anew(mutant: Mutant) -> None:
    """Import the whole law again, with the mutant in its module, and forget the tests that hold it."""
    for name in [one for one in sys.modules if one.startswith(("yunqiao.law", "tests.law"))]:
        del sys.modules[name]
    with mutant.change.made():
        code = compile(mutant.tree, str(path_of(mutant.module)), "exec")
    sys.meta_path.insert(0, _Mutated(f"yunqiao.law.{mutant.module}", code))


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        if self.name != "yunqiao.law.findings":
            module.__dict__.update(yes=None, no=None)
        exec(self.code, module.__dict__)


_KEPT: Final = {"yunqiao.law.cases", "yunqiao.law.answers"}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


_LONGEST: Final = 90
