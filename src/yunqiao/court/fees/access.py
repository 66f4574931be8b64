"""Who sees what a case costs, who asks for relief from it, and who at the court works on it."""

from django.utils.translation import gettext as _

from yunqiao.court.casefile.access import taking_part
from yunqiao.court.casefile.models import Case, Representation, Role
from yunqiao.court.casefile.sides import acts_for
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of

FEE_STAFF = (StaffRole.FILING_CLERK, StaffRole.JUDGE, StaffRole.COURT_CLERK)


def may_act_for_payer(account: Account, case: Case) -> Permit:
    """Each of the claimants, who owe the fee together, or an agent of theirs, pays and asks for relief."""
    if any(party.role == Role.CLAIMANT for party in acts_for(account, case)):
        return ALLOWED
    return denied(_("Only the party who pays the fee, or an agent of theirs, can do this."))


def may_see_fees(account: Account, case: Case) -> Permit:
    """The party who pays, their agents, and the court's staff see what the case costs."""
    if may_act_for_payer(account, case) or may_work_on_fees(account, case):
        return ALLOWED
    return denied(_("Only the party who pays the fee and the court see it."))


def may_work_on_fees(account: Account, case: Case) -> Permit:
    """Filing clerks, judges and court clerks of the court, but in no case they have taken part in."""
    if not holds_post(account, case.court_id, *FEE_STAFF):
        return denied(_("Only staff of this court who work on the case can do this."))
    was_agent = Representation.objects.filter(case=case, agent=account.person_id)
    if taking_part(account).filter(id=case.id).exists() or was_agent.exists():
        return denied(_("You take part in this case yourself. Somebody else does this."))
    return ALLOWED


def may_see_worklist(account: Account) -> Permit:
    """Filing clerks, judges and court clerks of any court see what waits about fees there."""
    if account.is_active and posts_of(account).filter(role__in=FEE_STAFF).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for filing clerks, judges and court clerks. Ask your court's administrator for the post."
        )
    )
