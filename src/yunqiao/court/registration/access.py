"""Who works on registered cases: judges and court clerks of the court, each in their division."""

from django.db.models import Q
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.legal_words import cited
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of
from yunqiao.court.registration import facts
from yunqiao.court.registration.models import Assignment

TRIAL_STAFF = (StaffRole.JUDGE, StaffRole.COURT_CLERK)


def may_see_worklist(account: Account) -> Permit:
    """Judges and court clerks of any court see the worklist of their divisions."""
    if account.is_active and posts_of(account).filter(role__in=TRIAL_STAFF).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for judges and court clerks. If you are one, ask your court's administrator for the post."
        )
    )


def may_prepare(account: Account, case: Case) -> Permit:
    """The court's filing clerks, judges and court clerks see the papers that are prepared."""
    roles = (*TRIAL_STAFF, StaffRole.FILING_CLERK)
    if holds_post(account, case.court_id, *roles):
        return _unless_withdrawn(account, case)
    return denied(_("Only staff of this court who work on the case can see this."))


def may_assign(account: Account, case: Case) -> Permit:
    """Judges and court clerks of the division assign its cases; those of no division assign any."""
    division = Assignment.objects.filter(case=case).values_list("division", flat=True).first()
    mine = Q(division=None) | Q(division=division) if division else Q()
    held = posts_of(account).filter(mine, court=case.court_id, role__in=TRIAL_STAFF)
    if account.is_active and held.exists():
        return _unless_withdrawn(account, case)
    return denied(_("Only a judge or court clerk of the division that has the case assigns it."))


def _unless_withdrawn(account: Account, case: Case) -> Permit:
    found = facts.withdrawn([account], case).get(account.id)
    if found is None:
        return ALLOWED
    article = _("; ").join(cited(str(citation)) for citation in found.citations)
    return denied(
        _(
            "You are a party to this case or have been an agent in it. Leave it to a colleague (%(article)s)."
        )
        % {"article": article}
    )
