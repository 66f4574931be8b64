"""Stages of a case, and which docket entry leads from one to the next."""

from django.db import models

from yunqiao.court.casefile.entries import (
    CASE_REGISTERED,
    CLAIM_CORRECTED,
    CLAIM_RETURNED,
    CLAIM_WITHDRAWN,
    CORRECTION_REQUESTED,
    CORRECTION_TIME_ASKED,
    CORRECTION_TIME_EXTENDED,
    CORRECTION_TIME_REFUSED,
    FILING_REFUSED,
    INADMISSIBILITY_RULED,
    RULING_ASKED,
    TREATED_AS_WITHDRAWN,
    WITHDRAWAL_ALLOWED,
)
from yunqiao.court.foundation.states import StateTable, Transition


class Stage(models.TextChoices):
    """Where a case stands."""

    FILED = "filed"
    CORRECTION = "correction"
    RETURNED = "returned"
    REFUSED = "refused"
    RULING = "ruling"
    INADMISSIBLE = "inadmissible"
    WITHDRAWN = "withdrawn"
    REGISTERED = "registered"


STAGES = StateTable(
    "case",
    Stage.FILED,
    (
        Transition(Stage.FILED, CASE_REGISTERED, Stage.REGISTERED),
        Transition(Stage.FILED, CORRECTION_REQUESTED, Stage.CORRECTION),
        Transition(Stage.FILED, FILING_REFUSED, Stage.REFUSED),
        Transition(Stage.FILED, CLAIM_WITHDRAWN, Stage.WITHDRAWN),
        Transition(Stage.CORRECTION, CLAIM_CORRECTED, Stage.FILED),
        Transition(Stage.CORRECTION, CLAIM_RETURNED, Stage.RETURNED),
        Transition(Stage.CORRECTION, CORRECTION_TIME_ASKED, Stage.CORRECTION),
        Transition(Stage.CORRECTION, CORRECTION_TIME_EXTENDED, Stage.CORRECTION),
        Transition(Stage.CORRECTION, CORRECTION_TIME_REFUSED, Stage.CORRECTION),
        Transition(Stage.CORRECTION, CLAIM_WITHDRAWN, Stage.WITHDRAWN),
        Transition(Stage.REFUSED, RULING_ASKED, Stage.RULING),
        Transition(Stage.RETURNED, RULING_ASKED, Stage.RULING),
        Transition(Stage.RULING, INADMISSIBILITY_RULED, Stage.INADMISSIBLE),
        Transition(Stage.RULING, CASE_REGISTERED, Stage.REGISTERED),
        Transition(Stage.REGISTERED, TREATED_AS_WITHDRAWN, Stage.WITHDRAWN),
        Transition(Stage.REGISTERED, WITHDRAWAL_ALLOWED, Stage.WITHDRAWN),
    ),
)
