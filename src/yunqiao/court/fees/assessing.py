"""Setting a fee: one assessment after the other, each booked in the act that records it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import FEE_NOTICE_ISSUED
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.states import Stage
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees import books, facts, gathering, ledger
from yunqiao.court.fees.basis import Basis
from yunqiao.court.fees.entries import FeeAssessed
from yunqiao.court.fees.kinds import ACCEPTED, ENTER_FACTS, FEES
from yunqiao.court.fees.ledger import FEN_PER_YUAN, Booking, Standing
from yunqiao.court.fees.models import PostingKind
from yunqiao.court.fees.paying.keeping import free_to_keep, take_off
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.fees.tasks import close_done
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import THE_COURT, RequestKey
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding
from yunqiao.law.money import to_fen

WHOLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A fee as the law gives it: why, from which facts, and in fen what it is and what is let off."""

    ground: str
    provision: str
    basis: Basis
    finding: Finding
    fee_fen: int
    waived_fen: int = 0

    @property
    def due_fen(self) -> int:
        """What the party has to bear."""
        return self.fee_fen - self.waived_fen


@dataclass(frozen=True, slots=True)
class Effect:
    """What an assessment does to the books, and how the party stands before and after it."""

    bookings: Sequence[Booking]
    before: Standing
    after: Standing

    @property
    def kept_fen(self) -> int:
        """What was to go back and pays the fee that rose again."""
        kept = (one for one in self.bookings if one.kind == PostingKind.KEPT)
        return sum(abs(line.fen) for one in kept for line in one.lines) // 2

    @property
    def gives_back(self) -> bool:
        """Whether money goes back because of it."""
        return self.after.to_refund > self.before.to_refund

    @property
    def words(self) -> Mapping[str, str]:
        """In yuan: what is then to be paid, what goes back because of it, what is kept for the fee."""
        goes_back = self.after.to_refund - self.before.to_refund + self.kept_fen
        return {
            "to_pay": in_yuan(self.after.outstanding),
            "to_refund": in_yuan(goes_back),
            "kept": in_yuan(self.kept_fen),
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """An assessment in an act: its row, what was due before, what it did to the books."""

    row: FeeAssessment
    was_fen: int
    effect: Effect

    def told(self, **said: str) -> FeeAssessed:
        """What the docket says of it."""
        return FeeAssessed(
            assessment=str(self.row.id),
            party=str(self.row.party_id),
            ground=self.row.ground,
            was=in_yuan(self.was_fen),
            becomes=in_yuan(self.row.due_fen),
            **self.effect.words,
            claims_wages=self.row.basis["claims_wages"],
            **said,
        )


def assess(*, entry: DocketEntry) -> None:
    """Set the fee of a registered case and tell the party, once per entry (Fees 13, 22).

    Where a fact is missing a clerk gets the task of entering it, and nothing is guessed.
    """
    key = RequestKey.of(THE_COURT, f"{entry.id}.fee", None)

    def create() -> dict[str, Any]:
        with act(by=Actor(person=None)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, entry.stream_id)
            case = Case.objects.select_related("court").get(id=entry.stream_id)
            if case.stage == Stage.REGISTERED and last_assessment(case) is None:
                _assess_first(writing, case, entry)
        return {}

    idempotency.once(key, create)


def last_assessment(case: Case) -> FeeAssessment | None:
    """The assessment that counts, if the fee was set; decide on it under the lock of the case."""
    kept = FeeAssessment.objects.filter(case=case).select_related("party")
    return kept.order_by("-number").first()


def assessments(row: FeeAssessment) -> Sequence[FeeAssessment]:
    """All assessments of the same party in the same case, in their order."""
    of_party = FeeAssessment.objects.filter(case=row.case_id, party=row.party_id)
    return list(of_party.order_by("number"))


def assessed_on(ground: str, basis: Basis) -> Assessed:
    """The fee as acceptance at first instance gives it for these facts; the facts are complete."""
    finding = facts.acceptance_fee(basis)
    fee = in_fen(facts.amount_in(finding))
    return Assessed(
        ground=ground,
        provision="fees.acceptance",
        basis=basis,
        finding=finding,
        fee_fen=fee,
        waived_fen=let_off(fee, basis),
    )


def let_off(fee_fen: int, basis: Basis) -> int:
    """The part of a fee that the relief granted takes away, in fen."""
    return in_fen(to_fen(Decimal(fee_fen) * basis.relief_percent / (WHOLE * FEN_PER_YUAN)))


def settle(
    writing: Act, case: Case, party: Party, assessed: Assessed, because_of: UUID | None = None
) -> Settled:
    """Add an assessment to an act that holds the lock of the case, and book what it changes.

    `because_of` is the entry that set the court's program going; nothing where a person acts.
    """
    before = last_assessment(case)
    row = FeeAssessment(
        case=case,
        party=party,
        number=before.number + 1 if before else 1,
        ground=assessed.ground,
        provision=assessed.provision,
        basis=assessed.basis.payload(),
        finding=as_json(assessed.finding),
        fee_fen=assessed.fee_fen,
        waived_fen=assessed.waived_fen,
        because_of=because_of,
        by_id=writing.by.person,
        at=now(),
    )
    writing.insert(row)
    effect = effect_on(party, before, assessed)
    for booking in effect.bookings:
        books.book(writing, case.id, party.id, booking, f"assessment {row.id}")
    if effect.kept_fen:
        take_off(writing, party.id, effect.after)
    close_done(writing, case, party.id, before=effect.before, after=effect.after)
    return Settled(row, before.due_fen if before else 0, effect)


def effect_on(party: Party, before: FeeAssessment | None, after: Assessed) -> Effect:
    """What leads a party's books from one assessment to the next; nothing where nothing changes.

    A fee that rises again is first paid by what is to be refunded and was not approved to leave.

    Raises:
        NotBookableError: more would fall away than the party was to bear.
    """
    stood = standing = books.standing(party.case_id, party.id)
    made = list(_bookings(before, after, stood, books.chargeable(party.case_id, party.id)))
    for booking in made:
        standing = standing.after(booking)
    if kept := min(standing.outstanding, free_to_keep(party.id, standing)):
        made.append(ledger.kept(standing, kept))
        standing = standing.after(made[-1])
    return Effect(made, stood, standing)


def _bookings(
    before: FeeAssessment | None, after: Assessed, standing: Standing, chargeable: int
) -> Iterator[Booking]:
    fee = after.fee_fen - (before.fee_fen if before else 0)
    waived = after.waived_fen - (before.waived_fen if before else 0)
    if fee < 0:
        taken_along = max(-waived, 0)
        yield ledger.reduced(standing, -fee, chargeable=chargeable, let_off=taken_along)
        return
    if fee:
        yield (charged := ledger.due(fee))
        standing, chargeable = standing.after(charged), chargeable + fee
    if waived > 0:
        yield ledger.waived(standing, waived, chargeable=chargeable)
    elif waived:
        yield ledger.due_again(-waived)


def in_fen(yuan: Decimal) -> int:
    """An amount of two decimals in fen."""
    return int(yuan * FEN_PER_YUAN)


def in_yuan(fen: int) -> str:
    """An amount in yuan with two decimals."""
    return f"{Decimal(fen) / FEN_PER_YUAN:.2f}"


def _assess_first(writing: Act, case: Case, entry: DocketEntry) -> None:
    basis = gathering.basis_at_acceptance(case)
    if gathering.missing_in(basis):
        due_on = court_date(now(), case.court.zone)
        open_task(writing, case, queue=FEES, kind=ENTER_FACTS, due_on=due_on)
        return
    close_task(writing, case, ENTER_FACTS)
    party = gathering.payer_of(case)
    assessed = assessed_on(ACCEPTED, basis)
    settled = settle(writing, case, party, assessed, entry.id)
    docket.record(
        writing,
        case,
        FEE_NOTICE_ISSUED,
        settled.told().payload(),
        findings=[as_json(assessed.finding)],
    )
