"""The rows of a case that a claim gives."""

from uuid import UUID

from yunqiao.court.casefile.models import Case, Party, Role
from yunqiao.court.filing.claim import Claim, PartyGiven


def parties_of(case: Case, claim: Claim, filer: UUID | None) -> list[Party]:
    """The rows of the parties a claim names; whoever files it, or has it filed, is that person."""
    filing = filing_party(claim)
    return [
        Party(
            case=case,
            position=position,
            person_id=filer if party is filing else None,
            **party.model_dump(exclude={"is_filer", "representative"}),
        )
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
