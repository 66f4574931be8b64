"""Requests under the Hague Conventions: what may be returned or refused, what may be charged, which text prevails."""

from dataclasses import dataclass
from typing import Final

from yunqiao.law.catalogue import Confidence, organisational, provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, HEC, HK_SERVICE, HSC, TREATY_REQUESTS

FORM_NOT_KNOWN = reason("cooperation.request.form_not_known")
DOES_NOT_COMPLY = reason("cooperation.request.does_not_comply")
SOVEREIGNTY_NOT_KNOWN = reason("cooperation.request.sovereignty_not_known")
AGAINST_SOVEREIGNTY = reason("cooperation.request.against_sovereignty")
JURISDICTION_IS_NO_GROUND = reason("cooperation.request.jurisdiction_is_no_ground")
TO_BE_EXECUTED = reason("cooperation.request.to_be_executed")
INFORM_THE_APPLICANT = reason("cooperation.request.inform_the_applicant")
LIST_NOT_KNOWN = reason("cooperation.request.list_not_known")
NOT_LISTED = reason("cooperation.request.not_listed")
LISTED_AND_TIED = reason("cooperation.request.listed_and_tied")
NO_CHARGE = reason("cooperation.request.no_charge")
SPECIAL_METHOD_CHARGED = reason("cooperation.request.special_method_charged")
FEES_WAIVED = reason("cooperation.request.fees_waived")
DIFFERENCE_NOT_KNOWN = reason("cooperation.request.difference_not_known")
NOTHING_DIFFERS = reason("cooperation.request.nothing_differs")
RESERVED = reason("cooperation.request.reserved")
TREATY_PREVAILS = reason("cooperation.request.treaty_prevails")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRequest:
    """A request for service under the Service Convention, as the State addressed sees it."""

    complies: bool | None = None
    against_sovereignty_or_security: bool | None = None
    exclusive_jurisdiction_claimed: bool = False


@provision(HSC["4"], HSC["13"], confidence=Confidence.KNOWN, source="cross_border_service.md 2.2")
def may_be_turned_down(request: ServiceRequest) -> Finding:
    """May a request for service under the Hague Service Convention be returned or refused?"""
    if request.complies is None:
        return unknown(HSC["4"], FORM_NOT_KNOWN, missing="complies")
    if not request.complies:
        return yes(HSC["4"], DOES_NOT_COMPLY, code="RETURN", try_next=(INFORM_THE_APPLICANT,))
    if request.against_sovereignty_or_security is None:
        missing = "against_sovereignty_or_security"
        return unknown(HSC["13"], SOVEREIGNTY_NOT_KNOWN, missing=missing)
    if request.against_sovereignty_or_security:
        return yes(HSC["13"], AGAINST_SOVEREIGNTY, code="REFUSE", try_next=(INFORM_THE_APPLICANT,))
    extra = (JURISDICTION_IS_NO_GROUND,) if request.exclusive_jurisdiction_claimed else ()
    return no(HSC["13"], TO_BE_EXECUTED, *extra, code="EXECUTE")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsRequest:
    """A foreign court's request to China for documents under the Evidence Convention."""

    clearly_listed: bool | None = None
    closely_tied_to_the_case: bool | None = None


@provision(HEC["23"], confidence=Confidence.KNOWN, source="cross_border_service.md 2.5")
def documents_are_given(request: DocumentsRequest) -> Finding:
    """Are documents given to a foreign court that asks for them under the Hague Evidence Convention?"""
    for name in ("clearly_listed", "closely_tied_to_the_case"):
        if getattr(request, name) is False:
            return no(HEC["23"], NOT_LISTED, try_next=(INFORM_THE_APPLICANT,))
    for name in ("clearly_listed", "closely_tied_to_the_case"):
        if getattr(request, name) is None:
            return unknown(HEC["23"], LIST_NOT_KNOWN, missing=name)
    return yes(HEC["23"], LISTED_AND_TIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOfService:
    """A request for service, and whether a bailiff or a particular method is used for it."""

    hong_kong: bool = False
    bailiff_or_particular_method: bool = False


@provision(HSC["12"], HK_SERVICE["8"], source="cross_border_service.md 2.2 (known); regional_arrangements.csv HK (read)", confidence=Confidence.KNOWN)  # fmt: skip
def service_is_charged(request: CostOfService) -> Finding:
    """Is service through the Central Authority, or through the courts of Hong Kong, charged for?"""
    if request.hong_kong:
        return no(HK_SERVICE["8"], FEES_WAIVED)
    if request.bailiff_or_particular_method:
        return yes(HSC["12"], SPECIAL_METHOD_CHARGED)
    return no(HSC["12"], NO_CHARGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyAndLaw:
    """A treaty of China that applies; whether it differs from the Law, and whether China reserved the point."""

    differs: bool | None = None
    reserved: bool = False


@provision(CPL["271"], source="cross_border_service.md 2.7")
def treaty_prevails(facts: TreatyAndLaw) -> Finding:
    """Does the treaty prevail over the Civil Procedure Law here?"""
    if facts.differs is None:
        return unknown(CPL["271"], DIFFERENCE_NOT_KNOWN, missing="differs")
    if not facts.differs:
        return no(CPL["271"], NOTHING_DIFFERS)
    return no(CPL["271"], RESERVED) if facts.reserved else yes(CPL["271"], TREATY_PREVAILS)


ROUTE: Final = organisational(TREATY_REQUESTS["1-9"], name="cooperation.requests.route", confidence=Confidence.KNOWN)  # fmt: skip
