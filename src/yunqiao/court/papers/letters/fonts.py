"""Where the Chinese typeface of the court's letters is found on this machine."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from django.conf import settings


class FontMissingError(Exception):
    """No typeface holds the characters of Chinese letters; the text says how to get one."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family as Typst calls it, and the folders its files lie in."""

    family: str
    folders: tuple[Path, ...]


@cache
def chinese() -> Typeface:
    """The best typeface installed here: the serif of the front end's packages before the rest.

    Raises:
        FontMissingError: there is none.
    """
    for typeface in (_packaged_serif(), _debian_serif(), _python_sans()):
        if all(folder.is_dir() for folder in typeface.folders):
            return typeface
    raise FontMissingError(
        "No Chinese typeface is installed: run npm ci in the folder frontend, or install the"
        " package fonts-noto-cjk."
    )


def _packaged_serif() -> Typeface:
    package = Path(settings.ROOT, "frontend/node_modules/@expo-google-fonts/noto-serif-sc")
    return Typeface("Noto Serif SC", tuple(package / weight for weight in WEIGHTS))


def _debian_serif() -> Typeface:
    return Typeface("Noto Serif CJK SC", (DEBIAN,))


def _python_sans() -> Typeface:
    spec = find_spec(PYTHON_PACKAGE)
    package = Path(spec.origin).parent if spec and spec.origin else Path(PYTHON_PACKAGE)
    return Typeface("Noto Sans CJK SC", (package,))


WEIGHTS: Final = ("400Regular", "700Bold")
"""Other weights of the package, 15 MB each, are not loaded."""
DEBIAN: Final = Path("/usr/share/fonts/opentype/noto")
PYTHON_PACKAGE: Final = "noto_cjk_sans_otc"
