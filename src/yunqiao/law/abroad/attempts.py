"""One attempt at service abroad: which channel, when it began, and what came back."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature
from yunqiao.law.abroad.codes import ServiceChannel
from yunqiao.law.facts import FactsError, require_order
from yunqiao.law.instruments import CPL_2021


class ReturnedAs(Enum):
    """Why an item came back undelivered."""

    NO_SUCH_PERSON = "no_such_person"
    UNINHABITED = "uninhabited"
    REFUSED = "refused"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptAbroad:
    """What was done by one channel and what is known of it; all dates are court-local.

    `started_on` is the day of posting, sending, handing over or issuing the notice.
    `transmitted_on` is the day the Chinese authority passed the request to the foreign one:
    the clocks of official channels run from it. `signed_on` is the day in the receipt, mail slip
    or foreign certificate. `reaction_on` is the day the addressee mentioned the content to the
    court or acted on it.
    """

    channel: ServiceChannel
    started_on: date
    transmitted_on: date | None = None
    signed_on: date | None = None
    left_on: date | None = None
    leaving_evidenced: bool | None = None
    returned_on: date | None = None
    returned_as: ReturnedAs | None = None
    circumstances_suffice: bool | None = None
    arrived_on: date | None = None
    read_on: date | None = None
    replied_on: date | None = None
    address_given_by_addressee: bool | None = None
    published_in_and_outside: bool | None = None
    reaction_on: date | None = None
    reaction_in_writing: bool | None = None
    notice_sixty_days_for_regions: bool = False
    roll_deemed_service: bool = False

    def __post_init__(self) -> None:
        """Refuse an event before the attempt began."""
        if self.started_on < CPL_2021.in_force_from:
            raise FactsError(
                "started_on", "the texts before 2022-01-01 are not held here; ask the court"
            )
        for later in ("left_on", "returned_on", "replied_on", "reaction_on"):
            require_order(self, "started_on", later)
        require_order(self, "started_on", "transmitted_on", "signed_on")
        require_order(self, "started_on", "arrived_on", "read_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptToServe:
    """An addressee and one attempt; `to.on` is the court-local day of asking."""

    to: AddresseeAbroad
    attempt: AttemptAbroad

    def __post_init__(self) -> None:
        """Refuse a foreign State and an attempt that lies in the future."""
        refuse_foreign_state(self.to)
        require_order(self, "attempt.started_on", "to.on")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptsToServe:
    """An addressee and every attempt made; `to.on` is the court-local day of asking."""

    to: AddresseeAbroad
    attempts: tuple[AttemptAbroad, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a foreign State and attempts that lie in the future."""
        refuse_foreign_state(self.to)
        require_order(self, "attempts.started_on", "to.on")


def refuse_foreign_state(to: AddresseeAbroad) -> None:
    """Refuse a foreign State, whose service has a law and a question of its own.

    Raises:
        FactsError: the addressee is a foreign State.
    """
    if to.nature is AddresseeNature.STATE:
        raise FactsError("to.nature", "ask abroad.states_defendants.date_of_service for a State")
