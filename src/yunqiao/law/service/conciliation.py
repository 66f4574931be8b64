"""When a conciliation statement takes effect, and when the agreement does without it (Article 25)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, require_order
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import AERSHAN, CPL, INT
from yunqiao.law.service.lien import TO_JUDGMENT

ON_SIGNING_AGREEMENT = reason("service.conciliation.on_signing_agreement")
AGREEMENT_UNSIGNED = reason("service.conciliation.agreement_unsigned")
LAST_SIGNATURE = reason("service.conciliation.last_signature")
RETRACTED = reason("service.conciliation.retracted")
SOME_UNSIGNED = reason("service.conciliation.some_unsigned")

EFFECTIVE: Final = "EFFECTIVE"
EFFECTIVE_WITHOUT_SERVICE: Final = "EFFECTIVE_WITHOUT_SERVICE"
NOT_EFFECTIVE: Final = "NOT_EFFECTIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conciliation:
    """What the parties did with the agreement and with the conciliation statement.

    `effective_on_signing`: the parties agreed, and it was recorded, that the agreement takes effect
    on signing (Int 151). `statement_signed_on` holds one court-local date for each party that
    signed for the statement.
    """

    parties: int
    effective_on_signing: bool = False
    agreement_signed_on: date | None = None
    statement_signed_on: tuple[date, ...] = ()
    refused: bool = False

    def __post_init__(self) -> None:
        require_order(self, "agreement_signed_on", "statement_signed_on")
        if self.refused and len(self.statement_signed_on) >= self.parties:
            raise ContradictionError("refused", "statement_signed_on", "every party signed for it, so none refused it")  # fmt: skip


@provision(CPL["100(3)"], CPL["102"], INT["149"], INT["151"], AERSHAN["25"], source="E31")
def takes_effect(facts: Conciliation) -> Finding:
    """Is the conciliation in effect, and since which day?"""
    if facts.effective_on_signing:
        if facts.agreement_signed_on is None:
            return unknown(INT["151"], AGREEMENT_UNSIGNED, missing="agreement_signed_on")
        return yes(INT["151"], ON_SIGNING_AGREEMENT, code=EFFECTIVE_WITHOUT_SERVICE, effective_on=facts.agreement_signed_on)  # fmt: skip
    if facts.refused:
        cited = (CPL["102"], INT["133"], AERSHAN["25"])
        return no(cited, RETRACTED, code=NOT_EFFECTIVE, try_next=(TO_JUDGMENT,))
    if len(facts.statement_signed_on) < facts.parties:
        return unknown((CPL["100(3)"], INT["149"]), SOME_UNSIGNED, missing="statement_signed_on")
    return yes((CPL["100(3)"], INT["149"]), LAST_SIGNATURE, code=EFFECTIVE, effective_on=max(facts.statement_signed_on))  # fmt: skip
