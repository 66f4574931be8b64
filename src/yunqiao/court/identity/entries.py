"""Kinds and payloads of the entries this room writes on a person's stream."""

from dataclasses import asdict, dataclass
from typing import Any, Final

NAME_ADDED: Final = "NAME_ADDED"
NAME_REMOVED: Final = "NAME_REMOVED"
NAME_CHOSEN: Final = "NAME_CHOSEN"
PERSON_LOOKED_UP: Final = "PERSON_LOOKED_UP"
WAY_IN_CHANGED: Final = "WAY_IN_CHANGED"
WAY_BACK_GRANTED: Final = "WAY_BACK_GRANTED"
WAY_BACK_STOPPED: Final = "WAY_BACK_STOPPED"
WAY_BACK_TAKEN: Final = "WAY_BACK_TAKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """NAME_ADDED, NAME_REMOVED and NAME_CHOSEN: a name exactly as given, and which one it is."""

    script: str
    text: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """PERSON_LOOKED_UP: whether by name and date of birth or by an identifier, and why."""

    by_name: bool
    why: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """WAY_IN_CHANGED: what was added, changed or removed; addresses only so far as to know them by."""

    channel: str
    before: str
    after: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBackDecision:
    """WAY_BACK_GRANTED, WAY_BACK_STOPPED and WAY_BACK_TAKEN: the request and what it puts where."""

    request: str
    lost: str
    offered: str
    identity_check: str
    effective_at: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON; the instant is UTC, ISO 8601."""
        return asdict(self)
