"""Clocks that ran out are proposals of the law to the clerk, never acts of their own (F4)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from support.makers import a_key
from support.matters import PAPERS, Matter, reader
from yunqiao.court.casefile.models import Deadline, DeadlineState
from yunqiao.court.casefile.states import Stage
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import correcting, deciding, drafts, lapsing
from yunqiao.court.filing.actions import accept_filing, open_examination
from yunqiao.court.filing.kinds import CORRECT, RETURN
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.procedure.jobs import lapse

pytestmark = pytest.mark.django_db(transaction=True)
FILED = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
LAST_DAY = datetime(2026, 9, 8, 15, 59, tzinfo=UTC)  # Beijing: still the eighth
LAPSED = datetime(2026, 9, 8, 16, 1, tzinfo=UTC)
CORRECTION_ENDED = datetime(2026, 9, 16, 16, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def matter() -> Iterator[Matter]:
    with time_machine.travel(FILED, tick=False):
        yield Matter()


def test_a_filing_whose_time_has_passed_is_proposed_for_registration(matter: Matter) -> None:
    """Proves F4: what the law must register on lapse is proposed (Registration Provisions 8)."""
    clerk = reader(matter.clerk)
    here = f"/filing/worklist/{matter.case_id}/"
    with time_machine.travel(LAST_DAY, tick=False):
        assert lapsing.must_register([matter.case], date(2026, 9, 8)) == set()
        assert "The law proposes" not in clerk.get(here).content.decode()
    with time_machine.travel(LAPSED, tick=False):
        assert (
            "Time passed: registration is proposed"
            in clerk.get("/filing/worklist/").content.decode()
        )
        shown = clerk.get(here).content.decode()
        assert "The law proposes to register now" in shown
        assert "Register as the law proposes" in shown
        assert matter.case.stage == Stage.FILED
        accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    (finding,) = matter.entry("CASE_REGISTERED").record["findings"]
    assert finding["code"] == "MUST_REGISTER"


def test_a_clerk_may_decide_otherwise_and_the_docket_keeps_the_proposal(matter: Matter) -> None:
    with time_machine.travel(LAPSED, tick=False):
        deciding.refuse_filing(
            by=matter.clerk,
            case_id=matter.case_id,
            reason="Not for courts.",
            key=a_key(matter.clerk),
        )
    (finding,) = matter.entry("FILING_REFUSED").record["findings"]
    assert finding["code"] == "MUST_REGISTER"


def test_a_decision_in_time_carries_no_proposal(matter: Matter) -> None:
    accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    assert matter.entry("CASE_REGISTERED").record["findings"] == []


def test_an_unanswered_correction_becomes_a_task_once_and_is_returned_by_a_person(
    matter: Matter,
) -> None:
    """Proves F4: fifteen days gone are offered to the clerk as a return (XB 9)."""
    matter.ask(PAPERS)
    assert lapsing.propose_returns() == 0
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        assert lapsing.propose_returns() == 1
        assert lapsing.propose_returns() == 0
        assert matter.waits() == {RETURN}
        assert matter.case.stage == Stage.CORRECTION
        clerk = reader(matter.clerk)
        assert "not corrected in time" in clerk.get("/filing/worklist/").content.decode()
        here = f"/filing/worklist/{matter.case_id}/"
        assert "The law proposes to return the papers" in clerk.get(here).content.decode()
        clerk.post(f"{here}return/", {"key": "return"})
    assert matter.case.stage == Stage.RETURNED
    assert matter.waits() == set()
    (finding,) = matter.entry("CLAIM_RETURNED").record["findings"]
    assert finding["code"] == "RETURN_PAPERS"


def test_the_job_proposes_the_return(matter: Matter) -> None:
    matter.ask(PAPERS)
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        lapse(0)
    assert matter.waits() == {RETURN}


def test_a_correction_that_comes_late_but_before_the_return_is_taken(matter: Matter) -> None:
    matter.ask(PAPERS)
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        lapsing.propose_returns()
        draft = matter.begin()
        drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "Late, sorry."})
        matter.hand_in(draft)
        assert matter.waits() == set()
    assert matter.deadline(CORRECT).state == DeadlineState.MET


def test_whoever_got_the_papers_back_may_insist_on_a_ruling(matter: Matter) -> None:
    """Proves F4: Registration Provisions 7(2)."""
    matter.ask(PAPERS)
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        deciding.return_papers(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
        assert (
            "Ask for a formal ruling"
            in reader(matter.filer).get(f"/cases/{matter.case_id}/").content.decode()
        )
        key = a_key(matter.filer)
        correcting.ask_ruling(
            by=matter.filer, case_id=matter.case_id, reason="It was whole.", key=key
        )
    assert matter.case.stage == Stage.RULING


def test_a_return_is_not_proposed_where_the_correction_came_first(matter: Matter) -> None:
    """The deadline is looked at again under the lock of the case."""
    matter.ask(PAPERS)
    draft = matter.begin()
    drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "In time."})
    matter.hand_in(draft)
    Deadline.objects.filter(kind=CORRECT).update(state=DeadlineState.RUNNING)
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        assert lapsing.propose_returns() == 0
    assert RETURN not in matter.waits()


def test_a_return_waits_until_the_day_is_over_at_the_court(matter: Matter) -> None:
    Court.objects.update(time_zone="America/Los_Angeles")
    matter.ask(PAPERS)
    Deadline.objects.filter(kind=CORRECT).update(last_day=date(2026, 9, 16))
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        assert lapsing.propose_returns() == 0
    with time_machine.travel(datetime(2026, 9, 17, 7, 1, tzinfo=UTC), tick=False):
        assert lapsing.propose_returns() == 1


def test_a_return_is_proposed_for_the_second_correction_too(matter: Matter) -> None:
    matter.ask(PAPERS)
    draft = matter.begin()
    drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "Here."})
    matter.hand_in(draft)
    with time_machine.travel(datetime(2026, 9, 10, 2, 0, tzinfo=UTC), tick=False):
        matter.ask(PAPERS)
    with time_machine.travel(CORRECTION_ENDED, tick=False):
        assert lapsing.propose_returns() == 0
    with time_machine.travel(datetime(2026, 9, 28, 16, 1, tzinfo=UTC), tick=False):
        assert lapsing.propose_returns() == 1


def test_the_courts_time_after_a_correction_lapses_from_the_correction(matter: Matter) -> None:
    """Proves F4: seven days from the corrected papers, not from the first ones (Int 126)."""
    matter.ask(PAPERS)
    with time_machine.travel(datetime(2026, 9, 14, 2, 0, tzinfo=UTC), tick=False):
        draft = matter.begin()
        drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "Here."})
        matter.hand_in(draft)
        open_examination(entry=matter.entry("CLAIM_CORRECTED"))
    assert lapsing.must_register([matter.case], date(2026, 9, 21)) == set()
    assert lapsing.must_register([matter.case], date(2026, 9, 22)) == {matter.case_id}
    late = lapsing.overdue_examination(matter.case, date(2026, 9, 22))
    assert late is not None
    assert late.is_yes


def test_registering_a_returned_filing_leaves_no_return_to_do(matter: Matter) -> None:
    with act(by=Actor(person=None)) as writing:
        open_task(writing, matter.case, queue="filing_clerk", kind=RETURN, due_on=date(2026, 9, 2))
    accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    assert RETURN not in matter.waits()


def test_more_time_decided_after_the_thirty_days_ends_on_a_day_the_clerk_names(
    matter: Matter,
) -> None:
    """The law's last day would lie in the past (XB 9)."""
    matter.ask(PAPERS)
    key = a_key(matter.filer)
    correcting.ask_more_time(by=matter.filer, case_id=matter.case_id, reason="Ill.", key=key)
    here = f"/filing/worklist/{matter.case_id}/time/"
    assert 'name="until"' not in reader(matter.clerk).get(here).content.decode()
    with time_machine.travel(datetime(2026, 10, 20, 2, 0, tzinfo=UTC), tick=False):
        clerk = reader(matter.clerk)
        sent = {"key": "late", "granted": "yes", "reason": "They were ill."}
        for until in ("", "2026-10-20"):
            shown = clerk.post(here, {**sent, "until": until}).content.decode()
            assert "Choose a day after today." in shown
        with pytest.raises(deciding.NewDayError):
            deciding.decide_more_time(
                by=matter.clerk,
                case_id=matter.case_id,
                granted=True,
                reason="Ill.",
                key=a_key(matter.clerk),
            )
        assert clerk.post(here, {**sent, "until": "2026-11-02"}).status_code == 302
    assert matter.deadline(CORRECT).last_day == date(2026, 11, 2)
    extended = matter.entry("CORRECTION_TIME_EXTENDED")
    assert extended.payload == {"reason": "They were ill.", "last_day": "2026-11-02"}
    assert extended.record["findings"][0]["dates"]["last_day"] == "2026-10-08"


def test_more_time_is_refused_late_without_naming_a_day(matter: Matter) -> None:
    matter.ask(PAPERS)
    with time_machine.travel(datetime(2026, 10, 20, 2, 0, tzinfo=UTC), tick=False):
        deciding.decide_more_time(
            by=matter.clerk,
            case_id=matter.case_id,
            granted=False,
            reason="Too late.",
            key=a_key(matter.clerk),
        )
    assert matter.entry("CORRECTION_TIME_REFUSED").payload == {"reason": "Too late."}
