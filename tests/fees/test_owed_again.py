"""A payment that is taken back for good: finance staff, then a clerk, then a new time to pay (P2)."""

from collections.abc import Iterator

import pypdfium2
import pytest

from support.costs import FEE, Costs
from support.english import in_english
from support.letters import SilentAuthority
from support.makers import a_key
from support.matters import reader
from support.payers import Firms, begin_to_pay, deliver, firms
from support.stores import storage
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Task
from yunqiao.court.fees import overdue
from yunqiao.court.fees.ledger import NotBookableError, Standing
from yunqiao.court.fees.overdue import TooEarlyError
from yunqiao.court.fees.paying.crediting import hand_to_clerk
from yunqiao.court.fees.period import end_if_paid
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.procedure.table import FOLLOWS
from yunqiao.gateways.payment.port import Amount, DisputeStanding
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.storage.port import Storage, StorageFullError
from yunqiao.gateways.timestamp.port import TimestampAuthority

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("storage", "in_english"),
]
__all__ = ["in_english", "storage"]


@pytest.fixture(autouse=True)
def authority() -> Iterator[None]:
    before = gateway(TimestampAuthority)  # type: ignore[type-abstract]
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    yield
    bind(TimestampAuthority, before)  # type: ignore[type-abstract]


class FullStore:
    """A store without room."""

    def keep(self, content: object) -> tuple[str, int]:
        raise StorageFullError(str(content))


@pytest.fixture
def at() -> Firms:
    return firms()


def test_a_lost_dispute_leads_over_finance_and_the_clerk_to_a_new_time_to_pay(at: Firms) -> None:
    costs = _paid(at)
    assert "pay_fee" not in costs.deadlines()
    _lose(at, costs)
    assert costs.standing == Standing(outstanding=FEE)
    assert _of_finance(costs) == {"fee_owed_again"}
    assert "pay_fee" not in costs.deadlines()  # nothing begins before somebody has decided
    assert _waits_for_letter(costs)
    finance = costs.post(StaffRole.FINANCE)
    page = reader(finance).get(f"/finance/parties/{costs.party.id}/").content.decode()
    assert "Leave it to the clerks" in page
    hand_to_clerk(by=finance, party=costs.party, key=a_key(finance))
    assert (_of_finance(costs), costs.waits()) == (set(), {"ask_for_fee_again"})
    assert _waits_for_letter(costs)
    desk = reader(costs.clerk).get(f"/fees/desk/{costs.case_id}/again/").content.decode()
    assert "11,800.00 CNY" in desk
    _ask_again(costs)
    assert not _waits_for_letter(costs)
    assert costs.waits() == set()
    for follow in FOLLOWS["FEE_ASKED_AGAIN"]:
        follow(costs.entry("FEE_ASKED_AGAIN"))
    [letter] = letters_about(costs.entry("FEE_ASKED_AGAIN"))
    content = b"".join(gateway(Storage).read(letter.document.sha256))  # type: ignore[type-abstract]
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "11800.00" in text
    assert costs.deadlines()["pay_fee"].first_day > court_date(now())
    assert costs.deadlines()["pay_fee"].citation == "Fees 22(1)"


def test_paying_again_closes_what_a_lost_dispute_opened(at: Firms) -> None:
    costs = _paid(at)
    _lose(at, costs)
    _pay(at, costs)
    end_if_paid(entry=costs.entry("PAYMENT_RECEIVED"))
    assert (_of_finance(costs), costs.waits()) == (set(), set())
    finance = costs.post(StaffRole.FINANCE)
    with pytest.raises(NotBookableError):
        hand_to_clerk(by=finance, party=costs.party, key=a_key(finance))
    with pytest.raises(TooEarlyError):
        _ask_again(costs)


def test_the_time_to_pay_ends_though_the_receipt_cannot_be_sealed_yet(at: Firms) -> None:
    costs = Costs().charged()
    costs.receives()
    _pay(at, costs)
    bind(Storage, FullStore())
    with pytest.raises(StorageFullError):
        for follow in FOLLOWS["PAYMENT_RECEIVED"]:
            follow(costs.entry("PAYMENT_RECEIVED"))
    assert "pay_fee" not in costs.deadlines()


def _waits_for_letter(costs: Costs) -> bool:
    """Whether the party is told not to pay again yet."""
    page = reader(costs.payer).get(f"/fees/{costs.case_id}/").content.decode()
    return "before you pay again" in page and "Pay all the same" in page


def _paid(at: Firms) -> Costs:
    costs = Costs().charged()
    costs.receives()
    _pay(at, costs)
    end_if_paid(entry=costs.entry("PAYMENT_RECEIVED"))
    return costs


def _pay(at: Firms, costs: Costs) -> None:
    attempt = begin_to_pay(costs.party, costs.payer)
    at["card"].pay(attempt.key, Amount(attempt.fen, "CNY"))
    deliver(at["card"].calls[-1])


def _lose(at: Firms, costs: Costs) -> None:
    key = costs.party.payments.get().key
    at["card"].dispute(key)
    deliver(at["card"].calls[-1])
    at["card"].end_dispute(key, DisputeStanding.LOST)
    deliver(at["card"].calls[-1])


def _ask_again(costs: Costs) -> None:
    overdue.ask_again(by=costs.clerk, case_id=costs.case_id, reason="示例", key=a_key(costs.clerk))


def _of_finance(costs: Costs) -> set[str]:
    waiting = Task.objects.filter(case=costs.case_id, queue=StaffRole.FINANCE, state="open")
    return set(waiting.values_list("kind", flat=True))
