"""What the books say by court and period: the same rows for the page, the spreadsheet and the PDF."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.words import account_name, posting_name
from yunqiao.court.fees.ledger import FEN_PER_YUAN, MINOR_UNITS, USUAL_MINOR_UNITS
from yunqiao.court.fees.models import LedgerAccount, PostingKind, PostingLine
from yunqiao.court.fees.paying.words import way_name
from yunqiao.court.foundation.clock import COURT_ZONE, court_date

Cell = str | date | Decimal
"""Text, a court-local day, or an amount; an amount that is not there is an empty text."""


class ReportKind(StrEnum):
    """The reports there are."""

    DAY_BOOK = "day_book"  # 日记账
    RECEIPTS = "receipts"  # 收款明细
    OUTSTANDING = "outstanding"  # 应收未收明细
    REFUNDS_DUE = "refunds_due"  # 应退明细
    TRIAL_BALANCE = "trial_balance"  # 试算平衡表


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose books, and from which court-local day to which; balances are those of the last day."""

    courts: Sequence[Court]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Report:
    """A table; `total` sums up its columns of yuan, the other cells of it are empty."""

    kind: ReportKind
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell]

    @property
    def title(self) -> str:
        """What the report is called."""
        return str(TITLES[self.kind])

    @property
    def numeric(self) -> Sequence[bool]:
        """Which columns hold amounts."""
        cells = zip(*self.rows, self.total, strict=True)
        return [any(isinstance(cell, Decimal) for cell in column) for column in cells]


def report(kind: ReportKind, scope: Scope) -> Report:
    """Read a report from the books."""
    columns, summed, read = _REPORTS[kind]
    rows = list(read(scope))
    total: list[Cell] = [str(_("Total")), *[""] * (len(columns) - 1)]
    for place in summed:
        amounts = [row[place] for row in rows]
        total[place] = sum((one for one in amounts if isinstance(one, Decimal)), Decimal("0.00"))
    return Report(kind, [str(column) for column in columns], rows, total)


def _day_book(scope: Scope) -> Iterator[Sequence[Cell]]:
    for line in _lines(scope, since=scope.first).order_by("posting__at", "posting_id", "position"):
        posting = line.posting
        yield (
            court_date(posting.at),
            str(posting.case),
            posting.party.name,
            posting_name(posting.kind),
            _account(line),
            line.currency,
            _units(line.minor, line.currency),
            *_sides(line.fen),
            posting.occasion,
        )


def _receipts(scope: Scope) -> Iterator[Sequence[Cell]]:
    for line in receipts(scope).order_by("posting__at", "posting_id", "position"):
        yield (
            court_date(line.posting.at),
            str(line.posting.case),
            line.posting.party.name,
            way_name(line.way),
            line.posting.occasion.partition(":")[2],
            line.currency,
            _units(line.minor, line.currency),
            yuan(line.fen),
        )


def receipts(scope: Scope) -> QuerySet[PostingLine]:
    """The lines of money that came in the period."""
    return _lines(scope, since=scope.first).filter(
        account=LedgerAccount.HELD, posting__kind=PostingKind.RECEIVED
    )


def _balances_of(account: LedgerAccount, sign: int) -> "_Read":
    def read(scope: Scope) -> Iterator[Sequence[Cell]]:
        party = ("posting__case__number", "posting__case__receipt", "posting__party__name")
        found = _lines(scope).filter(account=account).values_list(*party, "posting__party")
        balances = found.annotate(total=Sum("fen")).exclude(total=0)
        for number, receipt, name, _party, total in balances.order_by(*party, "posting__party"):
            yield number or receipt, name, yuan(sign * total)

    return read


def _trial_balance(scope: Scope) -> Iterator[Sequence[Cell]]:
    found = _lines(scope).values_list("account").annotate(total=Sum("fen"))
    totals = dict(found.order_by("account"))
    for account in LedgerAccount:
        if account in totals:
            yield account_name(account), *_sides(totals[account])


def yuan(fen: int) -> Decimal:
    """Fen as an amount in yuan."""
    return (Decimal(fen) / FEN_PER_YUAN).quantize(CENT)


def _lines(scope: Scope, *, since: date | None = None) -> QuerySet[PostingLine]:
    ends = datetime.combine(scope.last + timedelta(days=1), time(), COURT_ZONE)
    found = PostingLine.objects.filter(
        posting__case__court__in=[court.id for court in scope.courts], posting__at__lt=ends
    )
    if since:
        found = found.filter(posting__at__gte=datetime.combine(since, time(), COURT_ZONE))
    return found.select_related("posting__case", "posting__party")


def _account(line: PostingLine) -> str:
    name = account_name(line.account)
    return f"{name} · {way_name(line.way)}" if line.way else name


def _units(minor: int, currency: str) -> Decimal:
    return (Decimal(minor) / MINOR_UNITS.get(currency, USUAL_MINOR_UNITS)).quantize(CENT)


def _sides(fen: int) -> tuple[Cell, Cell]:
    """A balance as debit or credit."""
    return (yuan(fen), "") if fen >= 0 else ("", yuan(-fen))


CENT: Final = Decimal("0.01")
TITLES: Final[Mapping[ReportKind, Promise]] = {
    ReportKind.DAY_BOOK: _("Day book"),
    ReportKind.RECEIPTS: _("Receipts"),
    ReportKind.OUTSTANDING: _("Fees outstanding"),
    ReportKind.REFUNDS_DUE: _("Refunds due"),
    ReportKind.TRIAL_BALANCE: _("Trial balance"),
}
_Read = Callable[[Scope], Iterator[Sequence[Cell]]]
_DAY, _CASE, _PARTY, _YUAN = _("Day"), _("Case"), _("Party"), _("Yuan")
_CURRENCY, _AMOUNT = _("Currency"), _("Amount")
_DEBIT, _CREDIT = _("Debit (yuan)"), _("Credit (yuan)")
_OF_PARTY: Final = (_CASE, _PARTY, _YUAN)
_REPORTS: Final[Mapping[ReportKind, tuple[Sequence[Promise], Sequence[int], _Read]]] = {
    ReportKind.DAY_BOOK: (
        (
            *(_DAY, _CASE, _PARTY, _("Posting"), _("Account in the books")),
            *(_CURRENCY, _AMOUNT, _DEBIT, _CREDIT, _("Occasion")),
        ),
        (7, 8),
        _day_book,
    ),
    ReportKind.RECEIPTS: (
        (_DAY, _CASE, _PARTY, _("Way to pay"), _("The firm's mark"), _CURRENCY, _AMOUNT, _YUAN),
        (7,),
        _receipts,
    ),
    ReportKind.OUTSTANDING: (_OF_PARTY, (2,), _balances_of(LedgerAccount.RECEIVABLE, 1)),
    ReportKind.REFUNDS_DUE: (_OF_PARTY, (2,), _balances_of(LedgerAccount.TO_REFUND, -1)),
    ReportKind.TRIAL_BALANCE: (
        (_("Account in the books"), _DEBIT, _CREDIT),
        (1, 2),
        _trial_balance,
    ),
}
