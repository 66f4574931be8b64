"""A filed claim, the claimant who owes its fee, and a way to book."""

from collections.abc import Callable
from uuid import UUID

import pytest

from support.makers import a_court, a_filing
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.books import book
from yunqiao.court.fees.ledger import Booking
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act

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
