"""Acting for whoever filed at the counter: who that is, which clerk may, and how the person was there."""

from typing import Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.casefile.entries import MATTER_JOINED
from yunqiao.court.casefile.filer import taken_down_by
from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.written import Chosen
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of

PRESENT: Final = "present"
TELEPHONE: Final = "telephone"
PRESENCES: Final = (PRESENT, TELEPHONE)
"""How a person was there for whom a clerk acts."""
SCREEN: Final = "screen"
PAPER: Final = "paper"
ORAL: Final = "oral"
"""How a person stands by what a clerk takes down for them (CPL 123(2))."""


class PresenceForm(forms.Form):
    """Whether the person is there for whom a clerk acts."""

    presence = Chosen(
        label=_("Is the person here?"),
        choices=[(PRESENT, _("Yes, at the counter")), (TELEPHONE, _("No, on the telephone"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the person is here.")},
    )


def works_at_counter_of(account: Account, case: Case) -> bool:
    """Whether it is the clerk who took the claim down, or a filing clerk of the case's court."""
    if not account.is_active or account.person_id is None:
        return False
    if holds_post(account, case.court_id, StaffRole.FILING_CLERK):
        return True
    is_clerk = posts_of(account).filter(role=StaffRole.FILING_CLERK)
    return taken_down_by(case) == account.person_id and is_clerk.exists()


def person_served_by(account: Account, case: Case) -> UUID | None:
    """The person who filed at the counter and has not taken it online, for a clerk who may act for them."""
    on_docket = DocketEntry.objects.filter(stream_id=case.id)
    if not works_at_counter_of(account, case) or on_docket.filter(kind=MATTER_JOINED).exists():
        return None
    first = on_docket.filter(seq=1).first()
    return first.on_behalf_of if first and first.payload.get("counter") else None
