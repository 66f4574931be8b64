"""Which division serves which documents, and how the post is organised (Articles 1, 2, 20)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, organisational, provision
from yunqiao.law.findings import Citation, Finding, Reason, reason, yes
from yunqiao.law.instruments import AERSHAN, CPL, EM
from yunqiao.law.service.terms import DocumentKind

FILING_SET = reason("service.documents.filing_set")
TRIAL_SET = reason("service.documents.trial_set")

EXPRESS_MAIL_CLERK: Final = organisational(
    AERSHAN["20"], name="service.documents.express_mail_clerk", confidence=Confidence.KNOWN
)


class ServingDivision(Enum):
    """The division of the same court that serves."""

    FILING = "filing"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """The division about to serve."""

    division: ServingDivision


@provision(
    CPL["128"],
    CPL["129"],
    EM["3"],
    AERSHAN["1"],
    AERSHAN["2"],
    confidence=Confidence.UNCERTAIN,
    source="service_rules A1, A2: document names repaired from a machine translation",
)
def documents_to_serve(serving: Serving) -> Finding:
    """Which documents does this division serve?"""
    cited, because, documents = _SETS[serving.division]
    return yes(cited, because, value=documents)


_SETS: Final[
    dict[ServingDivision, tuple[tuple[Citation, ...], Reason, tuple[DocumentKind, ...]]]
] = {
    ServingDivision.FILING: (
        (AERSHAN["1"], CPL["129"], EM["3"]),
        FILING_SET,
        (
            DocumentKind.ADDRESS_FORM,
            DocumentKind.EVIDENCE_NOTICE,
            DocumentKind.RISK_NOTICE,
            DocumentKind.LITIGATION_GUIDE,
            DocumentKind.SUPERVISION_CARD,
        ),
    ),
    ServingDivision.TRIAL: (
        (AERSHAN["2"], CPL["128"]),
        TRIAL_SET,
        (
            DocumentKind.COMPLAINT,
            DocumentKind.NOTICE_TO_RESPOND,
            DocumentKind.EVIDENCE_NOTICE,
            DocumentKind.ADDRESS_FORM,
            DocumentKind.DEFENCE,
            DocumentKind.SUMMONS,
            DocumentKind.RULING,
            DocumentKind.JUDGMENT,
            DocumentKind.OTHER,
        ),
    ),
}
