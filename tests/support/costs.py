"""A registered case whose fee is set, with the party who pays and a clerk of the court."""

from datetime import timedelta
from uuid import UUID

from support.makers import a_clerk, a_court, a_filing, a_key, a_member_of_staff, an_account
from yunqiao.court.casefile.models import Case, Deadline, Party, Task, TaskState
from yunqiao.court.fees import books, ledger
from yunqiao.court.fees.assessing import assess, last_assessment
from yunqiao.court.fees.ledger import Booking, Standing
from yunqiao.court.fees.period import begin_period
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, StaffRole

LOAN = [{"text": "判令被告还款。", "amount": "800000", "currency": "CNY"}]
"""A claim whose fee is 11,800 yuan (Fees 13(1))."""
FEE = 1_180_000


class Costs:
    """A case as the room of fees sees it."""

    def __init__(self, payer: Account | None = None, **changes: object) -> None:
        a_court()
        self.payer = payer or an_account()
        self.clerk = a_clerk(a_court())
        claim = {"requests": LOAN, **changes}
        self.case_id = UUID(a_filing(self.payer, **claim).case)
        accept_filing(by=self.clerk, case_id=self.case_id, key=a_key(self.clerk))

    @property
    def case(self) -> Case:
        return Case.objects.select_related("court").get(id=self.case_id)

    @property
    def party(self) -> Party:
        return Party.objects.get(case=self.case_id, person=self.payer.person_id)

    @property
    def row(self) -> FeeAssessment:
        found = last_assessment(self.case)
        assert found is not None
        return found

    @property
    def standing(self) -> Standing:
        return books.standing(self.case_id, self.party.id)

    def charged(self) -> "Costs":
        """Let the court's job set the fee."""
        assess(entry=self.entry("CASE_REGISTERED"))
        return self

    def post(self, role: StaffRole) -> Account:
        """Another member of the court's staff."""
        return a_member_of_staff(role, self.case.court)

    def receives(self, days_ago: int = 0) -> None:
        """Let the party have received the notice to pay some days ago."""
        with act(by=Actor(person=None)) as writing:
            writing.lock(Stream.CASE, self.case_id)
            begin_period(writing, self.case, court_date(now()) - timedelta(days=days_ago))

    def entry(self, kind: str) -> DocketEntry:
        """The latest entry of a kind."""
        found = DocketEntry.objects.filter(stream_id=self.case_id, kind=kind)
        return found.order_by("-seq")[:1].get()

    def kinds(self) -> list[str]:
        """The kinds of all entries, in order."""
        found = DocketEntry.objects.filter(stream_id=self.case_id).order_by("seq")
        return list(found.values_list("kind", flat=True))

    def waits(self) -> set[str]:
        """The kinds of the open tasks about fees."""
        waiting = Task.objects.filter(case=self.case_id, state=TaskState.OPEN, queue="fees")
        return set(waiting.values_list("kind", flat=True))

    def deadlines(self) -> dict[str, Deadline]:
        """The running deadlines by their kind."""
        running = Deadline.objects.filter(case=self.case_id, state="running").order_by("last_day")
        return {one.kind: one for one in running}

    def pay(self, fen: int = FEE) -> None:
        """Let money come."""
        self.book(ledger.received(self.standing, ledger.yuan(fen), "card"))

    def book(self, booking: Booking) -> None:
        """Write a booking about the payer."""
        with act(by=Actor(person=None)) as writing:
            writing.lock(Stream.CASE, self.case_id)
            occasion = f"test {new_id()}"
            books.book(writing, self.case_id, self.party.id, booking, occasion)
