"""The page on which every surviving mutant is explained."""

from typing import Any


def write_report(found: dict[str, dict[str, Any]]) -> int:
    """Write the page; 1 if a survivor is not explained."""
    for verdicts in found.values():
        for name, verdict in verdicts.items():
            if verdict == "survived":
                print(name)
    return 0
