"""The papers by which an agent ad litem shows who they are and what they may do (Int 88)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.filing.agents import AgentKind
from yunqiao.law.findings import Finding, reason, yes
from yunqiao.law.instruments import CPL, INT


class AgentPaper(Enum):
    """A paper an agent hands in."""

    POWER_OF_ATTORNEY = "power_of_attorney"
    PRACTICE_LICENCE = "practice_licence"
    LETTER_OF_OFFICE = "letter_of_the_law_firm_or_office"
    IDENTITY = "identity_of_the_agent"
    RELATIONSHIP = "proof_of_kinship_or_employment"
    RECOMMENDATION = "recommendation_and_membership"
    PARTY_IN_DISTRICT = "proof_that_a_party_is_in_the_district"


LAWYER: Final = reason("filing.agent_papers.lawyer")
LEGAL_SERVICE_WORKER: Final = reason("filing.agent_papers.legal_service_worker")
RELATIVE_OR_EMPLOYEE: Final = reason("filing.agent_papers.relative_or_employee")
RECOMMENDED: Final = reason("filing.agent_papers.recommended")
IDENTITY_SHOWN: Final = reason("filing.agent_papers.identity_shown")


class PapersOfAgent(NamedTuple):
    """The papers in the order in which they are asked for."""

    papers: tuple[AgentPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPapersFacts:
    """Who the agent is."""

    agent: AgentKind


@provision(
    CPL["62(1)"],
    INT["88"],
    name="filing.agent_papers",
    source="Interpretation 88, known; articles 526 and 527 name no further paper",
)
def agent_papers(facts: AgentPapersFacts) -> Finding:
    """Which papers does this agent hand in with the power of attorney?"""
    authority, identity = AgentPaper.POWER_OF_ATTORNEY, AgentPaper.IDENTITY
    needed: tuple[AgentPaper, ...]
    match facts.agent:
        case AgentKind.MAINLAND_LAWYER:
            needed = (authority, AgentPaper.PRACTICE_LICENCE, AgentPaper.LETTER_OF_OFFICE)
            why = LAWYER
        case AgentKind.LEGAL_SERVICE_WORKER:
            licence, letter = AgentPaper.PRACTICE_LICENCE, AgentPaper.LETTER_OF_OFFICE
            needed = (authority, licence, letter, AgentPaper.PARTY_IN_DISTRICT)
            why = LEGAL_SERVICE_WORKER
        case AgentKind.RELATIVE_OR_EMPLOYEE:
            needed, why = (authority, identity, AgentPaper.RELATIONSHIP), RELATIVE_OR_EMPLOYEE
        case AgentKind.RECOMMENDED_CITIZEN:
            needed, why = (authority, identity, AgentPaper.RECOMMENDATION), RECOMMENDED
        case _:
            needed, why = (authority, identity), IDENTITY_SHOWN
    return yes((CPL["62(1)"], INT["88"]), why, code="PAPERS", value=PapersOfAgent(needed))
