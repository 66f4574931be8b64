"""Who may file, and who may examine a filing."""

from django.utils.translation import gettext as _

from yunqiao.court.casefile.filer import filer_of, taken_down_by
from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import EXAMINE_OWN, YES, rule
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.proof.queries import standing_of
from yunqiao.court.identity.staff import holds_post, posts_of


def may_file(account: Account, court: Court) -> Permit:
    """Anyone with an open account may file with a court that takes filings."""
    if not account.is_active or account.person_id is None:
        return denied(_("This account is closed. Call the hotline 12368 to open it again."))
    if not court.takes_filings:
        return denied(_("This court does not take filings online. Choose another court."))
    return ALLOWED


def may_examine(account: Account, case: Case) -> Permit:
    """Filing clerks of the court seised examine its filings."""
    if not holds_post(account, case.court_id, StaffRole.FILING_CLERK):
        return denied(_("Only a filing clerk of this court can examine its filings."))
    if taken_down_by(case) == account.person_id and not _clerks_examine_own(case.court):
        return denied(
            _("You took this claim down at the counter. Another clerk of this court examines it.")
        )
    return ALLOWED


def may_take_down(account: Account) -> Permit:
    """Filing clerks take down claims at the counter or on the telephone, for any court."""
    if account.is_active and posts_of(account).filter(role=StaffRole.FILING_CLERK).exists():
        return ALLOWED
    return denied(_("Only filing clerks take down claims for others."))


def may_see_worklist(account: Account) -> Permit:
    """Filing clerks of any court see the worklist of their courts."""
    if posts_of(account).filter(role=StaffRole.FILING_CLERK).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for filing clerks. If you are one, ask your court's administrator for the post."
        )
    )


def may_hand_out_receipt(account: Account, case: Case) -> Permit:
    """The clerk who took a claim down, and the filing clerks of its court, print its receipt."""
    own = taken_down_by(case) == account.person_id and bool(may_take_down(account))
    if own or holds_post(account, case.court_id, StaffRole.FILING_CLERK):
        return ALLOWED
    return denied(_("Only filing clerks of this court hand out its receipts."))


def may_join(account: Account) -> Permit:
    """Whoever takes a counter filing online has an open account and has proved who they are."""
    if not account.is_active or account.person_id is None:
        return denied(_("This account is closed. Call the hotline 12368 to open it again."))
    if not standing_of(account.person_id).is_proved:
        return denied(
            _(
                "First prove who you are. When the court has confirmed it, come back with the receipt."
            )
        )
    return ALLOWED


def may_act_for_filer(account: Account, case: Case) -> Permit:
    """Whoever filed the claim corrects it, asks for a ruling on it, or withdraws it."""
    if account.is_active and account.person_id is not None and filer_of(case) == account.person_id:
        return ALLOWED
    return denied(_("Only the person who filed this claim can do this."))


def _clerks_examine_own(court: Court) -> bool:
    return rule(court, EXAMINE_OWN, court_date(now(), court.zone)) == YES
