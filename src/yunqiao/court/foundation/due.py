"""How urgent a last day is, in words and by colour."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import Colour, Tag

SOON: Final = 2
"""Days before its last day that something is marked as urgent."""


def due_tag(due_on: date) -> Tag:
    """How urgent a court-local last day is, in words and by colour."""
    left = (due_on - court_date(now())).days
    if left < 0:
        late = ngettext("%(days)s day overdue", "%(days)s days overdue", -left)
        return Tag(late % {"days": -left}, Colour.RED)
    if left == 0:
        return Tag(_("Due today"), Colour.ORANGE)
    text = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return Tag(text, Colour.YELLOW if left <= SOON else Colour.GREY)
