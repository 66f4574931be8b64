"""Stages and docket entries in the reader's words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yunqiao.court.casefile import entries
from yunqiao.court.casefile.states import Stage
from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.foundation.models import DocketEntry

_STAGES: Final[Mapping[str, tuple[Promise, Colour]]] = {
    Stage.FILED: (gettext_lazy("Waiting for examination"), Colour.TEAL),
    Stage.CORRECTION: (gettext_lazy("Waiting for your corrections"), Colour.ORANGE),
    Stage.RETURNED: (gettext_lazy("Returned"), Colour.GREY),
    Stage.REFUSED: (gettext_lazy("Not accepted"), Colour.RED),
    Stage.WITHDRAWN: (gettext_lazy("Withdrawn"), Colour.GREY),
    Stage.REGISTERED: (gettext_lazy("Registered"), Colour.GREEN),
}
_TITLES: Final[Mapping[str, Promise]] = {
    entries.CLAIM_FILED: gettext_lazy("The claim was filed"),
    entries.RECEIPT_ISSUED: gettext_lazy("The receipt was issued"),
    entries.CORRECTION_REQUESTED: gettext_lazy("The court asked for corrections"),
    entries.CLAIM_CORRECTED: gettext_lazy("The claim was corrected"),
    entries.CLAIM_RETURNED: gettext_lazy("The papers were returned"),
    entries.CLAIM_WITHDRAWN: gettext_lazy("The claim was withdrawn"),
    entries.FILING_REFUSED: gettext_lazy("The filing was not accepted"),
    entries.CASE_REGISTERED: gettext_lazy("The case was registered"),
    entries.NOTICE_SENT: gettext_lazy("A notice was sent by e-mail"),
}


def stage_tag(stage: str) -> Tag:
    """A stage as a tag."""
    text, colour = _STAGES[stage]
    return Tag(str(text), colour)


def title_of_entry(entry: DocketEntry) -> str:
    """What a docket entry says happened."""
    known = _TITLES.get(entry.kind)
    return str(known) if known is not None else entry.kind
