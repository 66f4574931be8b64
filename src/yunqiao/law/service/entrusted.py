"""Entrusted service: a request of another court, its register and both time limits (Article 36)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import organisational, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Finding, reason, unknown, with_grounds
from yunqiao.law.instruments import AERSHAN, CPL, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.service.terms import CourtRules

DUTY_TO_SERVE = reason("service.entrusted.duty")
LOCAL_LIMIT = reason("service.entrusted.local_limit")
NOT_RECEIVED = reason("service.entrusted.not_received")
REGISTER = reason("service.next.register_request")
URGE = reason("service.next.urge_court")

DUTY: Final = "DUTY"
NATIONAL: Final = period_of("serve_entrusted")
LOCAL: Final = period_of("serve_entrusted_aershan")

REGISTRATION: Final = organisational(AERSHAN["36"], name="service.entrusted.registration")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedRequest:
    """A request for service between courts.

    `received_on`: the court-local day on which letter and documents reached the entrusted court.
    `outgoing`: we are the court that asked.
    """

    received_on: date | None = None
    outgoing: bool = False
    court_rules: CourtRules | None = None


@provision(CPL["91"], INT["134"], AERSHAN["36"], source="S45; conflict k")
def serve_by(request: EntrustedRequest) -> Finding:
    """By when must the entrusted court serve?"""
    cited = (INT["134"], CPL["91"])
    if request.received_on is None:
        return unknown(cited, NOT_RECEIVED, missing="received_on")
    step = (URGE,) if request.outgoing else (REGISTER,)
    national = deadline(cited, NATIONAL, request.received_on, DUTY_TO_SERVE, code=DUTY, try_next=step)  # fmt: skip
    if request.court_rules is not CourtRules.AERSHAN:
        return national
    local = deadline(AERSHAN["36"], LOCAL, request.received_on)
    end, local_end = national.date("last_day"), local.date("last_day")
    if end is None:
        return national
    if local_end is None:
        return local
    dates = (("last_day", min(end, local_end)), ("national_last_day", end), ("local_last_day", local_end))  # fmt: skip
    both = national._replace(
        citations=(*cited, AERSHAN["36"]), dates=dates, because=(DUTY_TO_SERVE, LOCAL_LIMIT)
    )
    return with_grounds(both, (end, local_end))
