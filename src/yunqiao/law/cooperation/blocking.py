"""What must not leave China, and what nobody may do in China, without leave or a treaty (M18)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Citation, Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import (
    CPL,
    DATA_SECURITY,
    FOREIGN_IP_DISPUTES,
    PERSONAL_INFORMATION,
)

BLOCKED = reason("cooperation.blocking.blocked")
LEAVE_GIVEN = reason("cooperation.blocking.leave_given")
LEAVE_NOT_KNOWN = reason("cooperation.blocking.leave_not_known")
TREATY_CHANNEL = reason("cooperation.blocking.treaty_channel")
CONSUL_OWN_NATIONAL = reason("cooperation.blocking.consul_own_national")
COERCION = reason("cooperation.blocking.coercion")
OPEN_A_TICKET = reason("cooperation.next.open_a_ticket")
USE_CENTRAL_AUTHORITY = reason("cooperation.next.central_authority")


class RequestedAct(Enum):
    """What a foreign court, agency or party asks for."""

    DATA = "data"
    PERSONAL_DATA = "personal_data"
    IP_EVIDENCE = "ip_evidence"
    SERVICE_HERE = "service_in_china"
    EVIDENCE_HERE = "evidence_taken_in_china"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignRequest:
    """A request from abroad, on a court-local date, and the leave or channel it comes with."""

    on: date
    wanted: RequestedAct
    leave_of_authority: bool | None = None
    through_treaty_channel: bool | None = None
    by_consul_for_own_national: bool = False
    with_coercion: bool = False

    def __post_init__(self) -> None:
        """Refuse a consul's act that is said to go through a treaty channel too."""
        if self.by_consul_for_own_national and self.through_treaty_channel:
            raise ContradictionError(
                "by_consul_for_own_national",
                "through_treaty_channel",
                "a consul acts directly, not through the central authority",
            )


_SOURCES: Final[dict[RequestedAct, tuple[Citation, ...]]] = {
    RequestedAct.DATA: (DATA_SECURITY["36"],),
    RequestedAct.PERSONAL_DATA: (PERSONAL_INFORMATION["41"], DATA_SECURITY["36"]),
    RequestedAct.IP_EVIDENCE: (FOREIGN_IP_DISPUTES["12"], FOREIGN_IP_DISPUTES["13"]),
    RequestedAct.SERVICE_HERE: (CPL["294"],),
    RequestedAct.EVIDENCE_HERE: (CPL["294"],),
}
_IN_CHINA: Final = frozenset({RequestedAct.SERVICE_HERE, RequestedAct.EVIDENCE_HERE})


@provision(
    DATA_SECURITY["36"],
    PERSONAL_INFORMATION["41"],
    FOREIGN_IP_DISPUTES["12"],
    CPL["294"],
    source="corrections.md M18",
)
def may_be_answered(facts: ForeignRequest) -> Finding:
    """May this request from abroad be answered, or this act be done in China?"""
    cited = _sources(facts)
    if facts.wanted in _IN_CHINA and facts.by_consul_for_own_national:
        if facts.with_coercion:
            return no(cited, COERCION, code="BLOCKED", try_next=(OPEN_A_TICKET,))
        return yes(cited, CONSUL_OWN_NATIONAL)
    if facts.leave_of_authority:
        return yes(cited, LEAVE_GIVEN)
    if facts.wanted in _IN_CHINA and facts.through_treaty_channel:
        return for_the_court(cited, TREATY_CHANNEL, try_next=(USE_CENTRAL_AUTHORITY,))
    if facts.leave_of_authority is None:
        return unknown(
            cited,
            LEAVE_NOT_KNOWN,
            missing="leave_of_authority",
            code="BLOCKED",
            try_next=(OPEN_A_TICKET,),
        )
    return no(cited, BLOCKED, code="BLOCKED", try_next=(OPEN_A_TICKET, USE_CENTRAL_AUTHORITY))


def _sources(facts: ForeignRequest) -> tuple[Citation, ...]:
    """The rules of 2025 on intellectual property suits were preceded by the law on data."""
    before = facts.on < FOREIGN_IP_DISPUTES.in_force_from
    return _SOURCES[
        RequestedAct.DATA if facts.wanted is RequestedAct.IP_EVIDENCE and before else facts.wanted
    ]
