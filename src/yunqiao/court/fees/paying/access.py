"""Who pays, who sees a payment, and who handles the court's money."""

from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.access import taking_part
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.representing import held_by
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of


def payable_by(account: Account, case: Case) -> list[Party]:
    """The parties of a case for whom an account may pay: itself, and its principals today."""
    if not account.is_active or account.person_id is None:
        return []
    principals = held_by(account.person_id).filter(case=case).values_list("principal_id", flat=True)
    persons = {account.person_id, *principals}
    return list(
        Party.objects.filter(case=case, person__in=persons)
        .select_related("case__court")
        .order_by("position")
    )


def may_pay(account: Account, party: Party | None) -> Permit:
    """A party pays, or an agent of theirs; None is nobody on the case."""
    if party and party.id in {one.id for one in payable_by(account, party.case)}:
        return ALLOWED
    return denied(_("Only the party or an agent of theirs can do this."))


def may_see_desk(account: Account) -> Permit:
    """Finance staff of any court see what waits for them."""
    if account.is_active and posts_of(account).filter(role=StaffRole.FINANCE).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for the finance staff of a court. If you are one, ask your court's administrator for the post."
        )
    )


def may_handle_money(account: Account, case: Case) -> Permit:
    """Finance staff of the court that has the case, but in no case of their own."""
    if taking_part(account).filter(id=case.id).exists():
        return denied(_("You take part in this case yourself. Somebody else does this."))
    return may_handle_money_of(account, case.court_id)


def may_handle_money_of(account: Account, court_id: UUID | None) -> Permit:
    """Finance staff of a court; of money of no court's, finance staff of any."""
    if court_id is None:
        return may_see_desk(account)
    if holds_post(account, court_id, StaffRole.FINANCE):
        return ALLOWED
    return denied(_("Only the finance staff of this court can do this."))


def courts_of(account: Account) -> list[Court]:
    """The courts whose money the account handles."""
    held = posts_of(account).filter(role=StaffRole.FINANCE).values("court_id")
    return list(Court.objects.filter(id__in=held).order_by("code"))
