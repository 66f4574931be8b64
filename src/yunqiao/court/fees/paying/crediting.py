"""What finance staff decide about money that waits: which fee it pays, that it goes back, whose it is."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import Sum

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import PAYMENT_ASSIGNED, PAYMENT_TAKEN_BACK
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.directory.entries import MONEY_LEFT_OUT
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import book, is_booked, standing
from yunqiao.court.fees.gathering import debtor_of
from yunqiao.court.fees.kinds import ASK_AGAIN, FEES
from yunqiao.court.fees.ledger import Booking, Money, NotBookableError, Standing
from yunqiao.court.fees.models import LedgerAccount, PostingKind, PostingLine
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.disputing import received_as, worth_like
from yunqiao.court.fees.paying.entries import (
    GOES_BACK,
    PAYS_A_FEE,
    MoneyMoved,
    PaymentReceived,
    SettledInWords,
)
from yunqiao.court.fees.paying.keeping import take_off
from yunqiao.court.fees.paying.models import UnbookedMoney, WhyUnbooked
from yunqiao.court.fees.paying.receiving import (
    RETURNED,
    book_received,
    occasion_of,
    payments_of,
    payments_taken_back,
)
from yunqiao.court.fees.paying.refunding import take_returned
from yunqiao.court.fees.tasks import DAYS, FEE_OWED_AGAIN, close_done
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import Amount
from yunqiao.law.money import CNY, Rate

SETTLED_MEANWHILE: Final = "somebody settled it in the meantime"


def assign_money(*, by: Account, party: Party, key: RequestKey) -> None:
    """Let money that waits pay what is outstanding, as far as it goes.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        NotBookableError: nothing waits, or nothing is outstanding.
    """

    def booking(now_: Standing) -> Booking:
        return ledger.assigned(now_, min(now_.unassigned, now_.outstanding))

    _decide(by, party, booking, PAYS_A_FEE, key)


def return_money(*, by: Account, party: Party, key: RequestKey) -> None:
    """Let all money that waits go back.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        NotBookableError: nothing waits.
    """
    _decide(by, party, lambda now_: ledger.to_refund(now_, now_.unassigned), GOES_BACK, key)


def hand_to_clerk(*, by: Account, party: Party, key: RequestKey) -> None:
    """Leave it to the clerks whether the party is told anew to pay what was taken back for good.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        NotBookableError: nothing is outstanding.
    """

    def write(writing: Act, case: Case) -> None:
        if not standing(case.id, party.id).outstanding:
            raise NotBookableError("Nothing is outstanding.")
        close_task(writing, case, FEE_OWED_AGAIN, party.id)
        due_on = court_date(now(), case.court.zone) + DAYS
        open_task(writing, case, queue=FEES, kind=ASK_AGAIN, due_on=due_on, party=party.id)

    act_on(party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def book_unbooked(
    *, by: Account, money: UnbookedMoney, party: Party, rate: Rate | None, key: RequestKey
) -> None:
    """Say whose money it is, and what it is worth if it is not in yuan.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        OutdatedError: somebody settled it in the meantime.
        NotBookableError: it is worth nothing, a rate is missing, nothing came that could be taken
            back, or nothing was sent that could have been given back.
    """
    worth = _worth(money, rate)

    def write(writing: Act, case: Case) -> None:
        side = Party.objects.select_related("case__court").get(id=party.id, case=case)
        found = debtor_of(side)
        if money.why == WhyUnbooked.REFUND_BACK:
            take_returned(writing, found, worth, named=side)
        elif money.minor < 0:
            _take_back(writing, found, money, worth, named=side)
        elif not is_booked(PostingKind.RECEIVED, occasion_of(money.way, money.money_id)):
            attempt = money.attempt
            payer = attempt.payer.person_id if attempt else None
            book_received(
                writing,
                found,
                before=standing(case.id, found.id),
                money=worth,
                way=money.way,
                money_id=money.money_id,
                paid_at=money.found_at,
                payer=str(payer or ""),
                side=attempt.side_id if attempt and attempt.party == found else side.id,
            )
        _settle(writing, by, money, str(case))

    access.may_handle_money_of(by, money.court_id).require()
    act_on(party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def dismiss_unbooked(*, by: Account, money: UnbookedMoney, because: str, key: RequestKey) -> None:
    """Say that money is not for the court's books, and why; it stands on the court's stream.

    Money of no court's stands on that of whoever decides.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        OutdatedError: somebody settled it in the meantime.
    """
    access.may_handle_money_of(by, money.court_id).require()

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.keep(writing, key, {})
            _settle(writing, by, money, because)
            record_in_words(
                writing,
                MONEY_LEFT_OUT,
                money.court_id or access.courts_of(by)[0].id,
                SettledInWords(
                    way=money.way,
                    name=money.money_id,
                    minor=money.minor,
                    currency=money.currency,
                    because=because,
                ),
            )
        return {}

    idempotency.once(key, create)


def record_in_words(act: Act, kind: str, court_id: UUID, settled: SettledInWords) -> None:
    """Record on a court's stream what finance staff settled by words alone."""
    act.lock(Stream.COURT, court_id)
    act.record(Stream.COURT, court_id, kind, settled.payload(), advance=False)


def _decide(
    by: Account,
    party: Party,
    booking: Callable[[Standing], Booking],
    outcome: str,
    key: RequestKey,
) -> None:
    def write(writing: Act, case: Case) -> None:
        before = standing(case.id, party.id)
        made = booking(before)
        fen = max(line.fen for line in made.lines)
        book(writing, case.id, party.id, made, f"{key.account}:{key.key}")
        moved = MoneyMoved(party=str(party.id), way="", name="", fen=fen, outcome=outcome)
        docket.record(writing, case, PAYMENT_ASSIGNED, moved.payload())
        close_done(writing, case, party.id, before=before, after=before.after(made))

    act_on(party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def _worth(money: UnbookedMoney, rate: Rate | None) -> Money:
    minor = abs(money.minor)
    if money.currency == CNY:
        return ledger.yuan(minor)
    if rate is None or rate.currency != money.currency:
        raise NotBookableError("Say what the money is worth.")
    return ledger.abroad(minor, rate)


def _take_back(
    writing: Act, party: Party, money: UnbookedMoney, worth: Money, *, named: Party
) -> None:
    """What a bank took back is no longer held, and what it had paid is outstanding again.

    It is worth what it was when it came, and concerns the side that had paid it.
    """
    side = money.attempt.side_id if money.attempt else named.id
    if came := _taken_back(party, money, str(side)):
        received = received_as(came.way, came.money_id)
        side = UUID(came.of_side)
        if received:
            worth = worth_like(received, Amount(-money.minor, money.currency))
    occasion = occasion_of(money.way, money.money_id)
    if worth.fen > _came_and_stayed(party, money.way):
        raise NotBookableError("More would be taken back than came.")
    before, taken = standing(party.case_id, party.id), ledger.disputed(worth, money.way)
    book(writing, party.case_id, party.id, taken, occasion)
    lost = ledger.dispute_lost(before.after(taken), worth)
    book(writing, party.case_id, party.id, lost, occasion)
    moved = MoneyMoved(
        party=str(party.id), side=str(side), way=money.way, name=money.money_id, fen=worth.fen
    )
    docket.record(writing, party.case, PAYMENT_TAKEN_BACK, moved.payload())
    after = before.after(taken).after(lost)
    take_off(writing, party.id, after)
    close_done(writing, party.case, party.id, before=before.after(taken), after=after)


def _came_and_stayed(debtor: Party, way: str) -> int:
    """What came for a party by a way and was not taken back, in fen; refunds apart."""
    kinds = (PostingKind.RECEIVED, PostingKind.DISPUTED, PostingKind.DISPUTE_WON)
    lines = PostingLine.objects.filter(
        account=LedgerAccount.HELD, way=way, posting__party=debtor, posting__kind__in=kinds
    ).exclude(posting__occasion__endswith=RETURNED)
    return lines.aggregate(total=Sum("fen"))["total"] or 0


def _taken_back(debtor: Party, money: UnbookedMoney, side: str) -> PaymentReceived | None:
    """The payment that was taken back: of those of its sum still there the last of this side, else of any."""
    taken = (-money.minor, money.currency)
    there = _still_there(debtor, money.way)
    came = [one for one in there if (one.minor, one.currency) == taken]
    return next((one for one in came if one.of_side == side), next(iter(came), None))


def _still_there(debtor: Party, way: str) -> Iterator[PaymentReceived]:
    """What came for a party by a way and was not taken back whole, the latest first."""
    gone = Counter((one.side, one.fen) for one in payments_taken_back(debtor, way))
    for came in payments_of(debtor):
        if came.way != way:
            continue
        if gone[came.of_side, came.fen]:
            gone[came.of_side, came.fen] -= 1
        else:
            yield came


def _settle(writing: Act, by: Account, money: UnbookedMoney, because: str) -> None:
    writing.expect_row(_SETTLE, (now(), by.id, because, money.id), SETTLED_MEANWHILE)


_SETTLE: Final = """
UPDATE payment_unbooked SET settled_at = %s, settled_by_id = %s, because = %s
WHERE id = %s AND settled_at IS NULL"""
