"""States of a proof of identity, and which act leads from one to the next."""

from typing import Final

from django.db import models

from yunqiao.court.foundation.states import StateTable, Transition
from yunqiao.court.identity.proof.entries import (
    IDENTITY_CORRECTED,
    IDENTITY_MORE_WANTED,
    IDENTITY_PROVED,
    IDENTITY_REFUSED,
    IDENTITY_SUBMITTED,
)


class ProofState(models.TextChoices):
    """How far a proof of identity is."""

    WRITING = "writing"
    WAITING = "waiting"
    REFUSED = "refused"
    MORE_WANTED = "more_wanted"
    PROVED = "proved"


class PaperState(models.TextChoices):
    """How one of its papers stands."""

    WANTED = "wanted"
    GIVEN = "given"
    WRONG = "wrong"
    WITHDRAWN = "withdrawn"


PROOFS: Final = StateTable(
    "proof of identity",
    ProofState.WRITING,
    (
        Transition(ProofState.WRITING, IDENTITY_SUBMITTED, ProofState.WAITING),
        Transition(ProofState.WAITING, IDENTITY_PROVED, ProofState.PROVED),
        Transition(ProofState.WAITING, IDENTITY_REFUSED, ProofState.REFUSED),
        Transition(ProofState.WAITING, IDENTITY_MORE_WANTED, ProofState.MORE_WANTED),
        Transition(ProofState.REFUSED, IDENTITY_CORRECTED, ProofState.WAITING),
        Transition(ProofState.MORE_WANTED, IDENTITY_CORRECTED, ProofState.WAITING),
    ),
)

OPEN_TO_PARTY: Final = (ProofState.WRITING, ProofState.REFUSED, ProofState.MORE_WANTED)
"""Where the person can give or correct something."""
