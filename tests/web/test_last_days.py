"""Whose last day the list of one's matters shows (A2)."""

from collections.abc import Iterator
from datetime import date

import pytest

from support.english import in_english
from support.joint import Joint
from support.letters import SilentAuthority
from support.makers import a_filing
from support.matters import reader
from support.people import an_authority
from support.post import post_office
from support.stores import storage
from yunqiao.court.casefile.models import Case, Deadline
from yunqiao.gateways.registry import bind
from yunqiao.gateways.timestamp.port import TimestampAuthority

__all__ = ["in_english", "storage"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "storage"),
]
OF_SECOND = "2027-03-04"


@pytest.fixture
def joint() -> Iterator[Joint]:
    """A case in which a time runs for the second claimant."""
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    with post_office():
        made = Joint()
        Deadline.objects.filter(case=made.case_id).delete()
        Deadline.objects.create(
            case=made.case,
            party=made.of("second"),
            kind="refund_fee",
            first_day=date(2027, 3, 1),
            last_day=date.fromisoformat(OF_SECOND),
            citation="FEES-53",
        )
        yield made


def shows(joint: Joint, who: str) -> bool:
    return f'datetime="{OF_SECOND}"' in reader(joint.people[who]).get("/matters/").content.decode()


def test_a_time_that_runs_for_a_claimant_is_shown_to_the_claimants(joint: Joint) -> None:
    seeing = {who for who in joint.people if shows(joint, who)}
    assert seeing == {"first", "first.agent", "second", "second.agent"}


def test_an_agent_of_the_defendant_who_acts_for_the_claimant_elsewhere_does_not_see_it(
    joint: Joint,
) -> None:
    elsewhere = Case.objects.get(id=a_filing(joint.people["second"]).case)
    an_authority(elsewhere, joint.people["second"], joint.people["defendant.agent"])
    assert not shows(joint, "defendant.agent")
