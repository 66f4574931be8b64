"""Intensive service: batches printed, posted and sent out by a contractor (Part 7)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import AERSHAN, CPL, EM
from yunqiao.law.service.terms import CHANNEL_NOT_ALLOWED, CourtRules

NO_CONTRACT = reason("service.intensive.no_contract")
CONTRACT_UNCLEAR = reason("service.intensive.contract_unclear")
ABROAD = reason("service.intensive.only_domestic")
COUNTS_AS_POST = reason("service.intensive.counts_as_post")
COUNTS_AS_ELECTRONIC = reason("service.intensive.counts_as_electronic")
OFFICER_MUST_SERVE = reason("service.intensive.officer_must_serve")
HELP_ONLY = reason("service.intensive.help_only")
SEND_OFFICER = reason("service.next.send_officer")

PART: Final = AERSHAN["Part 7"]


class ContractorTask(Enum):
    """What the contractor does for the court."""

    PRINT_AND_POST = "print_and_post"
    ELECTRONIC = "electronic"
    DIRECT_WITH_OFFICER = "direct_with_officer"
    DIRECT_ALONE = "direct_alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """One item given to the contractor."""

    task: ContractorTask
    contract_in_force: bool | None = None
    to_the_mainland: bool = True
    court_rules: CourtRules | None = None


@provision(PART, CPL["88"], confidence=Confidence.UNCERTAIN, source="Aershan provisions, part 7")
def counts_as(item: BatchItem) -> Finding:
    """May the item go through the contractor, and as which mode of service does it count?"""
    cited = (PART,) if item.court_rules is CourtRules.AERSHAN else (CPL["88"],)
    if not item.to_the_mainland:
        return no((*cited, CPL["283"]), ABROAD, code=CHANNEL_NOT_ALLOWED)
    if item.contract_in_force is None:
        return unknown(cited, CONTRACT_UNCLEAR, missing="contract_in_force")
    if not item.contract_in_force:
        return no(cited, NO_CONTRACT, code=CHANNEL_NOT_ALLOWED)
    if item.task is ContractorTask.DIRECT_ALONE:
        return no(cited, OFFICER_MUST_SERVE, code=CHANNEL_NOT_ALLOWED, try_next=(SEND_OFFICER,))  # fmt: skip
    article, because, mode = _COUNTS[item.task]
    return yes((*cited, article), because, value={"mode": mode})


_COUNTS: Final[dict[ContractorTask, tuple[Citation, Reason, str]]] = {
    ContractorTask.PRINT_AND_POST: (EM["2"], COUNTS_AS_POST, "post"),
    ContractorTask.ELECTRONIC: (CPL["90"], COUNTS_AS_ELECTRONIC, "electronic"),
    ContractorTask.DIRECT_WITH_OFFICER: (CPL["88"], HELP_ONLY, "in_person"),
}
