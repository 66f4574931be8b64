"""A page to picture, as the list of them and the camera know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to picture: what the index calls it, whose session opens it, and how to get there.

    From `path` the links that `clicks` select are followed; `then` is added to where they led.
    """

    name: str
    path: str
    account: str = ""
    clicks: tuple[str, ...] = ()
    then: str = ""
