"""A filed claim, the claimant who owes its fee, a way to book, firms to pay at and who pays."""

from collections.abc import Callable
from uuid import UUID

import pytest

from support.courts import a_post
from support.makers import a_court, a_filing, an_account
from support.payers import Firms, a_debtor, firms
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.books import book
from yunqiao.court.fees.ledger import Booking
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, StaffRole

Book = Callable[[Booking, str], UUID]


@pytest.fixture
def claimant() -> Party:
    """The first party of a case just filed."""
    a_court()
    return Party.objects.get(case_id=a_filing().case, position=1)


@pytest.fixture
def booked(claimant: Party) -> Book:
    """Write a booking about the claimant, as an act of the court."""

    def write(booking: Booking, occasion: str) -> UUID:
        with act(by=Actor(person=None)) as writing:
            writing.lock(Stream.CASE, claimant.case_id)
            return book(writing, claimant.case_id, claimant.id, booking, occasion).id

    return write


@pytest.fixture
def at() -> Firms:
    """Every court's account with each firm."""
    return firms()


@pytest.fixture
def payer() -> Account:
    """Whoever filed the claim."""
    return an_account()


@pytest.fixture
def party(payer: Account) -> Party:
    """The claimant who owes a fee."""
    return a_debtor(payer)


@pytest.fixture
def clerk(party: Party) -> Account:
    """A member of the finance staff of the court that has the case."""
    return a_post(StaffRole.FINANCE, party.case.court)
