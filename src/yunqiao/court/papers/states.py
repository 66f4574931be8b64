"""States of an upload, and which outcome of the examination leads from one to the next."""

from typing import Final

from django.db import models

from yunqiao.court.foundation.states import StateTable, Transition


class UploadState(models.TextChoices):
    """How far an upload is."""

    RECEIVED = "received"
    READY = "ready"
    REFUSED = "refused"


FOUND_FIT: Final = "FOUND_FIT"
FOUND_UNFIT: Final = "FOUND_UNFIT"

UPLOADS: Final = StateTable(
    "upload",
    UploadState.RECEIVED,
    (
        Transition(UploadState.RECEIVED, FOUND_FIT, UploadState.READY),
        Transition(UploadState.RECEIVED, FOUND_UNFIT, UploadState.REFUSED),
    ),
)
