"""How an application for relief stands, and which docket entry leads from one state to the next."""

from django.db import models

from yunqiao.court.casefile.entries import FEE_RELIEF_GRANTED, FEE_RELIEF_REFUSED
from yunqiao.court.foundation.states import StateTable, Transition


class ReliefState(models.TextChoices):
    """How an application stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


RELIEF = StateTable(
    "application for relief",
    ReliefState.ASKED,
    (
        Transition(ReliefState.ASKED, FEE_RELIEF_GRANTED, ReliefState.GRANTED),
        Transition(ReliefState.ASKED, FEE_RELIEF_REFUSED, ReliefState.REFUSED),
    ),
)
