"""What happened to a person's proof of identity, every look at it included, for that person to read."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.foundation.components import TimelineItem
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.entries import PERSON_LOOKED_UP
from yunqiao.court.identity.proof import entries
from yunqiao.court.identity.proof.models import IdentityProof

MOST: Final = 50
_TITLES: Final[Mapping[str, Promise]] = {
    entries.IDENTITY_SUBMITTED: gettext_lazy("You gave your papers to the court"),
    entries.IDENTITY_CORRECTED: gettext_lazy("You gave what the court had named"),
    entries.IDENTITY_REGISTER_ANSWERED: gettext_lazy("The immigration authority was asked"),
    entries.IDENTITY_PROVED: gettext_lazy("The court found your identity proved"),
    entries.IDENTITY_REFUSED: gettext_lazy("The court named what is wrong"),
    entries.IDENTITY_MORE_WANTED: gettext_lazy("The court asked for more"),
    entries.IDENTITY_NUMBER_SEEN: gettext_lazy("An officer looked at your whole number"),
    entries.IDENTITY_PAPER_SEEN: gettext_lazy("An officer looked at a paper of yours"),
    PERSON_LOOKED_UP: gettext_lazy("A clerk looked you up at the counter"),
    entries.IDENTITY_NOTICE_SENT: gettext_lazy("The court sent you a notice"),
}


def history_of(proof: IdentityProof) -> list[TimelineItem]:
    """What stands on the person's docket about proving who they are, the newest first."""
    found = DocketEntry.objects.filter(stream_id=proof.person_id, kind__in=_TITLES)
    return [_item(entry) for entry in found.order_by("-seq")[:MOST]]


def _item(entry: DocketEntry) -> TimelineItem:
    why = entry.payload.get("why", "")
    said = _("Reason: %(why)s") % {"why": why} if why else ""
    return TimelineItem(title=str(_TITLES[entry.kind]), at=entry.at, text=said)
