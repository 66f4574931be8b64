"""Names of files: kept in any script, without what could mislead a reader or a file system."""

import unicodedata
from typing import Final

LONGEST_NAME: Final = 255
_KEPT_JOINERS: Final = "\u200c\u200d"
"""Zero-width joiners belong to how some scripts and emoji are written."""


def clean_name(given: str) -> str:
    """The last part of a path, without control and direction-changing characters, in NFC.

    Empty if nothing is left of it.
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if _is_shown(sign))
    return unicodedata.normalize("NFC", shown).strip(" .")


def extension_of(name: str) -> str:
    """The part behind the last full stop, in lower case; empty if there is none."""
    before, _, extension = name.rpartition(".")
    return extension.lower() if before else ""


def _is_shown(sign: str) -> bool:
    return sign in _KEPT_JOINERS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
