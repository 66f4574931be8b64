"""Who sees what a case costs, who asks for relief or to withdraw, and who at the court works on it."""

from django.utils.translation import gettext as _

from yunqiao.court.casefile.access import has_taken_part
from yunqiao.court.casefile.at_counter import person_served_by
from yunqiao.court.casefile.filer import has_acted_for_party
from yunqiao.court.casefile.models import Case, Party, PartyStanding, Role
from yunqiao.court.casefile.representing import held_by
from yunqiao.court.casefile.sides import acts_for, owe_together
from yunqiao.court.fees import facts
from yunqiao.court.foundation.legal_words import cited
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of

FEE_STAFF = (StaffRole.FILING_CLERK, StaffRole.JUDGE, StaffRole.COURT_CLERK)


def may_act_for_payer(account: Account, case: Case) -> Permit:
    """Each of the claimants, who owe the fee together, or an agent of theirs, pays and asks for relief."""
    own = [one for one in acts_for(account, case) if one.role == Role.CLAIMANT]
    if any(owe_together(one, one) for one in own):
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
    if has_taken_part(account, case):
        return denied(_("You take part in this case yourself. Somebody else does this."))
    return ALLOWED


def claimants_withdrawing(account: Account, case: Case) -> list[Party]:
    """The claimants for whom an account may ask to withdraw the suit, in their order.

    An agent needs the special power to give up claims (CPL 62); a clerk asks for whoever filed at
    the counter and has not taken the matter online.
    """
    if not account.is_active:
        return []
    held = held_by(account.person_id).filter(case=case)
    principals = [one.principal_id for one in held if facts.may_give_up_claims(one.powers)]
    persons = {account.person_id, person_served_by(account, case), *principals}
    claimants = Party.objects.filter(
        case=case, role=Role.CLAIMANT, standing=PartyStanding.IN_SUIT, person__in=persons - {None}
    )
    return list(claimants.order_by("position"))


def may_ask_to_withdraw(account: Account, case: Case) -> Permit:
    """A claimant, an agent of theirs who has that power, or a clerk for one who filed at the counter."""
    if claimants_withdrawing(account, case):
        return ALLOWED
    if not may_act_for_payer(account, case):
        return denied(_("Only a claimant, or an agent of theirs, can do this."))
    return denied(
        _(
            "To withdraw a claim an agent needs the special power to waive claims (%(articles)s)."
            " Let the party withdraw it, or hand in a power of attorney that names it."
        )
        % {"articles": cited("CPL 62(2)")}
    )


def may_rule_on_withdrawal(account: Account, case: Case) -> Permit:
    """Judges of the court, but in no case they have taken part in (CPL 148)."""
    if not holds_post(account, case.court_id, StaffRole.JUDGE):
        return denied(_("Only a judge of this court can rule on this."))
    if has_acted_for_party(case, account.person_id):
        return denied(_("You acted for a party of this case. Another judge rules on this."))
    return may_work_on_fees(account, case)


def may_see_worklist(account: Account) -> Permit:
    """Filing clerks, judges and court clerks of any court see what waits about fees there."""
    if account.is_active and posts_of(account).filter(role__in=FEE_STAFF).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for filing clerks, judges and court clerks. Ask your court's administrator for the post."
        )
    )
