"""The letters about fees: what each says, taken from the docket entry it is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from yunqiao.court.casefile.entries import (
    CLAIMANT_LEFT,
    FEE_ASKED_AGAIN,
    FEE_CHANGED,
    FEE_NOTICE_ISSUED,
    FEE_RELIEF_GRANTED,
    FEE_RELIEF_REFUSED,
    TREATED_AS_WITHDRAWN,
    WITHDRAWAL_ALLOWED,
    WITHDRAWAL_REFUSED,
)
from yunqiao.court.casefile.fee_steps import steps_of
from yunqiao.court.casefile.issuing import CaseLetter, issue
from yunqiao.court.casefile.models import Case, Party, Role
from yunqiao.court.fees.assessing import in_yuan, last_assessment
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.entries import (
    FeeAskedAgain,
    FeeAssessed,
    ReliefDecided,
    WithdrawalRuled,
    Withdrawn,
)
from yunqiao.court.fees.gathering import agreed_to_electronic_service, owing_together
from yunqiao.court.fees.period import (
    begin_period,
    last_day_of,
    last_day_of_notice,
    tells_to_pay,
)
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.writing import Act
from yunqiao.court.papers.letters.dates import in_chinese, in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNotice(CaseLetter):
    """交纳诉讼费用通知书: the fee with every step, by when and how to pay, where to ask for relief.

    Without a last day the seven days run from the day on which the notice is received. Whoever claims
    wages need not pay in advance.
    """

    kind = "fee_notice"
    name = "交纳诉讼费用通知书"
    payer: str
    fee: str
    claims_wages: bool
    steps_zh: Sequence[Mapping[str, str]]
    steps_en: Sequence[Mapping[str, str]]
    pay_by_zh: str
    pay_by_en: str
    reference: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeChange(FeeNotice):
    """诉讼费用变更通知书: from what to what and why; what is still to pay, or goes back by when."""

    kind = "fee_change"
    name = "诉讼费用变更通知书"
    ground: str
    was: str
    to_pay: str
    to_refund: str
    kept: str
    refund_by_zh: str
    refund_by_en: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAgain(FeeNotice):
    """再次交纳诉讼费用通知书: a payment was taken back for good, and what is to be paid anew."""

    kind = "fee_again"
    name = "再次交纳诉讼费用通知书"
    to_pay: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefDecision(CaseLetter):
    """缓交、减交、免交诉讼费用决定书: what was asked for, the answer and its reasons, what is still due."""

    kind = "fee_relief"
    name = "缓交减交免交诉讼费用决定书"
    payer: str
    asked: str
    granted: bool
    percent: int
    outstanding: str
    reason: str
    pay_by_zh: str
    pay_by_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingOfWithdrawal(CaseLetter):
    """民事裁定书（按撤诉处理）: the suit counts as withdrawn because its fee was not paid."""

    kind = "ruling_of_withdrawal"
    name = "按撤诉处理民事裁定书"
    reason: str
    fee: str
    refund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingOnWithdrawal(CaseLetter):
    """民事裁定书（撤诉）: whether the claimants who ask may withdraw, why, and what of the fee stays due.

    Where they are not all, the suit goes on for the others; `still_owe` says that the fee stays theirs too.
    """

    kind = "ruling_on_withdrawal"
    name = "撤诉民事裁定书"
    asked_by: str
    allowed: bool
    goes_on: bool
    still_owe: bool
    reason: str
    fee: str
    pay_by_zh: str
    pay_by_en: str


def issue_letter(*, entry: DocketEntry) -> None:
    """Issue the letter an entry calls for, once; with a notice to pay the seven days begin.

    Raises what `casefile.issuing.issue` raises.
    """

    def begin(writing: Act, case: Case, on: date) -> None:
        if entry.kind != FEE_NOTICE_ISSUED or last_day_of(case) is None:
            begin_period(writing, case, on if agreed_to_electronic_service(case) else None)

    also = begin if tells_to_pay(entry) else None
    issue(entry, lambda about, case, on: _LETTERS[about.kind](about, case, on), also)


def _notice(entry: DocketEntry, case: Case, on: date) -> CaseLetter:
    said = FeeAssessed(**entry.payload)
    return FeeNotice.about(case, str(case), **_asked(case, said.assessment, on))


def _again(entry: DocketEntry, case: Case, on: date) -> CaseLetter:
    said = FeeAskedAgain(**entry.payload)
    asked = _asked(case, said.assessment, on)
    return FeeAgain.about(case, str(case), **asked, to_pay=said.to_pay, reason=said.reason)


def _change(entry: DocketEntry, case: Case, on: date) -> CaseLetter:
    said = FeeAssessed(**entry.payload)
    asked = _asked(case, said.assessment, on if tells_to_pay(entry) else None)
    if said.pay_by:
        asked |= _written("pay_by", _day(said.pay_by))
    return FeeChange.about(
        case,
        str(case),
        **asked,
        ground=said.ground,
        was=said.was,
        to_pay=said.to_pay,
        to_refund=said.to_refund,
        kept=said.kept,
        **_written("refund_by", _day(said.refund_by)),
        reason=said.reason,
    )


def _relief(entry: DocketEntry, case: Case, _on: date) -> CaseLetter:
    said = ReliefDecided(**entry.payload)
    party = Party.objects.get(id=said.party)
    return ReliefDecision.about(
        case,
        str(case),
        only_for=said.party,
        payer=party.name,
        asked=said.kind,
        granted=entry.kind == FEE_RELIEF_GRANTED,
        percent=said.percent,
        outstanding=said.outstanding,
        reason=said.reason,
        **_written("pay_by", _day(said.pay_by)),
    )


def _ruling(entry: DocketEntry, case: Case, _on: date) -> CaseLetter:
    said = Withdrawn(**entry.payload)
    return RulingOfWithdrawal.about(case, str(case), **asdict(said))


def _ruling_asked_for(entry: DocketEntry, case: Case, _on: date) -> CaseLetter:
    row, ruled = last_assessment(case), WithdrawalRuled(**entry.payload)
    asking = Party.objects.filter(id__in=ruled.asked_by).order_by("position")
    return RulingOnWithdrawal.about(
        case,
        str(case),
        asked_by="、".join(one.name for one in asking) or case.claimants,
        allowed=entry.kind != WITHDRAWAL_REFUSED,
        goes_on=entry.kind == CLAIMANT_LEFT,
        still_owe=ruled.still_owes,
        reason=ruled.reason,
        fee=in_yuan(row.due_fen) if row else "",
        **_written("pay_by", _day(ruled.pay_by)),
    )


def _asked(case: Case, assessment: str, received_on: date | None) -> dict[str, Any]:
    """What a letter that asks for a fee says; the law's last day where it is received on that day online."""
    row = FeeAssessment.objects.select_related("party").get(id=assessment)
    debtors, last_day = owing_together(row.party), None
    if received_on and agreed_to_electronic_service(case):
        last_day = last_day_of_notice(row, case, received_on).date("last_day")
    return {
        **_readers(row.party),
        "payer": "、".join(one.name for one in debtors),
        "fee": in_yuan(row.due_fen),
        "claims_wages": Basis.read(row.basis).claims_wages,
        "steps_zh": [asdict(step) for step in steps_of(row.finding, "zh")],
        "steps_en": [asdict(step) for step in steps_of(row.finding, "en")],
        **_written("pay_by", last_day),
        "reference": _references(debtors),
        "page": f"{settings.ORIGIN}{reverse('fees:fees', args=[case.id])}",
    }


def _readers(debtor: Party) -> dict[str, str]:
    """Whoever owes a fee sees the letters about it."""
    if debtor.role == Role.CLAIMANT:
        return {"only_for_role": Role.CLAIMANT.value}
    return {"only_for": str(debtor.id)}


def _references(debtors: Sequence[Party]) -> str:
    """What is to be written on a transfer; of several each has their own, so that it shows who paid."""
    if len(debtors) == 1:
        return reference_of(debtors[0].id)
    return "; ".join(f"{reference_of(one.id)} ({one.name})" for one in debtors)


def _written(name: str, day: date | None) -> dict[str, str]:
    return {
        f"{name}_zh": in_chinese(day) if day else "",
        f"{name}_en": in_english(day) if day else "",
    }


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


_LETTERS: Final[Mapping[str, Callable[[DocketEntry, Case, date], CaseLetter]]] = {
    FEE_NOTICE_ISSUED: _notice,
    FEE_CHANGED: _change,
    FEE_RELIEF_GRANTED: _relief,
    FEE_RELIEF_REFUSED: _relief,
    FEE_ASKED_AGAIN: _again,
    TREATED_AS_WITHDRAWN: _ruling,
    CLAIMANT_LEFT: _ruling_asked_for,
    WITHDRAWAL_ALLOWED: _ruling_asked_for,
    WITHDRAWAL_REFUSED: _ruling_asked_for,
}
