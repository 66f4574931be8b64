"""A failed job about a court's own stream becomes nobody's task: there is no case to put it on."""

import pytest

from support.courts import a_post, a_tree, change
from yunqiao.court.casefile.models import Task
from yunqiao.court.directory.settings import EXAMINE_OWN, YES
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.procedure.actions import give_to_person

pytestmark = pytest.mark.django_db


def test_an_entry_of_a_court_gives_no_task_of_a_case() -> None:
    court = a_tree()[2]
    administrator = a_post(StaffRole.ADMINISTRATOR, court)
    change(administrator, court, "rules", EXAMINE_OWN, value=YES, since="2026-01-01")
    give_to_person(entry_id=DocketEntry.objects.get(stream_id=court.id).id)
    assert not Task.objects.exists()
