"""Reading in the room of fees: what a case costs, how its payer stands, what waits at a court."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yunqiao.court.casefile.access import documents_of
from yunqiao.court.casefile.entries import FEE_RELIEF_GRANTED, FEE_RELIEF_REFUSED
from yunqiao.court.casefile.fee_steps import Step, reasons_of, steps_of
from yunqiao.court.casefile.letters import letters_on as issued_on
from yunqiao.court.casefile.models import (
    Case,
    Deadline,
    DeadlineState,
    Document,
    Party,
    Task,
    TaskState,
)
from yunqiao.court.casefile.sides import acts_for
from yunqiao.court.casefile.words import cited, letter_name
from yunqiao.court.fees import books, words
from yunqiao.court.fees.access import FEE_STAFF, may_work_on_fees
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.kinds import (
    ASK_AGAIN,
    CLAIM_FELL,
    DECIDE_RELIEF,
    ENTER_FACTS,
    ENTER_RECEIPT,
    FEES,
    PAY,
    RULE_ON_WITHDRAWAL,
    UNPAID,
)
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying.queries import written_yuan
from yunqiao.court.fees.records import FeeAssessment, ReliefApplication
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import Colour, DeadlineCard, DocumentLink, Tag, Urgency
from yunqiao.court.foundation.due import SOON, due_tag
from yunqiao.court.foundation.legal_words import language
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.staff import posts_of
from yunqiao.court.papers.words import kind_and_size

PAGE: Final = 20
LAST_MINUTE: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class Act:
    """One assessment as a page lists it: why, what the fee became, when."""

    row: FeeAssessment
    why: str
    due: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What a case costs its payer, as pages write amounts, and how the payer stands.

    `ends_at` is the last minute of the last day on the court's clock.
    """

    case: Case
    payer: Party
    row: FeeAssessment
    steps: Sequence[Step]
    doubts: Sequence[str]
    acts: Sequence[Act]
    standing: Standing
    deadline: Deadline | None

    @property
    def whole(self) -> str:
        """The fee before relief."""
        return written_yuan(self.row.fee_fen)

    @property
    def let_off(self) -> str:
        """What the court lets the party off; empty if nothing."""
        return written_yuan(self.row.waived_fen) if self.row.waived_fen else ""

    @property
    def due(self) -> str:
        """What the party has to bear."""
        return written_yuan(self.row.due_fen)

    @property
    def outstanding(self) -> str:
        """What is still to be paid; empty if nothing, or nothing in advance."""
        asked = self.standing.outstanding and not self.claims_wages
        return written_yuan(self.standing.outstanding) if asked else ""

    @property
    def claims_wages(self) -> bool:
        """Whether wages are claimed: the fee need not be paid in advance."""
        return Basis.read(self.row.basis).claims_wages

    @property
    def still_to_pay(self) -> str:
        """As `outstanding`, nought where nothing is."""
        return self.outstanding or written_yuan(0)

    @property
    def paid(self) -> str:
        """What was paid of it."""
        return written_yuan(self.row.due_fen - self.standing.outstanding)

    @property
    def to_refund(self) -> str:
        """What goes back; empty if nothing."""
        return written_yuan(self.standing.to_refund) if self.standing.to_refund else ""

    @property
    def waiting(self) -> str:
        """What came and waits for somebody to say what it is for; empty if nothing."""
        return written_yuan(self.standing.unassigned) if self.standing.unassigned else ""

    @property
    def tag(self) -> Tag:
        """How the fee stands."""
        if self.standing.outstanding and self.claims_wages:
            return Tag(_("Not to be paid in advance"), Colour.GREEN)
        if self.standing.outstanding:
            late = self.deadline and self.deadline.last_day < today_at(self.case)
            return (
                Tag(_("Not paid in time"), Colour.RED) if late else Tag(_("To pay"), Colour.ORANGE)
            )
        if not self.row.due_fen:
            return Tag(_("Nothing to pay"), Colour.GREEN)
        return Tag(_("Paid"), Colour.GREEN)

    @property
    def ends_at(self) -> datetime | None:
        """When the time to pay ends."""
        if self.deadline is None:
            return None
        return datetime.combine(self.deadline.last_day, LAST_MINUTE, self.case.court.zone)

    @property
    def card(self) -> DeadlineCard | None:
        """The last day to pay, while something is outstanding."""
        if self.deadline is None or not self.standing.outstanding:
            return None
        left = (self.deadline.last_day - today_at(self.case)).days
        near = Urgency.SOON if left <= SOON else Urgency.OPEN
        return DeadlineCard(
            title=_("Pay the fee"),
            last_day=self.deadline.last_day,
            left=due_tag(self.deadline.last_day).text,
            urgency=Urgency.OVERDUE if left < 0 else near,
            citation=cited(self.deadline.citation),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A task about fees as the worklist shows it, and where it is done."""

    task: Task
    kind: str
    due: Tag

    @property
    def url(self) -> str:
        """The page on which the task is done."""
        return reverse(f"fees:{_DONE_ON[self.task.kind]}", args=[self.task.case_id])

    @property
    def is_for_judge(self) -> bool:
        """Whether a judge alone can do it."""
        return self.task.kind == RULE_ON_WITHDRAWAL


@dataclass(frozen=True, slots=True)
class Application:
    """An application for relief in words; `url` leads to the decision while one is open."""

    row: ReliefApplication
    kind: str
    grounds: Sequence[str]
    tag: Tag
    answer: str


def fee_of(case: Case) -> Fee | None:
    """What a case costs; None before the court has set it."""
    rows = list(FeeAssessment.objects.filter(case=case).select_related("party").order_by("number"))
    if not rows:
        return None
    last, spoken = rows[-1], language()
    running = Deadline.objects.filter(case=case, kind=PAY, state=DeadlineState.RUNNING)
    return Fee(
        case=case,
        payer=last.party,
        row=last,
        steps=steps_of(last.finding, spoken),
        doubts=reasons_of({**last.finding, "because": []}, spoken),
        acts=[Act(row, str(words.GROUNDS[row.ground]), written_yuan(row.due_fen)) for row in rows],
        standing=books.standing(case.id, last.party_id),
        deadline=running.order_by("-last_day").first(),
    )


def assessed_among(cases: Iterable[Case]) -> set[UUID]:
    """Of these cases those whose fee is set."""
    of_cases = FeeAssessment.objects.filter(case__in=[case.id for case in cases])
    return set(of_cases.order_by("case").values_list("case", flat=True).distinct())


def waiting_for(account: Account) -> QuerySet[Task]:
    """Open tasks about fees at the account's courts, the most urgent first."""
    posts = posts_of(account).filter(role__in=FEE_STAFF)
    courts = list(posts.values_list("court_id", flat=True))
    waiting = Task.objects.filter(court__in=courts, queue=FEES, state=TaskState.OPEN)
    return waiting.select_related("case__court").order_by("due_on", "id")


def worklist(account: Account) -> list[Row]:
    """What waits about fees, as the page shows it."""
    return [
        Row(task, str(words.TASKS[task.kind]), due_tag(task.due_on))
        for task in waiting_for(account)[: PAGE * 10]
    ]


def tasks_on(case: Case) -> list[Row]:
    """What waits about the fee of one case."""
    waiting = Task.objects.filter(case=case, queue=FEES, state=TaskState.OPEN).order_by("due_on")
    return [Row(task, str(words.TASKS[task.kind]), due_tag(task.due_on)) for task in waiting]


def applications_on(case: Case) -> list[Application]:
    """What the party asked for, the newest first, with the court's answers."""
    decided = DocketEntry.objects.filter(
        stream_id=case.id, kind__in=[FEE_RELIEF_GRANTED, FEE_RELIEF_REFUSED]
    )
    answers = {
        entry.payload["application"]: entry.payload["reason"] for entry in decided.order_by("seq")
    }
    return [
        Application(
            row,
            str(words.RELIEF[row.kind]),
            [words.relief_ground(ground) for ground in row.grounds],
            words.state_tag(row.state),
            answers.get(str(row.id), ""),
        )
        for row in ReliefApplication.objects.filter(case=case).order_by("-at", "-id")
    ]


def applications_seen_by(account: Account, case: Case) -> list[Application]:
    """Of the applications on a case those of an account's side; the court's staff see all."""
    found = applications_on(case)
    if may_work_on_fees(account, case):
        return found
    own = {party.id for party in acts_for(account, case)}
    return [one for one in found if one.row.party_id in own]


def said_of(application: ReliefApplication) -> list[str]:
    """What the law said to an application when it was made."""
    entry, spoken = DocketEntry.objects.get(id=application.asked), language()
    finding = entry.record["findings"][0]
    return [*reasons_of(finding, spoken), *map(cited, finding["citations"])]


def papers_of(application: ReliefApplication) -> list[DocumentLink]:
    """The papers handed in with an application."""
    entry = DocketEntry.objects.get(id=application.asked)
    kept = Document.objects.filter(case=application.case_id, sha256__in=entry.record["documents"])
    return [
        DocumentLink(
            one.title,
            reverse("casefile:document", args=[one.id, "original"]),
            kind_and_size(one.media_type, one.size),
        )
        for one in kept.order_by("position", "id")
    ]


def letters_seen_by(account: Account, case: Case) -> list[DocumentLink]:
    """The letters about the fee that an account may see."""
    seen = set(documents_of(case, account).values_list("id", flat=True).order_by("id"))
    return [
        DocumentLink(
            letter_name(letter.issued.kind),
            reverse("web:document", args=[case.id, letter.document.id]),
            "PDF",
        )
        for letter in issued_on(case)
        if letter.issued.kind in LETTERS and letter.document.id in seen
    ]


def today_at(case: Case) -> date:
    """Today on the court's wall."""
    return court_date(now(), case.court.zone)


_DONE_ON: Final[Mapping[str, str]] = {
    ENTER_FACTS: "facts",
    ENTER_RECEIPT: "receipt",
    DECIDE_RELIEF: "decide_relief",
    UNPAID: "unpaid",
    ASK_AGAIN: "ask_again",
    RULE_ON_WITHDRAWAL: "rule_on_withdrawal",
    CLAIM_FELL: "change",
}
LETTERS: Final = frozenset(
    {
        "fee_notice",
        "fee_again",
        "fee_change",
        "fee_relief",
        "ruling_of_withdrawal",
        "ruling_on_withdrawal",
    }
)
