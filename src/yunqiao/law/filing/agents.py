"""Agents ad litem: what their power of attorney covers, who may be one, and divorces."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, Reason, no, reason, yes
from yunqiao.law.instruments import CPL, INT


class AgentPower(Enum):
    """What an agent does for the party; the first six need a special grant."""

    ADMIT_CLAIM = "admit_claim"
    WAIVE_CLAIM = "waive_claim"
    CHANGE_CLAIM = "change_claim"
    SETTLE = "settle"
    COUNTERCLAIM = "counterclaim"
    APPEAL = "appeal"
    ANY_OTHER_ACT = "any_other_act"


COVERED: Final = reason("filing.scope_of_authority.covered")
SPECIALLY_GRANTED: Final = reason("filing.scope_of_authority.specially_granted")
GENERAL_DOES_NOT_COVER: Final = reason("filing.scope_of_authority.general_does_not_cover")
NEW_POWER_OR_PARTY: Final = reason("filing.scope_of_authority.new_power_or_party")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationFacts:
    """The act, and the powers named one by one; “general authority” alone names none."""

    act: AgentPower
    specially_granted: frozenset[AgentPower] = frozenset()


@provision(CPL["62(2)"], INT["89"], name="filing.representation_scope")
def representation_scope(facts: RepresentationFacts) -> Finding:
    """May the agent do this act under this power of attorney?"""
    if facts.act is AgentPower.ANY_OTHER_ACT:
        return yes(CPL["62"], COVERED, code="COVERED")
    if facts.act in facts.specially_granted:
        return yes(CPL["62(2)"], SPECIALLY_GRANTED, code="COVERED")
    cited = (CPL["62(2)"], INT["89"])
    return no(cited, GENERAL_DOES_NOT_COVER, code="NOT_COVERED", try_next=(NEW_POWER_OR_PARTY,))


class AgentKind(Enum):
    """Who the agent is."""

    MAINLAND_LAWYER = "mainland_lawyer"
    LEGAL_SERVICE_WORKER = "grassroots_legal_service_worker"
    RELATIVE_OR_EMPLOYEE = "close_relative_or_employee"
    RECOMMENDED_CITIZEN = "citizen_recommended_by_community_or_organisation"
    COMPATRIOT = "national_of_the_principals_state"
    FOREIGN_LAWYER_PRIVATELY = "foreign_lawyer_not_as_lawyer"
    FOREIGN_LAWYER_AS_LAWYER = "foreign_lawyer_as_lawyer"
    CONSUL_PERSONALLY = "consular_officer_in_personal_name"
    CONSUL_OFFICIALLY = "consular_officer_in_official_capacity"


AT_MOST_TWO: Final = reason("filing.agent.at_most_two")
MAY_ACT: Final = reason("filing.agent.may_act")
FOREIGN_PARTY_ONLY: Final = reason("filing.agent.foreign_party_only")
PRC_LAWYERS_ONLY: Final = reason("filing.agent.prc_lawyers_only")
CONSUL_WITHOUT_PRIVILEGE: Final = reason("filing.agent.consul_without_privilege")
CONSUL_MAY_ENGAGE: Final = reason("filing.agent.consul_may_engage")
_HOME_AGENTS: Final = frozenset(
    {
        AgentKind.MAINLAND_LAWYER,
        AgentKind.LEGAL_SERVICE_WORKER,
        AgentKind.RELATIVE_OR_EMPLOYEE,
        AgentKind.RECOMMENDED_CITIZEN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """The agent, how many agents the party then has, and whether the party is foreign."""

    agent: AgentKind
    foreign_principal: bool
    number_of_agents: int = 1

    def __post_init__(self) -> None:
        if self.number_of_agents < 1:
            raise FactsError("number_of_agents", "counts the agent asked about, so at least one")


@provision(CPL["61"], CPL["274"], INT["526"], INT["527"], name="filing.agent")
def agent(facts: AgentFacts) -> Finding:
    """May this person be the party's agent ad litem?"""
    most = 2
    if facts.number_of_agents > most:
        return no(CPL["61"], AT_MOST_TWO, code="TOO_MANY")
    if facts.agent in _HOME_AGENTS:
        return yes(CPL["61"], MAY_ACT, code="MAY_ACT")
    if facts.agent is AgentKind.FOREIGN_LAWYER_AS_LAWYER:
        return no(CPL["274"], PRC_LAWYERS_ONLY, code="NOT_AS_LAWYER")
    if facts.agent is AgentKind.CONSUL_OFFICIALLY:
        return no(INT["527"], CONSUL_MAY_ENGAGE, code="NOT_OFFICIALLY")
    if not facts.foreign_principal:
        return no(INT["526"], FOREIGN_PARTY_ONLY, code="FOREIGN_PARTY_ONLY")
    because: tuple[Reason, ...] = (MAY_ACT,)
    if facts.agent is AgentKind.CONSUL_PERSONALLY:
        because += (CONSUL_WITHOUT_PRIVILEGE,)
    return yes(INT["526"], *because, code="MAY_ACT")


MUST_ATTEND: Final = reason("filing.divorce.must_attend")
WRITTEN_OPINION: Final = reason("filing.divorce.written_opinion")
WRITTEN_OPINION_MISSING: Final = reason("filing.divorce.written_opinion_missing")
ATTENDS: Final = reason("filing.divorce.attends")


@dataclass(frozen=True, slots=True, kw_only=True)
class DivorceAttendanceFacts:
    """A party to a divorce who has an agent."""

    can_express_will: bool = True
    attends: bool = False
    special_circumstances: bool = False
    written_opinion: bool = False


@provision(CPL["65"], name="filing.divorce_attendance")
def divorce_attendance(facts: DivorceAttendanceFacts) -> Finding:
    """May the agent in a divorce stand in for the party at the hearing?"""
    if facts.attends:
        return yes(CPL["65"], ATTENDS, code="ATTENDS")
    if facts.can_express_will and not facts.special_circumstances:
        return no(CPL["65"], MUST_ATTEND, code="MUST_ATTEND")
    if facts.can_express_will and not facts.written_opinion:
        return no(CPL["65"], WRITTEN_OPINION_MISSING, code="WRITTEN_OPINION_NEEDED")
    return yes(CPL["65"], WRITTEN_OPINION, code="MAY_BE_ABSENT")
