"""The letters of filing: what each says, taken from the docket entry it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yunqiao.court.casefile.entries import (
    CASE_REGISTERED,
    CLAIM_FILED,
    CLAIM_RETURNED,
    CORRECTION_REQUESTED,
    FILING_REFUSED,
    INADMISSIBILITY_RULED,
)
from yunqiao.court.casefile.issuing import CaseLetter
from yunqiao.court.casefile.models import Case, Document, Role
from yunqiao.court.filing import facts
from yunqiao.court.filing.entries import (
    CaseRegistered,
    CorrectionRequested,
    Decision,
)
from yunqiao.court.filing.queries import claim_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.papers.letters.dates import in_chinese, in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToClaimants(CaseLetter):
    """A letter about a filing: between the claimants and the court, not for whoever is sued."""

    only_for_role: str = Role.CLAIMANT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingReceipt(_ToClaimants):
    """收件回执: what arrived and when."""

    kind = "filing_receipt"
    name = "收件回执"
    filed_zh: str
    filed_en: str
    documents: list[dict[str, str]]
    taken_zh: str = ""
    taken_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOfAcceptance(_ToClaimants):
    """受理案件通知书: the case is registered."""

    kind = "notice_of_acceptance"
    name = "受理案件通知书"
    registered_zh: str
    registered_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(_ToClaimants):
    """补正通知书: all that is missing, and the last day to answer (empty if not known yet)."""

    kind = "correction_notice"
    name = "补正通知书"
    items: list[str]
    answer_by_zh: str
    answer_by_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOfRefusal(_ToClaimants):
    """不予受理通知书: the filing does not meet the legal conditions."""

    kind = "notice_of_refusal"
    name = "不予受理通知书"
    reason: str
    returned: bool = False

    @property
    def template(self) -> str:
        """Returned papers and refused filings are told on the same sheet."""
        return NoticeOfRefusal.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOfReturn(NoticeOfRefusal):
    """退回起诉材料通知书: the papers were not corrected."""

    kind = "notice_of_return"
    name = "退回起诉材料通知书"
    returned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingOfInadmissibility(_ToClaimants):
    """不予受理裁定书: the case is not taken; within how many days and where one can appeal."""

    kind = "ruling_of_inadmissibility"
    name = "不予受理裁定书"
    requests: list[str]
    reason: str
    appeal_days: int
    above_zh: str
    above_en: str


def letter_about(entry: DocketEntry, case: Case) -> CaseLetter | None:
    """The letter that an entry calls for; most call for none."""
    build = _LETTERS.get(entry.kind)
    return build(entry, case) if build else None


def _receipt(entry: DocketEntry, case: Case) -> CaseLetter:
    filed: datetime = entry.at.astimezone(case.court.zone)
    handed_in = Document.objects.filter(case=case, sha256__in=entry.record["documents"])
    return FilingReceipt.about(
        case,
        case.receipt,
        filed_zh=f"{in_chinese(filed.date())} {filed:%H:%M}",
        filed_en=f"{in_english(filed.date())}, {filed:%H:%M} (court's time)",
        documents=[{"name": one.name, "sha256": one.sha256} for one in handed_in.order_by("id")],
        **_taken(entry),
    )


def _taken(entry: DocketEntry) -> dict[str, str]:
    """That a clerk took the claim down, and how; nothing where the party filed it."""
    taken = entry.payload.get("counter")
    if taken is None:
        return {}
    zh, en = _SIGNED[taken["signed"]]
    there = taken["presence"] == "present"
    return {
        "taken_zh": f"由本院立案工作人员{'当场' if there else '通过电话'}代为录入，{zh}",
        "taken_en": f"Taken down by a filing clerk {'at the counter' if there else 'on the telephone'}; {en}",
    }


def _acceptance(entry: DocketEntry, case: Case) -> CaseLetter:
    registered = CaseRegistered(**entry.payload)
    on = date.fromisoformat(registered.registered_on)
    return NoticeOfAcceptance.about(
        case, registered.number, registered_zh=in_chinese(on), registered_en=in_english(on)
    )


def _correction(entry: DocketEntry, case: Case) -> CaseLetter:
    asked = CorrectionRequested.read(entry.payload)
    last_day = date.fromisoformat(asked.last_day) if asked.last_day else None
    return CorrectionNotice.about(
        case,
        case.receipt,
        items=[point.text for point in asked.points],
        answer_by_zh=in_chinese(last_day) if last_day else "",
        answer_by_en=in_english(last_day) if last_day else "",
    )


def _refusal(entry: DocketEntry, case: Case) -> CaseLetter:
    return NoticeOfRefusal.about(case, case.receipt, reason=Decision(**entry.payload).reason)


def _return(entry: DocketEntry, case: Case) -> CaseLetter:
    return NoticeOfReturn.about(case, case.receipt, reason=Decision(**entry.payload).reason)


def _ruling(entry: DocketEntry, case: Case) -> CaseLetter:
    claim = claim_of(case)
    claimant = next(party for party in claim.parties if party.role == Role.CLAIMANT)
    above = case.court.parent
    return RulingOfInadmissibility.about(
        case,
        case.receipt,
        requests=[asked.text for asked in claim.requests],
        reason=Decision(**entry.payload).reason,
        appeal_days=facts.days_to_appeal_a_ruling(claimant.country),
        above_zh=above.name_zh if above else "上一级人民法院",
        above_en=above.name_en if above else "the court above",
    )


_LETTERS: Final[Mapping[str, Callable[[DocketEntry, Case], CaseLetter]]] = {
    CLAIM_FILED: _receipt,
    CASE_REGISTERED: _acceptance,
    CORRECTION_REQUESTED: _correction,
    FILING_REFUSED: _refusal,
    CLAIM_RETURNED: _return,
    INADMISSIBILITY_RULED: _ruling,
}
_SIGNED: Final = {
    "screen": ("当事人在屏幕上签名确认", "confirmed by the party's name on the screen"),
    "paper": ("当事人在纸质文本上签名", "signed by the party on paper"),
    "oral": ("当事人口头起诉，已记入笔录", "claimed orally and written into the record"),
}
