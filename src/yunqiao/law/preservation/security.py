"""Security for preservation: how much, in which form, when it may be dispensed with or raised."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INDEPENDENT_GUARANTEE, INT, PRESERVATION
from yunqiao.law.money import require_amounts, to_fen, to_fen_below
from yunqiao.law.preservation.grant import PreservationStage

AT_MOST_THIRTY_PERCENT = reason("preservation.at_most_thirty_percent")
EQUAL_TO_AMOUNT = reason("preservation.equal_to_amount")
SPECIAL_CASE = reason("preservation.special_case")
CONDUCT_AMOUNT_BY_COURT = reason("preservation.conduct_amount_by_court")
AFTER_JUDGMENT_NO_SECURITY = reason("preservation.after_judgment_no_security")
MAY_DISPENSE = reason("preservation.may_dispense")
NO_GROUND_TO_DISPENSE = reason("preservation.no_ground_to_dispense")
PRE_SUIT_ALWAYS_SECURITY = reason("preservation.pre_suit_always_security")
SECURITY_SUFFICES = reason("preservation.security_suffices")
SECURITY_TOO_LOW = reason("preservation.security_too_low")
TOP_UP_REFUSED = reason("preservation.top_up_refused")
FORM_COMPLETE = reason("preservation.form_complete")
FORM_INCOMPLETE = reason("preservation.form_incomplete")
FORBIDDEN_SECURITY = reason("preservation.forbidden_security")
INSURERS_UNDERTAKING = reason("preservation.insurers_undertaking")
INDEPENDENT_GUARANTEE_ACCEPTED = reason("preservation.independent_guarantee_accepted")
NOT_INDEPENDENT = reason("preservation.not_independent")
UNLICENSED_GUARANTOR = reason("preservation.unlicensed_guarantor")
OTHER_SECURITY = reason("preservation.other_security")
COMPLETE_THE_LETTER = reason("preservation.complete_the_letter")
VERIFY_THE_LETTER = reason("preservation.verify_the_letter")

THIRTY_PERCENT: Final = Decimal("0.30")


class DispensingGround(Enum):
    """The cases in which security during suit may be dispensed with (Preservation Provisions 9)."""

    MAINTENANCE_OR_WAGES = "maintenance, pensions, medical costs, wages, injury"
    DOMESTIC_VIOLENCE_AND_POVERTY = "domestic violence and poverty"
    PUBLIC_INTEREST_BY_PROCURATORATE = "public interest suit of a procuratorate"
    GOOD_SAMARITAN = "hurt while acting bravely for others"
    CLEAR_CASE = "clear case, little risk of error"
    LICENSED_FINANCIAL_INSTITUTION = "licensed financial institution"
    NONE = "none"


class SecurityForm(Enum):
    """In what form security is offered."""

    CASH = "cash"
    PROPERTY = "property"
    THIRD_PARTY_GUARANTEE = "third party's guarantee"
    INSURERS_UNDERTAKING = "insurer's undertaking"
    BANK_GUARANTEE = "bank's independent guarantee"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityAmount:
    """What is to be preserved, for the amount of security; amounts in one currency."""

    stage: PreservationStage
    conduct: bool = False
    amount_requested: Decimal | None = None
    disputed_thing: bool = False
    special_circumstances: bool = False

    def __post_init__(self) -> None:
        require_amounts(amount_requested=self.amount_requested)


@provision(PRESERVATION["5"], INT["152"], PRESERVATION["9(2)"])
def amount(question: SecurityAmount) -> Finding:
    """How much security must or may the court ask for?"""
    if question.conduct:
        return for_the_court(INT["152(2)"], CONDUCT_AMOUNT_BY_COURT)
    if question.stage is PreservationStage.AFTER_JUDGMENT:
        return for_the_court(PRESERVATION["9(2)"], AFTER_JUDGMENT_NO_SECURITY)
    if question.amount_requested is None:
        return unknown(PRESERVATION["5"], missing="amount_requested")
    if question.stage is PreservationStage.DURING_SUIT:
        ceiling = to_fen_below(question.amount_requested * THIRTY_PERCENT)
        return yes(
            PRESERVATION["5(1)"],
            AT_MOST_THIRTY_PERCENT(amount=question.amount_requested, ceiling=ceiling),
            code="CEILING",
            value={"at_most": ceiling, "of_the_disputed_thing": question.disputed_thing},
        )
    full = to_fen(question.amount_requested)
    if question.special_circumstances:
        return for_the_court(
            (PRESERVATION["5(2)"], INT["152(2)"]),
            SPECIAL_CASE(amount=full),
            value={"normally": full},
        )
    return yes(
        (PRESERVATION["5(2)"], INT["152(2)"]),
        EQUAL_TO_AMOUNT(amount=full),
        code="FULL",
        value={"exactly": full},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DispensingWithSecurity:
    """On what ground an applicant asks to be spared security."""

    stage: PreservationStage
    ground: DispensingGround


@provision(PRESERVATION["9"], CPL["104(2)"])
def may_be_dispensed_with(question: DispensingWithSecurity) -> Finding:
    """May the court preserve property without security?"""
    if question.stage is PreservationStage.BEFORE_SUIT:
        return no((CPL["104(2)"], PRESERVATION["5(2)"]), PRE_SUIT_ALWAYS_SECURITY)
    if question.stage is PreservationStage.AFTER_JUDGMENT:
        return for_the_court(PRESERVATION["9(2)"], AFTER_JUDGMENT_NO_SECURITY)
    if question.ground is DispensingGround.NONE:
        return no(PRESERVATION["9(1)"], NO_GROUND_TO_DISPENSE)
    return for_the_court(PRESERVATION["9(1)"], MAY_DISPENSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSecurity:
    """The security that is offered and what its letter says."""

    form: SecurityForm
    letter_complete: bool | None = None
    forbidden_by_law: bool = False
    issuer_licensed_in_china: bool | None = None
    names_documents_and_maximum: bool | None = None


@provision(PRESERVATION["6"], PRESERVATION["7"], PRESERVATION["8"], INDEPENDENT_GUARANTEE["3"])
def is_acceptable(offered: OfferedSecurity) -> Finding:
    """Is the security acceptable in the form in which it is offered?"""
    if offered.forbidden_by_law:
        return no(
            PRESERVATION["6(3)"],
            FORBIDDEN_SECURITY,
            code="OTHER_SECURITY",
            try_next=(OTHER_SECURITY,),
        )
    match offered.form:
        case SecurityForm.CASH:
            return yes((CPL["103(2)"], PRESERVATION["6(1)"]), FORM_COMPLETE, code="ACCEPT")
        case SecurityForm.BANK_GUARANTEE:
            return _bank_guarantee(offered)
        case SecurityForm.INSURERS_UNDERTAKING:
            cited, because = PRESERVATION["7"], INSURERS_UNDERTAKING
        case _:
            article = "6(1)" if offered.form is SecurityForm.PROPERTY else "6(2)"
            cited, because = PRESERVATION[article], FORM_COMPLETE
    if offered.letter_complete is None:
        return unknown(cited, missing="letter_complete")
    if not offered.letter_complete:
        return no(cited, FORM_INCOMPLETE, code="INCOMPLETE", try_next=(COMPLETE_THE_LETTER,))
    return yes(cited, because, code="ACCEPT", try_next=(VERIFY_THE_LETTER,))


def _bank_guarantee(offered: OfferedSecurity) -> Finding:
    if offered.issuer_licensed_in_china is None:
        return unknown(PRESERVATION["8"], missing="issuer_licensed_in_china")
    if not offered.issuer_licensed_in_china:
        return for_the_court((PRESERVATION["8"], PRESERVATION["6(2)"]), UNLICENSED_GUARANTOR)
    cited = (PRESERVATION["8"], INDEPENDENT_GUARANTEE["1"], INDEPENDENT_GUARANTEE["3"])
    if offered.names_documents_and_maximum is None:
        return unknown(cited, missing="names_documents_and_maximum")
    if not offered.names_documents_and_maximum:
        return no(cited, NOT_INDEPENDENT, code="INCOMPLETE", try_next=(COMPLETE_THE_LETTER,))
    return yes(cited, INDEPENDENT_GUARANTEE_ACCEPTED, code="ACCEPT", try_next=(VERIFY_THE_LETTER,))


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityTopUp:
    """Security given so far and the loss that the measure may cause, in one currency."""

    security: Decimal
    possible_loss: Decimal | None = None
    top_up_refused: bool = False

    def __post_init__(self) -> None:
        require_amounts(security=self.security, possible_loss=self.possible_loss)


@provision(PRESERVATION["5(3)"])
def must_be_raised(question: SecurityTopUp) -> Finding:
    """May the court order more security during the measure, or release for want of it?"""
    if question.possible_loss is None:
        return unknown(PRESERVATION["5(3)"], missing="possible_loss")
    shortfall = question.possible_loss - question.security
    if shortfall <= 0:
        return no(PRESERVATION["5(3)"], SECURITY_SUFFICES)
    if question.top_up_refused:
        return for_the_court(
            PRESERVATION["5(3)"], TOP_UP_REFUSED, code="RELEASE", value={"shortfall": shortfall}
        )
    return for_the_court(
        PRESERVATION["5(3)"],
        SECURITY_TOO_LOW(shortfall=shortfall),
        code="TOP_UP",
        value={"shortfall": shortfall},
    )
