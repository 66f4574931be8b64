"""Who may file, and who may examine a filing."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from yunqiao.court.casefile import representing
from yunqiao.court.casefile.access import may_name_agents, takes_part
from yunqiao.court.casefile.at_counter import works_at_counter_of
from yunqiao.court.casefile.filer import filer_of, has_acted_for_party
from yunqiao.court.casefile.models import Case, Representation
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import EXAMINE_OWN, YES, rule
from yunqiao.court.filing import acting
from yunqiao.court.filing.entries import PERSON_ENTERED
from yunqiao.court.filing.facts import AgentPower
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.legal_words import articles_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.foundation.reading import one
from yunqiao.court.identity.entries import PERSON_LOOKED_UP
from yunqiao.court.identity.models import Account, Person, StaffRole
from yunqiao.court.identity.proof.queries import standing_of
from yunqiao.court.identity.staff import holds_post, posts_of

LOOK_COUNTS: Final = timedelta(hours=12)
"""How long after looking a person up a clerk may begin their claim: the day they are there."""


def may_file(account: Account, court: Court) -> Permit:
    """Anyone with an open account may file with a court that takes filings."""
    if not account.is_active or account.person_id is None:
        return denied(_("This account is closed. Call the hotline 12368 to open it again."))
    if not court.takes_filings:
        return denied(_("This court does not take filings online. Choose another court."))
    return ALLOWED


def may_examine(account: Account, case: Case) -> Permit:
    """Filing clerks of the court seised examine its filings, but none in which they take part."""
    if not holds_post(account, case.court_id, StaffRole.FILING_CLERK):
        return denied(_("Only a filing clerk of this court can examine its filings."))
    if takes_part(account, case):
        return denied(_("You take part in this case yourself. Another clerk examines it."))
    if has_acted_for_party(case, account.person_id) and not _clerks_examine_own(case.court):
        return denied(
            _("You acted for the party at the counter. Another clerk of this court examines this.")
        )
    return ALLOWED


def may_take_down(account: Account) -> Permit:
    """Filing clerks take down claims at the counter or on the telephone, for any court."""
    if account.is_active and posts_of(account).filter(role=StaffRole.FILING_CLERK).exists():
        return ALLOWED
    return denied(_("Only filing clerks take down claims for others."))


def may_begin_for(account: Account, person: Person) -> Permit:
    """As `may_take_down`, for whom this clerk looked up or entered within hours, on the record."""
    permit = may_take_down(account)
    met = DocketEntry.objects.filter(
        stream_id=person.id,
        kind__in=(PERSON_LOOKED_UP, PERSON_ENTERED),
        actor=account.person_id,
        at__gte=now() - LOOK_COUNTS,
    )
    if not permit or met.exists():
        return permit
    return denied(
        _("Look the person up first, with your reason: the person can read that you did.")
    )


def may_see_worklist(account: Account) -> Permit:
    """Filing clerks of any court see the worklist of their courts."""
    if account.is_filing_clerk:
        return ALLOWED
    return denied(
        _(
            "This page is for filing clerks. If you are one, ask your court's administrator for the post."
        )
    )


def may_hand_out_receipt(account: Account, case: Case) -> Permit:
    """The clerk who took a claim down, and the filing clerks of its court, print its receipt."""
    if works_at_counter_of(account, case):
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


def may_write(account: Account, draft: ClaimDraft) -> Permit:
    """Corrections are written by whoever may act for the filer; any other draft is its author's."""
    if draft.corrects is not None:
        return may_act_for_filer(account, draft.corrects)
    return (
        ALLOWED if draft.account_id == account.id else denied(_("This draft is somebody else's."))
    )


def may_act_for_filer(account: Account, case: Case) -> Permit:
    """Whoever filed the claim corrects it, insists on it or withdraws it; so does an agent of theirs.

    For whoever filed at the counter, a clerk does.
    """
    if account.is_active and account.person_id is not None:
        filer = filer_of(case)
        principal = representing.principal_of(account.person_id, case.id, asked=filer)
        if filer in (account.person_id, principal):
            return ALLOWED
    if may_act_at_counter(account, case):
        return ALLOWED
    return denied(_("Only the person who filed this claim, or an agent of theirs, can do this."))


def may_act_at_counter(account: Account, case: Case) -> Permit:
    """Filing clerks act for whoever filed at the counter, until that person takes it online."""
    waiting = one(CounterFiling, "case_id = %s AND claimed_at IS NULL", [case.id])
    if waiting is not None and may_take_down(account) and may_hand_out_receipt(account, case):
        return ALLOWED
    return denied(_("Only for a person who filed at the counter and has not taken it online yet."))


def may_renew(account: Account, case: Case, held: Representation) -> Permit:
    """As `may_name_agents`; nobody renews an authority that they hold themselves."""
    if account.person_id == held.agent_id:
        return denied(
            _(
                "Agents do not renew their own authority. The party does it here, or the court's"
                " filing clerk with what the party signed."
            )
        )
    return may_name_agents(account, case, held.principal_id)


def may_withdraw(account: Account, case: Case) -> Permit:
    """As `may_act_for_filer`; an agent needs the special power to give up claims (CPL 62)."""
    permit = may_act_for_filer(account, case)
    filer = filer_of(case)
    held = acting.authority_of(representing.actor(account, case.id, asked=filer), case)
    if not permit or held is None or account.person_id == filer:
        return permit
    found = acting.covers(held, AgentPower.WAIVE_CLAIM)
    if found.is_yes:
        return ALLOWED
    return denied(
        _(
            "To withdraw a claim an agent needs the special power to waive claims (%(articles)s)."
            " Let the party withdraw it, or hand in a power of attorney that names it."
        )
        % {"articles": articles_of(found)}
    )


def _clerks_examine_own(court: Court) -> bool:
    return rule(court, EXAMINE_OWN, court_date(now(), court.zone)) == YES
