"""Reading what a party pays: how it stands, what is under way, what was paid with its receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse

from yunqiao.court.casefile.access import documents_visible_to
from yunqiao.court.casefile.entries import (
    DISPUTE_ENDED,
    PAYMENT_RECEIVED,
    PAYMENT_REFUNDED,
    PAYMENT_TAKEN_BACK,
    REFUND_FAILED,
)
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Case, Party, Task, TaskState
from yunqiao.court.casefile.sides import acts_for
from yunqiao.court.fees import rates
from yunqiao.court.fees.books import standing
from yunqiao.court.fees.gathering import debtor_of, owing_together
from yunqiao.court.fees.kinds import ASK_AGAIN
from yunqiao.court.fees.ledger import FEN_PER_YUAN, MINOR_UNITS, USUAL_MINOR_UNITS
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.entries import MoneyMoved, PaymentReceived
from yunqiao.court.fees.paying.forms import WayForm
from yunqiao.court.fees.paying.models import PaymentAttempt
from yunqiao.court.fees.paying.opening import open_attempt
from yunqiao.court.fees.paying.words import state_tag, way_name
from yunqiao.court.fees.records import PublishedRate
from yunqiao.court.fees.tasks import FEE_OWED_AGAIN
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import Tag
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reader import written_amount
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import DisputeStanding
from yunqiao.law.money import CNY


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An attempt that is open."""

    attempt: PaymentAttempt
    way: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that came for a party; `receipt_url` is empty until the receipt is there."""

    amount: str
    way: str
    at: datetime
    receipt_url: str


@dataclass(frozen=True, slots=True)
class WentBack:
    """Money that a party paid and that the court no longer has."""

    amount: str
    way: str
    at: datetime


@dataclass(frozen=True, slots=True)
class About:
    """An approximate amount in another currency, with the rate."""

    amount: str
    rate: PublishedRate


def payer_of(account: Account, case: Case) -> Party | None:
    """The party whose debt the account pays here: one that owes something, else the first."""
    parties = list(dict.fromkeys(map(debtor_of, acts_for(account, case))))
    owing = [one for one in parties if standing(case.id, one.id).outstanding]
    return next(iter(owing or parties), None)


def to_pay(account: Account, party: Party, form: WayForm | None = None) -> dict[str, Any]:
    """What `fees/_pay.html` shows as `pay`: what is owed, what is under way, the ways there are."""
    stands, held = standing(party.case_id, party.id), open_attempt(party)
    side = access.side_of(account, party)
    owed_again = _is_owed_again(party)
    return {
        "case": party.case,
        "party": side,
        "others": [one.name for one in owing_together(party) if one != side],
        "is_own": held is not None and held.side_id == (side and side.id),
        "standing": stands,
        "owed_again": owed_again,
        "better_waits": bool(owed_again or stands.unassigned),
        "owed": written_yuan(stands.outstanding),
        "waits": written_yuan(stands.unassigned),
        "to_refund": written_yuan(stands.to_refund),
        "under_way": UnderWay(held, way_name(held.way), state_tag(held)) if held else None,
        "form": form or WayForm(case=party.case),
        "key": new_id(),
    }


def paid_by(account: Account, case: Case) -> Sequence[Paid]:
    """What an account's side paid in a case, oldest first, with the receipts."""
    own = {str(one.id) for one in acts_for(account, case)}
    entries = DocketEntry.objects.filter(stream_id=case.id, kind=PAYMENT_RECEIVED)
    paid = [(one, PaymentReceived(**one.payload)) for one in entries.order_by("seq")]
    return [_paid(account, one, came) for one, came in paid if came.of_side in own]


def paid_back(account: Account, case: Case) -> Sequence[WentBack]:
    """What the court paid back to an account's side in a case and did not come back, oldest first."""
    kinds = (PAYMENT_REFUNDED, REFUND_FAILED)
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=kinds).order_by("seq")
    last = {entry.payload["name"]: entry.kind for entry in told}
    went = _went_back(account, case, PAYMENT_REFUNDED)
    return [one for moved, one in went if last[moved.name] == PAYMENT_REFUNDED]


def taken_back(account: Account, case: Case) -> Sequence[WentBack]:
    """What banks took back for good of what an account's side paid, oldest first."""
    kinds = (PAYMENT_TAKEN_BACK, DISPUTE_ENDED)
    return [
        one
        for told, one in _went_back(account, case, *kinds)
        if told.outcome != DisputeStanding.WON
    ]


def written_yuan(fen: int) -> str:
    """Fen as pages write them."""
    return written_amount(Decimal(fen) / FEN_PER_YUAN, CNY)


def about(attempt: PaymentAttempt) -> Sequence[About]:
    """What an attempt asks for, in the currencies whose rates are recorded, as pages write it."""
    court = attempt.party.case.court
    on = court_date(now(), court.zone)
    return [
        About(written_minor(one.minor, one.rate.currency), one.rate)
        for one in rates.abroad(attempt.fen, court, on)
    ]


def written_minor(minor: int, currency: str) -> str:
    """Minor units of a currency as pages write them."""
    return written_amount(Decimal(minor) / MINOR_UNITS.get(currency, USUAL_MINOR_UNITS), currency)


def _is_owed_again(party: Party) -> bool:
    """Whether a payment was taken back and the court has not said yet what follows."""
    asks = Q(party=party, kind=FEE_OWED_AGAIN) | Q(case=party.case_id, kind=ASK_AGAIN)
    return Task.objects.filter(asks, state=TaskState.OPEN).exists()


def _went_back(account: Account, case: Case, *kinds: str) -> Iterator[tuple[MoneyMoved, WentBack]]:
    own = {str(one.id) for one in acts_for(account, case)}
    entries = DocketEntry.objects.filter(stream_id=case.id, kind__in=kinds)
    for entry in entries.order_by("seq"):
        told = MoneyMoved(**entry.payload)
        if (told.side or told.party) in own:
            yield told, WentBack(written_yuan(told.fen), way_name(told.way), entry.at)


def _paid(account: Account, entry: DocketEntry, came: PaymentReceived) -> Paid:
    documents = [letter.document.id for letter in letters_about(entry)]
    seen = documents_visible_to(account).filter(id__in=documents).first()
    return Paid(
        amount=written_minor(came.minor, came.currency),
        way=way_name(came.way),
        at=datetime.fromisoformat(came.paid_at),
        receipt_url=reverse("web:document", args=[seen.case_id, seen.id]) if seen else "",
    )
