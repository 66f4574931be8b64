"""Whether the court may order preservation, before suit, during it, or after judgment."""

from dataclasses import dataclass
from enum import Enum

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, PRESERVATION

OF_ITS_OWN_MOTION = reason("preservation.of_its_own_motion")
JUDGMENT_AT_RISK = reason("preservation.judgment_at_risk")
NO_RISK_SHOWN = reason("preservation.no_risk_shown")
URGENT_AND_IRREPARABLE = reason("preservation.urgent_and_irreparable")
NOT_URGENT = reason("preservation.not_urgent")
NO_IRREPARABLE_HARM = reason("preservation.no_irreparable_harm")
WRONG_COURT = reason("preservation.wrong_court")
SECURITY_GIVEN = reason("preservation.security_given")
SECURITY_NOT_GIVEN = reason("preservation.security_not_given")
COURT_MAY_ORDER_SECURITY = reason("preservation.court_may_order_security")
BEFORE_ENFORCEMENT = reason("preservation.before_enforcement")
GIVE_SECURITY = reason("preservation.give_security")
ASK_A_COMPETENT_COURT = reason("preservation.ask_a_competent_court")


class PreservationStage(Enum):
    """Where the dispute stands when preservation is asked for."""

    BEFORE_SUIT = "before suit"
    DURING_SUIT = "during suit"
    AFTER_JUDGMENT = "after judgment"


class CourtsLink(Enum):
    """What ties the court that is asked to the matter."""

    PROPERTY = "property"
    RESPONDENT_DOMICILE = "respondent's domicile"
    COMPETENT_FOR_THE_SUIT = "competent for the suit"
    SEISED = "seised"
    ENFORCING = "enforcing"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreservationApplication:
    """An application for preservation of property or conduct, as the court finds it."""

    stage: PreservationStage
    courts_link: CourtsLink
    of_its_own_motion: bool = False
    judgment_at_risk: bool | None = None
    urgent: bool | None = None
    irreparable_harm: bool | None = None
    security_ordered: bool | None = None
    security_given: bool | None = None

    def __post_init__(self) -> None:
        if self.of_its_own_motion and self.stage is not PreservationStage.DURING_SUIT:
            raise ContradictionError(
                "of_its_own_motion", "stage", "the court acts of its own motion only during suit"
            )


@provision(CPL["103"], CPL["104"], INT["152"], INT["163"], PRESERVATION["9(2)"])
def may_preserve(application: PreservationApplication) -> Finding:
    """May the court order preservation of property or conduct?"""
    match application.stage:
        case PreservationStage.BEFORE_SUIT:
            return _before_suit(application)
        case PreservationStage.DURING_SUIT:
            return _during_suit(application)
        case _:
            return _after_judgment(application)


_BEFORE_SUIT_LINKS = frozenset(
    {CourtsLink.PROPERTY, CourtsLink.RESPONDENT_DOMICILE, CourtsLink.COMPETENT_FOR_THE_SUIT}
)


def _before_suit(application: PreservationApplication) -> Finding:
    if application.courts_link not in _BEFORE_SUIT_LINKS:
        return no(
            CPL["104(1)"], WRONG_COURT, code="NOT_COMPETENT", try_next=(ASK_A_COMPETENT_COURT,)
        )
    if application.urgent is False:
        return no(CPL["104(1)"], NOT_URGENT, code="DISMISS")
    if application.irreparable_harm is False:
        return no(CPL["104(1)"], NO_IRREPARABLE_HARM, code="DISMISS")
    missing = tuple(
        name
        for name in ("urgent", "irreparable_harm", "security_given")
        if getattr(application, name) is None
    )
    if missing:
        return unknown((CPL["104(1)"], CPL["104(2)"]), missing=missing)
    if not application.security_given:
        return no(
            (CPL["104(1)"], CPL["104(2)"], INT["152(2)"]),
            SECURITY_NOT_GIVEN,
            code="DISMISS",
            try_next=(GIVE_SECURITY,),
        )
    return yes(
        (CPL["104(1)"], CPL["104(2)"], INT["152(2)"]),
        URGENT_AND_IRREPARABLE,
        SECURITY_GIVEN,
        code="PRESERVE",
    )


def _during_suit(application: PreservationApplication) -> Finding:
    if application.courts_link is not CourtsLink.SEISED:
        return no(
            CPL["103(1)"], WRONG_COURT, code="NOT_COMPETENT", try_next=(ASK_A_COMPETENT_COURT,)
        )
    if application.judgment_at_risk is None:
        return unknown(CPL["103(1)"], missing="judgment_at_risk")
    if not application.judgment_at_risk:
        return no(CPL["103(1)"], NO_RISK_SHOWN, code="DISMISS")
    if application.of_its_own_motion:
        return for_the_court(CPL["103(1)"], OF_ITS_OWN_MOTION)
    if not application.security_ordered:
        return yes(CPL["103"], JUDGMENT_AT_RISK, code="PRESERVE", try_next=_may_order(application))
    if application.security_given is None:
        return unknown(CPL["103(2)"], missing="security_given")
    if not application.security_given:
        return no(CPL["103(2)"], SECURITY_NOT_GIVEN, code="DISMISS", try_next=(GIVE_SECURITY,))
    return yes(CPL["103"], JUDGMENT_AT_RISK, SECURITY_GIVEN, code="PRESERVE")


def _may_order(application: PreservationApplication) -> tuple[Reason, ...]:
    return (COURT_MAY_ORDER_SECURITY,) if application.security_ordered is None else ()


def _after_judgment(application: PreservationApplication) -> Finding:
    if application.courts_link is not CourtsLink.ENFORCING:
        return no(INT["163"], WRONG_COURT, code="NOT_COMPETENT", try_next=(ASK_A_COMPETENT_COURT,))
    if application.urgent is None:
        return unknown(INT["163"], missing="urgent")
    if not application.urgent:
        return no(INT["163"], NOT_URGENT, code="DISMISS")
    return yes((INT["163"], PRESERVATION["9(2)"]), BEFORE_ENFORCEMENT, code="PRESERVE")
