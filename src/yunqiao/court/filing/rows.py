"""The rows of a case that a claim gives."""

from collections.abc import Sequence
from uuid import UUID

from yunqiao.court.casefile.models import Case, Party, Role
from yunqiao.court.filing.claim import Claim, PartyGiven


def parties_of(
    case: Case, claim: Claim, filer: UUID | None, before: Sequence[Party] = ()
) -> list[Party]:
    """The rows of the parties a claim names; whoever files it, or has it filed, is that person.

    Who stood on the case `before` stays the same party: the docket names them by their id.
    """
    filing, left = filing_party(claim), list(before)
    return [
        _row(case, party, position, filer if party is filing else None, left)
        for position, party in enumerate(claim.parties, start=1)
    ]


def filing_party(claim: Claim) -> PartyGiven:
    """The party who files; a claim that does not say which comes from its first claimant."""
    claimants = (party for party in claim.parties if party.role == Role.CLAIMANT)
    return claim.filer() or next(claimants)


def found_by(case: Case, claim: Claim) -> list[str]:
    """The words by which a search finds the case: its receipt, its cause, every name."""
    names = [name for party in claim.parties for name in (party.name, party.other_name)]
    return [case.receipt, claim.cause, *names]


def _row(
    case: Case, given: PartyGiven, position: int, person: UUID | None, left: list[Party]
) -> Party:
    row = Party(
        case=case,
        position=position,
        person_id=person,
        **given.model_dump(exclude={"is_filer", "representative"}),
    )
    same = next((one for one in left if _is_same(one, row)), None)
    if same is not None:
        left.remove(same)
        row.id, row.person_id = same.id, same.person_id
    return row


def _is_same(before: Party, now: Party) -> bool:
    """The filer is known by who they are, everyone else by the name they have on their side."""
    if now.person_id is not None:
        return before.person_id == now.person_id
    return (before.role, before.name) == (now.role, now.name)
