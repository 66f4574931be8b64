"""The rules of procedure as code: pure functions that decide, cite and explain. Standard library only."""

import pkgutil
from functools import cache
from importlib import import_module


@cache
def load_all() -> None:
    """Import every module of the law, so that the catalogue holds every provision."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
