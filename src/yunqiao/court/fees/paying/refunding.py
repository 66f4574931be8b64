"""Giving money back: proposed from the books, approved, asked of the firm, booked when it is done."""

import logging
from contextlib import suppress
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import PAYMENT_REFUNDED, REFUND_FAILED
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, DeadlineState, Party
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import book, is_booked, standing
from yunqiao.court.fees.ledger import Money, NotBookableError, Standing
from yunqiao.court.fees.models import PostingKind
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.asking import firm_of
from yunqiao.court.fees.paying.changing import LONGEST_SAID, change_refund
from yunqiao.court.fees.paying.entries import MoneyMoved
from yunqiao.court.fees.paying.keeping import free_to_keep
from yunqiao.court.fees.paying.models import BANK, Refund, UnbookedMoney, WhyUnbooked
from yunqiao.court.fees.paying.receiving import RETURNED, keep_unbooked, occasion_of
from yunqiao.court.fees.paying.refund_plan import plan, received_by, to_propose
from yunqiao.court.fees.paying.states import (
    APPROVED,
    FAILED,
    GIVEN_BACK,
    IN_HAND,
    REJECTED,
    RefundState,
)
from yunqiao.court.fees.tasks import DAYS, REFUND_MONEY, close_done
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.payment.port import (
    Amount,
    FirmDeclinedError,
    FirmRefusedError,
    NoSuchPaymentError,
    PaymentGateway,
    RefundOrder,
    RefundStanding,
)
from yunqiao.law.money import CNY

logger = logging.getLogger(__name__)

GIVE_BACK: Final = "fees.give_back"
"""The job that asks a firm for a refund; `fees.jobs` defines it."""
SILENT_FOR: Final = timedelta(minutes=5)
_ASKED: Final = (RefundState.APPROVED, RefundState.PROCESSING)


def refunds() -> QuerySet[Refund]:
    """Refunds with all that booking them needs."""
    return Refund.objects.select_related("party__case__court", "attempt__party__case__court")


def propose_refund(*, by: Account, party: Party, key: RequestKey) -> None:
    """Put all that is to be refunded to a party on the list, by the ways it came.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        WrongStateError: there is nothing to refund, or a dispute has to end first.
    """

    def write(writing: Act, case: Case) -> None:
        _require_undisputed(party)
        parts = plan(party)
        if not parts:
            raise WrongStateError("there is nothing to refund")
        for part in parts:
            refund_id, at = new_id(), now()
            refund = Refund(
                id=refund_id,
                party=party,
                side_id=part.side,
                attempt=part.attempt,
                way=part.way,
                key=refund_id.hex,
                fen=part.fen,
                proposed_by=by,
                proposed_at=at,
                changed_at=at,
            )
            writing.insert(refund)
        del case

    act_on(party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def approve_refund(*, by: Account, refund: Refund, key: RequestKey) -> None:
    """Let a refund go: the firm is asked at once; a bank transfer waits for whoever makes it.

    Raises:
        NotPermittedError: the account proposed it itself, where the court wants two persons.
        WrongStateError: it was decided on before, or a dispute has to end first.
        NotBookableError: less than that is to be refunded by now.
    """
    access.may_approve(by, refund).require()

    def write(writing: Act, case: Case) -> None:
        found = refunds().get(id=refund.id, party__case=case)
        _require_undisputed(found.party)
        if found.fen > free_to_keep(found.party_id, _stands(found)):
            raise NotBookableError("Less than that is to be refunded and not on its way.")
        change_refund(writing, found, APPROVED)
        writing.execute(_APPROVER, (by.id, found.id))
        if found.way != BANK:
            writing.defer(GIVE_BACK, {"refund": str(found.id)})

    act_on(refund.party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def reject_refund(*, by: Account, refund: Refund, why: str, key: RequestKey) -> None:
    """Take a refund off the list; the money still waits to go back.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        WrongStateError: it was decided on before.
    """

    def write(writing: Act, case: Case) -> None:
        change_refund(writing, refunds().get(id=refund.id, party__case=case), REJECTED, why)

    act_on(refund.party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def record_transfer(*, by: Account, refund: Refund, reference: str, key: RequestKey) -> None:
    """Record that a refund was transferred by hand, under the bank's reference.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        WrongStateError: it is not approved, or goes through a firm.
    """

    def write(writing: Act, case: Case) -> None:
        found = refunds().get(id=refund.id, party__case=case)
        if found.way != BANK:
            raise WrongStateError("this refund goes through a firm")
        if found.state != RefundState.APPROVED:
            raise WrongStateError(f"this refund is {found.state}, not approved")
        writing.execute(_REFERENCE, (reference, found.id))
        settle_refund(writing, found, RefundStanding.DONE)

    act_on(refund.party.case_id, by=by, may=access.may_handle_money, key=key, write=write)


def give_back(*, refund_id: UUID) -> None:
    """Ask the firm for an approved refund, or how it stands, and record the answer.

    Raises:
        FirmDownError: nothing is known; ask again later.
        KeyError: the court has no account with the firm any more.
    """
    refund = refunds().get(id=refund_id)
    if refund.state not in _ASKED or refund.attempt is None or _is_held_up(refund):
        return
    told: RefundStanding | None
    try:
        told, said = _told(refund, firm_of(refund.attempt)), ""
    except FirmDeclinedError as error:
        told, said = RefundStanding.FAILED, str(error)
    except FirmRefusedError as error:  # it may have given the money back all the same
        told, said = None, str(error)
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, refund.party.case_id)
        found = refunds().get(id=refund_id)
        if told:
            settle_refund(writing, found, told, said)
        else:
            writing.execute(_SAID, (said[:LONGEST_SAID], found.id))
            _give_task(writing, found)


def ask_for_silent() -> None:
    """Ask about every refund that a firm has in hand or was never asked for."""
    silent = refunds().filter(state__in=_ASKED, changed_at__lt=now() - SILENT_FOR)
    for refund in silent.exclude(way=BANK).order_by("changed_at", "id"):
        try:
            give_back(refund_id=refund.id)
        except Exception:  # whatever is wrong with one, the others are asked about
            logger.exception("refund %s could not be asked about", refund.key)


def settle_refund(act: Act, refund: Refund, told: RefundStanding, said: str = "") -> None:
    """Record under the lock of the case how a refund stands; what is known already changes nothing."""
    if told is RefundStanding.DONE and refund.state in {*_ASKED, RefundState.FAILED}:
        _given_back(act, refund)
    elif told is RefundStanding.PROCESSING and refund.state == RefundState.APPROVED:
        change_refund(act, refund, IN_HAND)
    elif told is RefundStanding.FAILED and refund.state in {*_ASKED, RefundState.DONE}:
        _fail(act, refund, said)


def take_returned(act: Act, debtor: Party, came: Money, *, named: Party) -> None:
    """Book that the bank gave a transfer back: the refund of that sum, else the next larger, failed.

    Raises:
        NotBookableError: no such refund was transferred.
    """
    done = refunds().filter(party=debtor, way=BANK, state=RefundState.DONE, fen__gte=came.fen)
    found = min(done, key=lambda one: (one.fen, one.side_id != named.id), default=None)
    if found is None:
        raise NotBookableError("No such refund was transferred.")
    _fail(act, found, "", came)


def _require_undisputed(party: Party) -> None:
    if standing(party.case_id, party.id).disputed:
        raise WrongStateError("a dispute about the party's money has not ended")


def _is_held_up(refund: Refund) -> bool:
    """Whether a dispute has the money that was approved to go back, or took it."""
    stands = _stands(refund)
    short = stands.disputed or stands.to_refund < refund.fen
    return refund.state == RefundState.APPROVED and bool(short)


def _stands(refund: Refund) -> Standing:
    return standing(refund.party.case_id, refund.party_id)


def _told(refund: Refund, firm: PaymentGateway) -> RefundStanding:
    """What the firm says of a refund; one that it has never heard of is asked for."""
    order = _order(refund)
    if refund.state == RefundState.PROCESSING:
        with suppress(NoSuchPaymentError):
            return firm.refund_state(order).standing
    return firm.refund(order).standing


def _given_back(act: Act, refund: Refund) -> None:
    """Book what went back; a firm that first said it failed stops what was to go by bank instead."""
    if is_booked(PostingKind.REFUNDED, occasion_of(refund.way, refund.key)):
        return
    if refund.state == RefundState.FAILED:
        _stop_transfers(act, refund)
    party = refund.party
    before = _stands(refund)
    if refund.attempt and before.to_refund < refund.fen:
        _leave_to_person(act, refund)
        return
    booking = ledger.refunded(before, refund.fen, ledger.yuan(refund.fen), refund.way)
    book(act, party.case_id, party.id, booking, occasion_of(refund.way, refund.key))
    change_refund(act, refund, GIVEN_BACK)
    docket.record(act, party.case, PAYMENT_REFUNDED, _moved(refund).payload())
    after = before.after(booking)
    close_done(act, party.case, party.id, before=before, after=after, refund=DeadlineState.MET)


def _stop_transfers(act: Act, refund: Refund) -> None:
    """Take transfers off the list, the newest first, until they fit what is left to refund."""
    over = refund.fen - to_propose(refund.party)
    listed = refunds().filter(party=refund.party, way=BANK)
    pending = listed.filter(state__in=(RefundState.PROPOSED, RefundState.APPROVED))
    for transfer in pending.order_by("-proposed_at", "-id"):
        if over <= 0:
            break
        kind = FAILED if transfer.state == RefundState.APPROVED else REJECTED
        change_refund(act, transfer, kind, f"{refund.way} {refund.key}")
        over -= transfer.fen


def _leave_to_person(act: Act, refund: Refund) -> None:
    """The firm gave back what nobody owes any more: a person says what it was."""
    change_refund(act, refund, GIVEN_BACK)
    keep_unbooked(
        act,
        UnbookedMoney(
            court_id=refund.party.case.court_id,
            way=refund.way,
            money_id=refund.key,
            minor=-refund.fen,
            currency=CNY,
            why=WhyUnbooked.REVERSAL,
            attempt=refund.attempt,
            found_at=now(),
        ),
    )


def _fail(act: Act, refund: Refund, said: str, came: Money | None = None) -> None:
    """The money is still ours, or ours again, whole unless `came` says how much: a person sends it another way."""
    party = refund.party
    was_done = is_booked(PostingKind.REFUNDED, occasion_of(refund.way, refund.key))
    change_refund(act, refund, FAILED, said)
    if was_done:
        again = ledger.received(Standing(), came or ledger.yuan(refund.fen), refund.way)
        occasion = occasion_of(refund.way, refund.key + RETURNED)
        book(act, party.case_id, party.id, again, occasion)
    docket.record(act, party.case, REFUND_FAILED, _moved(refund).payload())
    _give_task(act, refund)


def _give_task(act: Act, refund: Refund) -> None:
    party, case = refund.party, refund.party.case
    due_on = court_date(now(), case.court.zone) + DAYS
    open_task(act, case, queue=StaffRole.FINANCE, kind=REFUND_MONEY, due_on=due_on, party=party.id)


def _moved(refund: Refund) -> MoneyMoved:
    return MoneyMoved(
        party=str(refund.party_id),
        way=refund.way,
        name=refund.reference or refund.key,
        fen=refund.fen,
        side=str(refund.side_id),
    )


def _order(refund: Refund) -> RefundOrder:
    attempt, court = refund.attempt, refund.party.case.court
    assert attempt is not None
    notify = reverse("paying:callback", kwargs={"account": court.code, "way": attempt.way})
    return RefundOrder(
        key=refund.key,
        payment_key=attempt.key,
        firm_id=attempt.firm_id,
        amount=Amount(refund.fen, CNY),
        paid=Amount(received_by(attempt), CNY),
        reason=f"退还诉讼费 {refund.party.case.receipt}",
        notify_url=settings.ORIGIN + notify,
    )


_APPROVER: Final = "UPDATE payment_refund SET approved_by_id = %s WHERE id = %s"
_SAID: Final = "UPDATE payment_refund SET said = %s WHERE id = %s"
_REFERENCE: Final = "UPDATE payment_refund SET reference = %s WHERE id = %s"
