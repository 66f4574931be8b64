"""How each act is booked: pure, from how a party stands to the lines of a posting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from yunqiao.court.fees.models import LedgerAccount, PostingKind
from yunqiao.law.money import CNY, Rate

FEN_PER_YUAN: Final = 100
MINOR_UNITS: Final = {"JPY": 1, "KRW": 1, "VND": 1}
USUAL_MINOR_UNITS: Final = 100
RATE_PLACES: Final = Decimal("1E-8")
ABOVE_NOUGHT: Final = "Only an amount above nought is booked."
MORE_THAN_CHARGED: Final = "More would fall away than the party was to bear."


class NotBookableError(Exception):
    """The books would say what cannot be, as a sentence: more given back than is owed, and the like."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that moves, in minor units, and what it is worth in fen by the rate of a day."""

    minor: int
    currency: str
    fen: int
    rate: Rate | None = None

    def __post_init__(self) -> None:
        if self.minor <= 0 or self.fen <= 0:
            raise NotBookableError(ABOVE_NOUGHT)


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a posting: a debit is positive, a credit negative."""

    account: LedgerAccount
    minor: int
    currency: str
    fen: int
    rate: Rate | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """A posting to be written."""

    kind: PostingKind
    lines: Sequence[Line]

    def __post_init__(self) -> None:
        if sum(line.fen for line in self.lines):
            raise NotBookableError("Debits and credits differ.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party of a case stands, in fen: every figure is nought or more."""

    outstanding: int = 0
    unassigned: int = 0
    to_refund: int = 0
    disputed: int = 0

    def after(self, booking: Booking) -> "Standing":
        """How it stands once the booking is written."""
        moved = dict.fromkeys(LedgerAccount, 0)
        for line in booking.lines:
            moved[line.account] += line.fen
        return Standing(
            outstanding=self.outstanding + moved[LedgerAccount.RECEIVABLE],
            unassigned=self.unassigned - moved[LedgerAccount.UNASSIGNED],
            to_refund=self.to_refund - moved[LedgerAccount.TO_REFUND],
            disputed=self.disputed + moved[LedgerAccount.DISPUTED],
        )


def yuan(fen: int) -> Money:
    """An amount in yuan.

    Raises:
        NotBookableError: it is not above nought.
    """
    return Money(fen, CNY, fen)


def abroad(minor: int, rate: Rate) -> Money:
    """An amount in another currency, worth what the rate says, half up to the fen.

    Raises:
        NotBookableError: it is not above nought, or worth less than a fen.
    """
    units = Decimal(minor) / MINOR_UNITS.get(rate.currency, USUAL_MINOR_UNITS)
    fen = (units * rate.cny_per_unit * FEN_PER_YUAN).to_integral_value(ROUND_HALF_UP)
    return Money(minor, rate.currency, int(fen), rate)


def at_cost(minor: int, currency: str, fen: int, on: date) -> Money:
    """An amount in another currency that cost or brought so many fen on a court-local day.

    Raises:
        NotBookableError: it is not above nought.
    """
    units = Decimal(minor) / MINOR_UNITS.get(currency, USUAL_MINOR_UNITS)
    if not units:
        raise NotBookableError(ABOVE_NOUGHT)
    cny_per_unit = (Decimal(fen) / FEN_PER_YUAN / units).quantize(RATE_PLACES)
    return Money(
        minor, currency, fen, Rate(currency=currency, cny_per_unit=cny_per_unit, published_on=on)
    )


def due(fen: int) -> Booking:
    """A fee is due."""
    return _booked(PostingKind.DUE, _yuan(LedgerAccount.RECEIVABLE, fen), LedgerAccount.CHARGED)


def due_again(fen: int) -> Booking:
    """The court takes back that it let the party off: so much is due again."""
    return _booked(PostingKind.DUE, _yuan(LedgerAccount.RECEIVABLE, fen), LedgerAccount.WAIVED)


def reduced(standing: Standing, fen: int, *, chargeable: int, let_off: int = 0) -> Booking:
    """The fee is less than was charged: what is not paid yet falls away, the rest is to be refunded.

    Of `fen`, `let_off` had been waived already and does not go back; `chargeable` is what was
    charged and not waived.

    Raises:
        NotBookableError: more would fall away than the party was to bear.
    """
    _require(fen, chargeable + let_off, MORE_THAN_CHARGED)
    falls_away = fen - let_off
    unpaid = min(falls_away, standing.outstanding)
    parts = _parts(
        (LedgerAccount.CHARGED, fen),
        (LedgerAccount.WAIVED, -let_off),
        (LedgerAccount.RECEIVABLE, -unpaid),
        (LedgerAccount.TO_REFUND, unpaid - falls_away),
    )
    return Booking(PostingKind.REDUCED, parts)


def waived(standing: Standing, fen: int, *, chargeable: int) -> Booking:
    """The court lets the party off a part: what is not paid yet falls away, the rest is to be refunded.

    Raises:
        NotBookableError: more would be waived than the party was to bear.
    """
    _require(fen, chargeable, MORE_THAN_CHARGED)
    unpaid = min(fen, standing.outstanding)
    parts = _parts(
        (LedgerAccount.WAIVED, fen),
        (LedgerAccount.RECEIVABLE, -unpaid),
        (LedgerAccount.TO_REFUND, unpaid - fen),
    )
    return Booking(PostingKind.WAIVED, parts)


def received(standing: Standing, money: Money, way: str) -> Booking:
    """Money came: it pays what is outstanding; the rest waits for somebody to say whose it is."""
    pays = min(money.fen, standing.outstanding)
    lines = [_moved(LedgerAccount.HELD, money, way)]
    lines += _parts((LedgerAccount.RECEIVABLE, -pays), (LedgerAccount.UNASSIGNED, pays - money.fen))
    return Booking(PostingKind.RECEIVED, lines)


def assigned(standing: Standing, fen: int) -> Booking:
    """Money that waited pays what is outstanding.

    Raises:
        NotBookableError: less than that waits, or is outstanding.
    """
    _require(fen, standing.unassigned, "More would be assigned than waits.")
    _require(fen, standing.outstanding, "More would be assigned than is outstanding.")
    return _booked(
        PostingKind.ASSIGNED, _yuan(LedgerAccount.UNASSIGNED, fen), LedgerAccount.RECEIVABLE
    )


def to_refund(standing: Standing, fen: int) -> Booking:
    """Money that waited is to go back.

    Raises:
        NotBookableError: less than that waits.
    """
    _require(fen, standing.unassigned, "More would go back than waits.")
    return _booked(
        PostingKind.TO_REFUND, _yuan(LedgerAccount.UNASSIGNED, fen), LedgerAccount.TO_REFUND
    )


def kept(standing: Standing, fen: int) -> Booking:
    """Money that was to go back pays what is outstanding again.

    Raises:
        NotBookableError: less than that is to be refunded, or is outstanding.
    """
    _require(fen, standing.to_refund, "More would be kept than is to be refunded.")
    _require(fen, standing.outstanding, "More would be kept than is outstanding.")
    return _booked(PostingKind.KEPT, _yuan(LedgerAccount.TO_REFUND, fen), LedgerAccount.RECEIVABLE)


def refunded(standing: Standing, fen: int, money: Money, way: str) -> Booking:
    """Money went back: `fen` of what is to be refunded, by `money`, whose worth may differ by the rate.

    Raises:
        NotBookableError: less than that is to be refunded.
    """
    _require(fen, standing.to_refund, "More would be refunded than is to be refunded.")
    lines = [_yuan(LedgerAccount.TO_REFUND, fen), _moved(LedgerAccount.HELD, money, way, out=True)]
    if money.fen != fen:
        lines.append(_yuan(LedgerAccount.EXCHANGE, money.fen - fen))
    return Booking(PostingKind.REFUNDED, lines)


def disputed(money: Money, way: str) -> Booking:
    """A card's bank has taken money back until it has decided."""
    taken = _moved(LedgerAccount.HELD, money, way, out=True)
    return Booking(PostingKind.DISPUTED, [_moved(LedgerAccount.DISPUTED, money), taken])


def dispute_won(standing: Standing, money: Money, way: str) -> Booking:
    """The money is ours again.

    Raises:
        NotBookableError: less than that is disputed.
    """
    _require(money.fen, standing.disputed, "More would come back than is disputed.")
    back = _moved(LedgerAccount.DISPUTED, money, out=True)
    return Booking(PostingKind.DISPUTE_WON, [_moved(LedgerAccount.HELD, money, way), back])


def dispute_lost(standing: Standing, money: Money) -> Booking:
    """The money is gone: what waited or was to go back goes with it, for the rest the fee is due again.

    Raises:
        NotBookableError: less than that is disputed.
    """
    _require(money.fen, standing.disputed, "More would be lost than is disputed.")
    waited = min(money.fen, standing.unassigned)
    went_back = min(money.fen - waited, standing.to_refund)
    lost = _parts(
        (LedgerAccount.UNASSIGNED, waited),
        (LedgerAccount.TO_REFUND, went_back),
        (LedgerAccount.RECEIVABLE, money.fen - waited - went_back),
    )
    gone = _moved(LedgerAccount.DISPUTED, money, out=True)
    return Booking(PostingKind.DISPUTE_LOST, [*lost, gone])


def firm_fee(money: Money, way: str) -> Booking:
    """What the payment firm keeps for itself."""
    kept = _moved(LedgerAccount.HELD, money, way, out=True)
    return Booking(PostingKind.FIRM_FEE, [_moved(LedgerAccount.FIRM_FEES, money), kept])


def firm_fee_back(money: Money, way: str) -> Booking:
    """What the payment firm gives back of what it kept, as when a payment is refunded."""
    given_back = _moved(LedgerAccount.FIRM_FEES, money, out=True)
    lines = [_moved(LedgerAccount.HELD, money, way), given_back]
    return Booking(PostingKind.FIRM_FEE_BACK, lines)


def converted(gone: Money, came: Money, way: str) -> Booking:
    """The firm changed what it holds for the court into another currency."""
    lines = [_moved(LedgerAccount.HELD, came, way), _moved(LedgerAccount.HELD, gone, way, out=True)]
    lines += _parts((LedgerAccount.EXCHANGE, gone.fen - came.fen))
    return Booking(PostingKind.CONVERTED, lines)


def standing_of(balances: Iterable[tuple[str, int]]) -> Standing:
    """How a party stands by the balance of each account, in fen."""
    found = dict(balances)
    return Standing(
        outstanding=found.get(LedgerAccount.RECEIVABLE, 0),
        unassigned=-found.get(LedgerAccount.UNASSIGNED, 0),
        to_refund=-found.get(LedgerAccount.TO_REFUND, 0),
        disputed=found.get(LedgerAccount.DISPUTED, 0),
    )


def rate_of(line: Line) -> tuple[Decimal | None, date | None]:
    """The rate of a line and its day, none for yuan."""
    return (line.rate.cny_per_unit, line.rate.published_on) if line.rate else (None, None)


def _booked(kind: PostingKind, debit: Line, credit: LedgerAccount) -> Booking:
    return Booking(kind, [debit, _yuan(credit, -debit.fen)])


def _parts(*parts: tuple[LedgerAccount, int]) -> list[Line]:
    """A line for each part that is not nought."""
    return [_yuan(account, fen) for account, fen in parts if fen]


def _yuan(account: LedgerAccount, fen: int) -> Line:
    if not fen:
        raise NotBookableError(ABOVE_NOUGHT)
    return Line(account, fen, CNY, fen)


def _moved(account: LedgerAccount, money: Money, way: str = "", *, out: bool = False) -> Line:
    sign = -1 if out else 1
    return Line(account, sign * money.minor, money.currency, sign * money.fen, money.rate, way)


def _require(fen: int, available: int, sentence: str) -> None:
    if fen <= 0:
        raise NotBookableError(ABOVE_NOUGHT)
    if fen > available:
        raise NotBookableError(sentence)
