"""Who may prove an identity, who may check one, and who may look at its papers."""

from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.proof.models import IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import OPEN_TO_PARTY, PaperState
from yunqiao.court.identity.staff import holds_post, posts_of


def may_prove(account: Account) -> Permit:
    """Whoever has an open account proves who they are."""
    if account.is_active and account.person_id is not None:
        return ALLOWED
    return denied(_("This account is closed. Call the hotline 12368 to open it again."))


def may_give(account: Account, paper: IdentityPaper | None) -> Permit:
    """The person gives a paper that is wanted, or that the court named as wrong; nothing else."""
    mine = paper is not None and paper.proof.person_id == account.person_id
    if paper is None or not mine or paper.state == PaperState.WITHDRAWN:
        return denied(_("This paper is not yours to give. Open your own list of papers."))
    if paper.proof.state not in OPEN_TO_PARTY or paper.state == PaperState.GIVEN:
        return denied(_("The court has this paper. It can be changed when the court asks for it."))
    return ALLOWED


def may_see_worklist(account: Account) -> Permit:
    """Filing clerks of any court see who waits at their courts."""
    if posts_of(account).filter(role=StaffRole.FILING_CLERK).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for filing clerks. If you are one, ask your court's administrator for the post."
        )
    )


def may_check(account: Account, proof: IdentityProof) -> Permit:
    """Filing clerks of the court the person chose check the identity (XB 4), never their own."""
    court: UUID | None = proof.court_id
    if court is None or not holds_post(account, court, StaffRole.FILING_CLERK):
        return denied(
            _("Only a filing clerk of the court that was chosen can check this identity.")
        )
    if proof.person_id == account.person_id:
        return denied(_("Nobody checks their own identity. Leave it to another clerk."))
    return ALLOWED
