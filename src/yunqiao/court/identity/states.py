"""States of a request for a way back into an account."""

from typing import Final

from django.db import models

from yunqiao.court.foundation.states import StateTable, Transition
from yunqiao.court.identity.entries import WAY_BACK_GRANTED, WAY_BACK_STOPPED, WAY_BACK_TAKEN

WAY_BACK_REFUSED: Final = "WAY_BACK_REFUSED"


class WayBackState(models.TextChoices):
    """How a request stands."""

    OPEN = "open"
    REFUSED = "refused"
    WAITING = "waiting"
    STOPPED = "stopped"
    DONE = "done"


WAYS_BACK: Final = StateTable(
    "way_back",
    WayBackState.OPEN,
    (
        Transition(WayBackState.OPEN, WAY_BACK_REFUSED, WayBackState.REFUSED),
        Transition(WayBackState.OPEN, WAY_BACK_GRANTED, WayBackState.WAITING),
        Transition(WayBackState.WAITING, WAY_BACK_STOPPED, WayBackState.STOPPED),
        Transition(WayBackState.WAITING, WAY_BACK_REFUSED, WayBackState.REFUSED),
        Transition(WayBackState.WAITING, WAY_BACK_TAKEN, WayBackState.DONE),
    ),
)
"""Granted, a request waits: the account's holder is told and can stop it."""
