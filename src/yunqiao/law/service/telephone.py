"""Telling a party by recorded telephone call what it is to receive (Opinions 14)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, reason
from yunqiao.law.instruments import OP
from yunqiao.law.service.addresses import PAPER_ONLY
from yunqiao.law.service.terms import DocumentKind, ServedMatter, needs, not_allowed, served

NOT_BY_TELEPHONE = reason("service.telephone.not_for_document")
OTHERS_FIRST = reason("service.telephone.others_first")
OTHERS_UNCLEAR = reason("service.telephone.others_unclear")
UNRECORDED = reason("service.telephone.unrecorded")
TOLD = reason("service.telephone.told")

NEVER: Final = frozenset(
    {DocumentKind.JUDGMENT, DocumentKind.RULING, DocumentKind.CONCILIATION_STATEMENT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCall:
    """A call in which the contents of a document were told."""

    matter: ServedMatter
    on: date
    direct_and_post_failed: bool | None = None
    recorded: bool = False


@provision(OP["14"], confidence=Confidence.KNOWN, source="correction M7")
def served_by_telephone(call: ServiceCall) -> Finding:
    """Has a document been served by a recorded telephone call?"""
    if call.matter.document in NEVER:
        return not_allowed(OP["14"], NOT_BY_TELEPHONE)
    if call.direct_and_post_failed is None:
        return needs(OP["14"], OTHERS_UNCLEAR, missing="direct_and_post_failed")
    if not call.direct_and_post_failed:
        return not_allowed(OP["14"], OTHERS_FIRST)
    if not call.recorded:
        return needs(OP["14"], UNRECORDED, missing="recorded")
    return served(OP["14"], TOLD, on=call.on, doubts=(PAPER_ONLY,))
