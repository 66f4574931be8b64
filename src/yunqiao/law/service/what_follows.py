"""The time that service sets running for the addressee: to answer, or to appeal."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Citation, Finding, Reason, no, reason
from yunqiao.law.instruments import CPL
from yunqiao.law.limits.table import period_of
from yunqiao.law.service.terms import AddresseeDomicile, DocumentKind

ANSWER = reason("service.follows.answer")
APPEAL = reason("service.follows.appeal")
NOTHING = reason("service.follows.nothing")
MAY_ASK = reason("service.next.ask_extension")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedDocument:
    """A document served, on the court-local date `served_on`, on an addressee domiciled there."""

    document: DocumentKind
    served_on: date
    domicile: AddresseeDomicile = AddresseeDomicile.MAINLAND


@provision(CPL["128"], CPL["171"], CPL["285"], CPL["286"], source="time_limits T06, T07, T10-T12")
def runs_until(service: ServedDocument) -> Finding:
    """Until when may the addressee answer or appeal?"""
    found = _CLOCKS.get(service.document)
    if found is None:
        return no(CPL["85"], NOTHING)
    because, clock, article, abroad = found
    if service.domicile is AddresseeDomicile.MAINLAND:
        period = period_of(f"{clock}_home")
        return deadline(article, period, service.served_on, because(days=period.n))
    period = period_of(f"{clock}_abroad")
    return deadline(abroad, period, service.served_on, because(days=period.n), try_next=(MAY_ASK,))


_CLOCKS: Final[dict[DocumentKind, tuple[Reason, str, Citation, Citation]]] = {
    DocumentKind.COMPLAINT: (ANSWER, "answer", CPL["128"], CPL["285"]),
    DocumentKind.JUDGMENT: (APPEAL, "appeal_judgment", CPL["171(1)"], CPL["286"]),
    DocumentKind.RULING: (APPEAL, "appeal_ruling", CPL["171(2)"], CPL["286"]),
}
