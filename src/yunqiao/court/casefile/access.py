"""Who sees which case, and who may change who acts for whom."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, Document, Party, Representation
from yunqiao.court.casefile.representing import held_by, principal_of
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.foundation.reading import one
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import holds_post, posts_of, works_at


def visible_to(account: Account) -> QuerySet[Case]:
    """The cases an account may see: its own, those of its principals, and those of its courts."""
    seen = Q(court__in=posts_of(account).values("court_id"))
    if account.person_id is not None:
        seen |= Q(Exists(Party.objects.filter(case=OuterRef("id"), person=account.person_id)))
        seen |= Q(Exists(held_by(account.person_id).filter(case=OuterRef("id"))))
    return Case.objects.filter(seen)


def documents_visible_to(account: Account) -> QuerySet[Document]:
    """The documents of the cases an account may see, but those for others alone."""
    return Document.objects.filter(_for(account), case__in=visible_to(account).values("id"))


def documents_of(case: Case, account: Account) -> QuerySet[Document]:
    """As `documents_visible_to`, of a case that the account is known to see."""
    documents = Document.objects.filter(case=case)
    return documents if reads_as_court(account, case) else documents.filter(_for(account))


def reads_as_court(account: Account, case: Case) -> bool:
    """Whether an account reads what is for one side alone, as staff of the case's court.

    Whoever is a party to the case, or has been an agent in it, leaves it to others (CPL 47).
    """
    return works_at(account, case.court_id) and not has_taken_part(account, case)


def taking_part(account: Account) -> QuerySet[Case]:
    """The cases in which an account's person is a party, or an agent today."""
    if account.person_id is None:
        return Case.objects.none()
    own = Party.objects.filter(person=account.person_id).values("case_id")
    held = held_by(account.person_id).values("case_id")
    # Two conditions joined by OR would be tried on every case there is.
    return Case.objects.filter(id__in=own.union(held))


def takes_part(account: Account, case: Case) -> bool:
    """Whether the case is one of those the account is `taking_part` in."""
    if account.person_id is None:
        return False
    own = one(Party, "case_id = %s AND person_id = %s", [case.id, account.person_id])
    return own is not None or principal_of(account.person_id, case.id) is not None


def has_taken_part(account: Account, case: Case) -> bool:
    """Whether the account takes part in the case, or was ever an agent on it."""
    was_agent = "case_id = %s AND agent_id = %s"
    return takes_part(account, case) or bool(
        account.person_id and one(Representation, was_agent, [case.id, account.person_id])
    )


def may_audit(account: Account) -> Permit:
    """Auditors of any court read the cases of theirs."""
    if account.is_active and posts_of(account).filter(role=StaffRole.AUDITOR).exists():
        return ALLOWED
    return denied(
        _("This page is for auditors. If you are one, ask your court's administrator for the post.")
    )


def may_name_agents(account: Account, case: Case, principal: UUID) -> Permit:
    """A party names and renews its agents; an agent or a filing clerk hands in what it signed."""
    if not account.is_active or account.person_id is None:
        return denied(_("This account is closed. Call the hotline 12368 to open it again."))
    acts = held_by(account.person_id).filter(case=case, principal=principal).exists()
    is_clerk = holds_post(account, case.court_id, StaffRole.FILING_CLERK)
    if account.person_id == principal or acts or is_clerk:
        return ALLOWED
    return denied(
        _("Only the party, an agent of theirs or a filing clerk of the court can do this.")
    )


def may_end_authority(account: Account, principal: UUID, agent: UUID) -> Permit:
    """A party revokes any authority it gave; an agent gives up their own."""
    if account.is_active and account.person_id in (principal, agent):
        return ALLOWED
    return denied(_("Only the party revokes an authority, and only the agent gives it up."))


def _for(account: Account) -> Q:
    as_court = Q(case__court__in=posts_of(account).values("court_id"))
    as_court &= ~Q(case__in=_left_to_others(account))
    shown = Q(only_for=None, only_for_role="") | as_court
    if account.person_id is not None:
        shown |= Q(only_for__person=account.person_id)
        held = held_by(account.person_id).filter(case=OuterRef("case"))
        shown |= Q(Exists(held.filter(principal=OuterRef("only_for__person"))))
        principals = held_by(account.person_id).filter(case=OuterRef("case")).values("principal_id")
        shown |= Q(
            Exists(
                Party.objects.filter(
                    Q(person=account.person_id) | Q(person__in=principals),
                    case=OuterRef("case"),
                    role=OuterRef("only_for_role"),
                )
            )
        )
    return shown


def _left_to_others(account: Account) -> "QuerySet[Any, UUID]":
    """The cases in which the account's person is a party or has been an agent."""
    own = Party.objects.filter(person=account.person_id, person__isnull=False)
    ever = Representation.objects.filter(agent=account.person_id)
    return own.values_list("case_id", flat=True).union(ever.values_list("case_id", flat=True))
