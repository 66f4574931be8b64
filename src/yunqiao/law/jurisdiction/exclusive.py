"""Exclusive jurisdiction: subjects only a named Chinese court may decide (CPL 34, 279)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, yes
from yunqiao.law.instruments import CPL, CPL_2021, INT, MARITIME
from yunqiao.law.jurisdiction.connection import Candidate, CourtAt


class ExclusiveSubject(Enum):
    """What the dispute is exactly about."""

    IMMOVABLE = "real_right_in_immovable_in_china"
    IMMOVABLE_BY_INTERPRETATION = "lease_construction_land_or_policy_housing_in_china"
    PORT_OPERATION = "port_operation_in_china"
    SUCCESSION = "succession"
    COMPANY_IN_CHINA = "company_established_in_china_or_its_resolutions"
    IP_VALIDITY = "validity_of_ip_right_granted_in_china"
    IP_INFRINGEMENT = "infringement_of_ip_right"
    JOINT_VENTURE = "joint_venture_or_exploration_contract_performed_in_china"
    MARITIME_EXCLUSIVE = "maritime_exclusive_case"
    ANY_OTHER = "any_other"


IMMOVABLE: Final = reason("jurisdiction.exclusive.immovable")
IMMOVABLE_READ_WIDELY: Final = reason("jurisdiction.exclusive.immovable_by_interpretation")
PORT: Final = reason("jurisdiction.exclusive.port")
SUCCESSION: Final = reason("jurisdiction.exclusive.succession")
COMPANY: Final = reason("jurisdiction.exclusive.company")
IP_VALIDITY: Final = reason("jurisdiction.exclusive.ip_validity")
JOINT_VENTURE: Final = reason("jurisdiction.exclusive.joint_venture")
MARITIME_COURT: Final = reason("jurisdiction.exclusive.maritime")
IP_INFRINGEMENT_IS_NOT: Final = reason("jurisdiction.exclusive.not_ip_infringement")
NOT_EXCLUSIVE: Final = reason("jurisdiction.exclusive.none")
ARBITRATION_STAYS_OPEN: Final = reason("jurisdiction.exclusive.arbitration_stays_open")

_EXCLUSIVE: Final[dict[ExclusiveSubject, tuple[CourtAt, Reason, Citation]]] = {
    ExclusiveSubject.IMMOVABLE: (CourtAt.IMMOVABLE, IMMOVABLE, CPL["34(1)"]),
    ExclusiveSubject.IMMOVABLE_BY_INTERPRETATION: (
        CourtAt.IMMOVABLE,
        IMMOVABLE_READ_WIDELY,
        INT["28"],
    ),
    ExclusiveSubject.PORT_OPERATION: (CourtAt.PORT, PORT, CPL["34(2)"]),
    ExclusiveSubject.SUCCESSION: (CourtAt.DECEASED_OR_MAIN_ESTATE, SUCCESSION, CPL["34(3)"]),
    ExclusiveSubject.COMPANY_IN_CHINA: (CourtAt.CHINA, COMPANY, CPL["279(1)"]),
    ExclusiveSubject.IP_VALIDITY: (CourtAt.CHINA, IP_VALIDITY, CPL["279(2)"]),
    ExclusiveSubject.JOINT_VENTURE: (CourtAt.CHINA, JOINT_VENTURE, CPL["279(3)"]),
    ExclusiveSubject.MARITIME_EXCLUSIVE: (CourtAt.MARITIME, MARITIME_COURT, MARITIME["7"]),
}
_SINCE_2024: Final = frozenset({ExclusiveSubject.COMPANY_IN_CHINA, ExclusiveSubject.IP_VALIDITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveFacts:
    """The subject, on the court-local date of the suit."""

    on: date
    subject: ExclusiveSubject


@provision(CPL["34"], CPL["279"], INT["28"], INT["529(2)"], MARITIME["7"], name="jurisdiction.exclusive")  # fmt: skip
def exclusive(facts: ExclusiveFacts) -> Finding:
    """Is this subject reserved to a Chinese court?"""
    held = _EXCLUSIVE.get(facts.subject)
    if held is None or (facts.subject in _SINCE_2024 and not CPL.in_force(facts.on)):
        infringes = facts.subject is ExclusiveSubject.IP_INFRINGEMENT
        why = IP_INFRINGEMENT_IS_NOT if infringes else NOT_EXCLUSIVE
        return no((CPL["34"], CPL["279"]), why, code="NOT_EXCLUSIVE")
    court, why, cited = held
    if facts.subject is ExclusiveSubject.JOINT_VENTURE and not CPL.in_force(facts.on):
        cited = CPL_2021["273"]
    candidate = Candidate(court, why, cited)
    return yes((cited, INT["529(2)"]), why, ARBITRATION_STAYS_OPEN, code="EXCLUSIVE", value=(candidate,))  # fmt: skip
