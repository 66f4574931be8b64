"""Who represents a company on whom a document is served, when the register and the person met differ (Company Law)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Finding, Outcome, reason, unknown, yes
from yunqiao.law.instruments import COMPANY
from yunqiao.law.periods import Period, Unit

IN_POST = reason("service.company.in_post")
REGISTER_TO_SAY = reason("service.company.register_to_say")
RESIGNED = reason("service.company.resigned")
CHANGE_NOT_REGISTERED = reason("service.company.change_not_registered")
CHANGE_REGISTERED = reason("service.company.change_registered")
NO_SUPERVISOR_NEEDED = reason("service.company.no_supervisor_needed")
SERVE_AT_SEAT = reason("service.company.serve_at_seat")

TO_NAME_A_SUCCESSOR: Final = Period(30, Unit.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyHead:
    """The legal representative named by the register.

    `resigned_on`: the court-local day on which the post of director or manager was given up, where
    it was. `change_registered`: the register already names the successor.
    """

    resigned_on: date | None = None
    change_registered: bool | None = None
    supervisor_relied_on: bool = False


@provision(
    COMPANY["10"],
    COMPANY["34"],
    COMPANY["75"],
    COMPANY["83"],
    confidence=Confidence.KNOWN,
    source="corrections.md M11: the articles were read, their effect on service is a reading",
)
def represents_the_company(head: CompanyHead) -> Finding:
    """Does the legal representative in the register still stand for the company in service?"""
    doubts = (NO_SUPERVISOR_NEEDED,) if head.supervisor_relied_on else ()
    extra = (COMPANY["75"], COMPANY["83"]) if doubts else ()
    if head.change_registered:
        return yes((COMPANY["34"], *extra), CHANGE_REGISTERED, code="SUCCESSOR", doubts=doubts)
    if head.resigned_on is None:
        return yes((COMPANY["10"], *extra), IN_POST, code="IN_POST", doubts=doubts)
    cited = (COMPANY["10"], COMPANY["34"], *extra)
    if head.change_registered is None:
        return unknown(cited, REGISTER_TO_SAY, missing="change_registered", doubts=doubts)
    because, steps = (RESIGNED, CHANGE_NOT_REGISTERED), (SERVE_AT_SEAT,)
    due = deadline(cited, TO_NAME_A_SUCCESSOR, head.resigned_on, *because, doubts=doubts)
    return due._replace(outcome=Outcome.FOR_THE_COURT, missing=(), try_next=steps)
