"""The mediation agreement, the conciliation statement, and a judgment in its place."""

from dataclasses import dataclass
from datetime import date, datetime

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, OMR
from yunqiao.law.venue import BEIJING

LAST_SIGNATURE_COUNTS = reason("mediation.last_signature_counts")
SIGNATURE_MISSING = reason("mediation.signature_missing")
MEDIATOR_HAS_NOT_SIGNED = reason("mediation.mediator_has_not_signed")
ALL_RECEIVED_STATEMENT = reason("mediation.all_received_statement")
STATEMENT_NOT_RECEIVED = reason("mediation.statement_not_received")
STATEMENT_REFUSED = reason("mediation.statement_refused")
NOTED_IN_RECORD = reason("mediation.noted_in_record")
JUDGE_PROMPTLY = reason("mediation.judge_promptly")
JUDGMENT_FOR_FOREIGN_CASE = reason("mediation.judgment_for_foreign_case")
STATEMENT_ONLY_AT_HOME = reason("mediation.statement_only_at_home")
STATEMENT_WITHOUT_REQUEST = reason("mediation.statement_without_request")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSignature:
    """A party's electronic signature under the agreement."""

    name: str
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationAgreement:
    """A mediation agreement and its signatures."""

    signatures: tuple[AgreementSignature, ...]
    mediator_signed: bool | None = None

    def __post_init__(self) -> None:
        if not self.signatures:
            raise FactsError("signatures", "name the parties who are to sign")


@provision(OMR["19"])
def takes_effect(agreement: MediationAgreement) -> Finding:
    """Has the mediation agreement taken effect, and when?"""
    if agreement.mediator_signed is None:
        return unknown(OMR["19"], missing="mediator_signed")
    if not agreement.mediator_signed:
        return no(OMR["19"], MEDIATOR_HAS_NOT_SIGNED, code="NOT_YET")
    waiting = [item.name for item in agreement.signatures if item.signed_at is None]
    if waiting:
        return no(OMR["19"], SIGNATURE_MISSING(name=waiting[0]), code="NOT_YET")
    last = max(item.signed_at for item in agreement.signatures if item.signed_at is not None)
    moment = last.astimezone(BEIJING)
    return yes(
        OMR["19"],
        LAST_SIGNATURE_COUNTS,
        code="EFFECTIVE",
        value={"effective_at": moment},
        effective_on=moment.date(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReceipt:
    """When a party received the conciliation statement, or that it refused to."""

    name: str
    received_on: date | None = None
    refused: bool = False

    def __post_init__(self) -> None:
        if self.refused and self.received_on:
            raise ContradictionError("refused", "received_on", "who received it has not refused it")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConciliationStatement:
    """A conciliation statement of the court, or one that need not be made."""

    receipts: tuple[StatementReceipt, ...]
    only_noted_in_record_on: date | None = None

    def __post_init__(self) -> None:
        if not self.receipts:
            raise FactsError("receipts", "name the parties")


@provision(CPL["100"], CPL["101"], CPL["102"], INT["151"])
def statement_takes_effect(statement: ConciliationStatement) -> Finding:
    """Has the conciliation statement taken effect, and when?

    It is never served by leaving or public notice: each party signs for it itself.
    """
    if statement.only_noted_in_record_on is not None:
        return yes(
            (CPL["101"], INT["151"]),
            NOTED_IN_RECORD,
            code="EFFECTIVE",
            effective_on=statement.only_noted_in_record_on,
        )
    for receipt in statement.receipts:
        if receipt.refused:
            return no(
                (CPL["100(3)"], CPL["102"]),
                STATEMENT_REFUSED(name=receipt.name),
                code="REFUSED",
                try_next=(JUDGE_PROMPTLY,),
            )
    days = [receipt.received_on for receipt in statement.receipts if receipt.received_on]
    if len(days) < len(statement.receipts):
        return no(CPL["100(3)"], STATEMENT_NOT_RECEIVED, code="NOT_YET")
    return yes(CPL["100(3)"], ALL_RECEIVED_STATEMENT, code="EFFECTIVE", effective_on=max(days))


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentOnAgreement:
    """Parties who have agreed in suit and want a judgment rather than a conciliation statement."""

    foreign_related: bool
    judgment_requested: bool


@provision(INT["528"], INT["148"])
def may_be_made_a_judgment(question: JudgmentOnAgreement) -> Finding:
    """May the court turn the agreement into a judgment?"""
    if not question.foreign_related:
        return no(INT["148"], STATEMENT_ONLY_AT_HOME)
    if not question.judgment_requested:
        return no(INT["528"], STATEMENT_WITHOUT_REQUEST)
    return for_the_court(INT["528"], JUDGMENT_FOR_FOREIGN_CASE)
