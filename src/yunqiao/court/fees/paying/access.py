"""Who pays, who sees a payment, and who handles the court's money."""

from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.access import has_taken_part
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.sides import acts_for, owe_together
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import REFUND_SECOND_PERSON, YES, rule
from yunqiao.court.fees.paying.models import Refund
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of


def side_of(account: Account, debtor: Party) -> Party | None:
    """On whose side an account pays what a party owes: the party's, or one's who owes it together."""
    own = [one for one in acts_for(account, debtor.case) if owe_together(one, debtor)]
    return debtor if debtor in own else next(iter(own), None)


def may_pay(account: Account, debtor: Party | None) -> Permit:
    """A party pays, whoever owes it together, or an agent of theirs; None is nobody on the case."""
    if debtor and side_of(account, debtor):
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
    """Finance staff of the court that has the case, but in no case they have taken part in."""
    if has_taken_part(account, case):
        return denied(_("You take part in this case yourself. Somebody else does this."))
    return may_handle_money_of(account, case.court_id)


def may_handle_money_of(account: Account, court_id: UUID | None) -> Permit:
    """Finance staff of a court; of money of no court's, finance staff of any."""
    if court_id is None:
        return may_see_desk(account)
    if holds_post(account, court_id, StaffRole.FINANCE):
        return ALLOWED
    return denied(_("Only the finance staff of this court can do this."))


def may_approve(account: Account, refund: Refund) -> Permit:
    """Whoever handles the money; not the person who proposed the refund, by whatever account, where the court wants two persons."""
    case = refund.party.case
    today = court_date(now(), case.court.zone)
    wants_two = rule(case.court, REFUND_SECOND_PERSON, today) == YES
    if wants_two and account.person_id == refund.proposed_by.person_id:
        return denied(_("Another member of the finance staff must approve what you proposed."))
    return may_handle_money(account, case)


def courts_of(account: Account) -> list[Court]:
    """The courts whose money the account handles."""
    held = posts_of(account).filter(role=StaffRole.FINANCE).values("court_id")
    return list(Court.objects.filter(id__in=held).order_by("code"))
