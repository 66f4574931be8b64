"""Ways to pay, states and what goes wrong, in the reader's words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees.paying.models import BANK, PaymentAttempt, Refund, WhyUnbooked
from yunqiao.court.fees.paying.statements import Fate
from yunqiao.court.fees.paying.states import AttemptState, RefundState
from yunqiao.court.fees.tasks import (
    ANSWER_DISPUTE,
    ASSIGN_MONEY,
    FEE_OWED_AGAIN,
    REFUND_MONEY,
)
from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.gateways.payment.port import Refusal, Way

_WAYS: Final[Mapping[str, tuple[Promise, Promise]]] = {
    Way.CARD: (
        _("International card"),
        _("Visa, Mastercard and others, on the secure page of the payment firm."),
    ),
    Way.WECHATPAY: (_("WeChat Pay"), _("With the WeChat app on your phone.")),
    Way.ALIPAY: (_("Alipay"), _("With the Alipay app, or on its page.")),
    BANK: (
        _("Bank transfer"),
        _("From any bank in the world, with a reference; it takes one to five working days."),
    ),
}
_STATES: Final[Mapping[str, tuple[Promise, Colour]]] = {
    AttemptState.STARTED: (_("Being prepared"), Colour.BLUE),
    AttemptState.WAITING: (_("Waiting for the payment"), Colour.TEAL),
    AttemptState.DECLINED: (_("Declined"), Colour.RED),
    AttemptState.PAID: (_("Paid"), Colour.GREEN),
    AttemptState.EXPIRED: (_("Expired"), Colour.GREY),
    AttemptState.ABANDONED: (_("Given up"), Colour.GREY),
    AttemptState.NEEDLESS: (_("No longer needed"), Colour.GREY),
}
_REFUNDS: Final[Mapping[str, tuple[Promise, Colour]]] = {
    RefundState.PROPOSED: (_("Waiting for approval"), Colour.ORANGE),
    RefundState.APPROVED: (_("Approved"), Colour.BLUE),
    RefundState.PROCESSING: (_("The firm has it in hand"), Colour.BLUE),
    RefundState.DONE: (_("Paid back"), Colour.GREEN),
    RefundState.FAILED: (_("Failed"), Colour.RED),
    RefundState.REJECTED: (_("Not approved"), Colour.GREY),
    RefundState.VOID: (_("Pays the fee, which rose again"), Colour.GREY),
}
_WHY: Final[Mapping[str, Promise]] = {
    WhyUnbooked.UNKNOWN_ORDER: _("A firm tells of a payment that nobody here began."),
    WhyUnbooked.OTHER_CURRENCY: _("It came in another currency: what is it worth in yuan?"),
    WhyUnbooked.OTHER_ACCOUNT: _("It came through the account of another court."),
    WhyUnbooked.NO_REFERENCE: _("No reference of ours stands in the transfer."),
    WhyUnbooked.NO_ACCOUNT: _("The statement does not say of which account it is."),
    WhyUnbooked.PERHAPS_KNOWN: _(
        "The same sum came on the same day under the same mark of the bank: is it the same transfer?"
    ),
    WhyUnbooked.REVERSAL: _("The bank took this money back."),
    WhyUnbooked.REFUND_BACK: _(
        "The bank gave back a transfer of the court: whose refund did not arrive?"
    ),
}
_REFUSED: Final[Mapping[str, Promise]] = {
    Refusal.FORGED: _("No signature of the firm fits."),
    Refusal.STALE: _("Signed too long ago, or in the future."),
    Refusal.REPLAYED: _("The very same message was taken before."),
    Refusal.UNKNOWN: _("Signed, but not about a payment."),
}
_TASKS: Final[Mapping[str, Promise]] = {
    REFUND_MONEY: _("Pay money back"),
    ASSIGN_MONEY: _("Say what a payment is for"),
    ANSWER_DISPUTE: _("Answer the dispute about a card payment"),
    FEE_OWED_AGAIN: _("A payment was taken back: the fee is owed again"),
}
_FATES: Final[Mapping[Fate, tuple[Promise, Colour]]] = {
    Fate.BOOK: (_("Is booked"), Colour.GREEN),
    Fate.KNOWN: (_("Known already"), Colour.GREY),
    Fate.TO_PERSON: (_("Waits for you"), Colour.ORANGE),
    Fate.OUTGOING: (_("Sent by the court"), Colour.GREY),
}


def way_name(way: str) -> str:
    """A way to pay."""
    return str(_WAYS[way][0])


def way_hint(way: str) -> str:
    """What a way to pay needs."""
    return str(_WAYS[way][1])


def state_tag(attempt: PaymentAttempt) -> Tag:
    """How an attempt stands."""
    text, colour = _STATES[attempt.state]
    return Tag(str(text), colour)


def refund_tag(refund: Refund) -> Tag:
    """How a refund stands."""
    text, colour = _REFUNDS[refund.state]
    return Tag(str(text), colour)


def why_unbooked(why: str) -> str:
    """Why money waits for a person to book it."""
    return str(_WHY[why])


def not_in_books(why: str) -> str:
    """That the books have nothing of a case that such money could be about."""
    if why == WhyUnbooked.REFUND_BACK:
        return gettext("No refund of this sum was transferred in this case. Check the number.")
    return gettext(
        "The books have no such payment of this case. Check the number, or book it first."
    )


def why_refused(reason: str) -> str:
    """Why a callback was not believed."""
    return str(_REFUSED[reason])


def task_name(kind: str) -> str:
    """What finance staff have to do."""
    return str(_TASKS[kind])


def fate_tag(fate: Fate) -> Tag:
    """What becomes of an entry of a bank's statement."""
    text, colour = _FATES[fate]
    return Tag(str(text), colour)
