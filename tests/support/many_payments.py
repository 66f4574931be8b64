"""Many payers at the firms' sandboxes, what goes wrong with callbacks, and both sides' books."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection
from django.db.models import Sum

from support.makers import a_court, a_key, a_member_of_staff, an_account
from support.payers import a_debtor, begin_to_pay, write
from support.payment_firms import SandboxFirm, ask
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import chargeable, standing
from yunqiao.court.fees.models import LedgerAccount, PostingKind, PostingLine
from yunqiao.court.fees.paying.models import PaymentAttempt, Refund
from yunqiao.court.fees.paying.refunding import approve_refund, propose_refund
from yunqiao.court.identity.models import StaffRole
from yunqiao.gateways.payment.port import Way

Firms = dict[Way, SandboxFirm]
TIMES = 16
REPEATED = {"kind": "repeated", "count": TIMES}
FAULTS: Sequence[Sequence[dict[str, object]]] = (
    [REPEATED],
    [{"kind": "never"}],
    [REPEATED, {"kind": "out_of_order"}],
    [REPEATED, {"kind": "late", "seconds": 1.5}],
)
"""What goes wrong with the callbacks of every fourth payment."""
LEAST_FEN = 5_000
AT_ONCE = 4
Given = TypeVar("Given")
Result = TypeVar("Result")


def begin(count: int) -> list[PaymentAttempt]:
    """As many parties as that, at the firm's door; no two owe the same."""
    payer, ways = an_account(), list(Way)
    a_court()
    return _at_once(
        lambda number: begin_to_pay(
            a_debtor(payer, LEAST_FEN + number), payer, ways[number % len(ways)]
        ),
        range(count),
    )


def pay(firms: Firms, attempts: Sequence[PaymentAttempt]) -> None:
    """Every payer acts: most pay, some after a decline, some let the order expire."""
    for group, faults in enumerate(FAULTS):
        for firm in firms.values():
            firm.heal()
            for fault in faults:
                firm.plant(**fault)  # type: ignore[arg-type]  # `kind` is among them
        numbers = range(group, len(attempts), len(FAULTS))
        _at_once(lambda number: _try_to_pay(firms, attempts[number], number), numbers)


def refund(attempts: Sequence[PaymentAttempt]) -> None:
    """Half of what came by these attempts goes back: proposed by one person, approved by another."""
    one, other = (a_member_of_staff(StaffRole.FINANCE, a_court()) for _ in range(2))

    def give_half(attempt: PaymentAttempt) -> None:
        party = attempt.party
        before, bears = standing(party.case_id, party.id), chargeable(party.case_id, party.id)
        half = ledger.reduced(before, attempt.fen // 2, chargeable=bears)
        write(party, half, f"half of {attempt.key}")
        propose_refund(by=one, party=party, key=a_key(one))
        found = Refund.objects.select_related("party__case").get(party=party)
        approve_refund(by=other, refund=found, key=a_key(other))

    _at_once(give_half, attempts)


def have_told_everything(firms: Firms) -> bool:
    """Whether no firm has a callback left to send; those that wait for their next try go now."""
    silent = [firm.has_sent_everything() for firm in firms.values()]
    return all(silent)


def leave_to_fees() -> None:
    """Take letters and e-mail, which this is not about, out of the workers' way."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name NOT LIKE 'fees.%'")


def ours() -> dict[str, int]:
    """What came and went by the court's ledger, in fen, under the firm's mark or our number of it."""
    moved = PostingLine.objects.filter(
        account=LedgerAccount.HELD,
        posting__kind__in=[PostingKind.RECEIVED, PostingKind.REFUNDED],
    )
    summed = moved.values_list("posting__occasion").annotate(Sum("minor"))
    return dict(summed.order_by("posting__occasion"))


def theirs(firms: Firms) -> dict[str, int]:
    """The same by the firms' books."""
    moved = {}
    for way, firm in firms.items():
        for payment in firm.payments():
            if payment["state"] == "paid":
                moved[f"{way}:{payment['money_id']}"] = payment["received"]
            for given_back in payment["refunds"]:
                moved[f"{way}:{given_back['key']}"] = -given_back["minor"]
    return moved


def _try_to_pay(firms: Firms, attempt: PaymentAttempt, number: int) -> None:
    step = attempt.step or {}
    ask(step.get("url") or step["text"])  # an Alipay order only now arrives
    if number % 7 == 0:
        _act(firms, attempt, "decline")
    _act(firms, attempt, "expire" if number % 11 == 0 else "pay")


def _at_once(do: Callable[[Given], Result], all_of: Iterable[Given]) -> list[Result]:
    """Do it for each, a few at the same time; the results in order."""

    def done(one: Given) -> Result:
        try:
            return do(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(done, all_of))


def _act(firms: Firms, attempt: PaymentAttempt, act: str) -> None:
    status, said = firms[Way(attempt.way)].control(f"payments/{attempt.key}/{act}", "POST")
    assert status == 200, said
