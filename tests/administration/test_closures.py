"""K2: a closure moves what the law says it moves, and nothing else."""

from datetime import date, timedelta

import pytest

from support.courts import a_post, a_tree, change
from support.makers import a_key, an_account
from support.people import a_case
from support.workers import work
from yunqiao.court.casefile.entries import DEADLINE_MOVED
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState
from yunqiao.court.casefile.moving import moved_by_calendar, moved_by_closure
from yunqiao.court.directory.calendars import announced_at, calendar_of
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import EXTEND_WHEN_CLOSED, YES
from yunqiao.court.filing import facts
from yunqiao.court.filing.deciding import request_correction
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.kinds import CORRECT, EXAMINE
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def court() -> Court:
    return a_tree()[2]


@pytest.fixture
def administrator(court: Court) -> Account:
    return a_post(StaffRole.ADMINISTRATOR, court)


@pytest.fixture(autouse=True)
def mail() -> FakeMail:
    fake = FakeMail()
    bind(MailGateway, fake)  # type: ignore[type-abstract]
    return fake


@pytest.fixture
def case(court: Court) -> Case:
    """A case whose party must correct something, and in which the court must decide."""
    case = a_case(an_account(), court)
    Deadline.objects.create(
        case=case, kind=EXAMINE, first_day=date(2026, 12, 1), last_day=date(2026, 12, 10),
        citation="CPL 126", of_court=True,
    )  # fmt: skip
    Deadline.objects.create(
        case=case, kind=CORRECT, first_day=date(2026, 12, 1), last_day=date(2026, 12, 10),
        citation="XB 9", of_court=False,
    )  # fmt: skip
    return case


def close(by: Account, court: Court, first: str, last: str) -> None:
    reasons = {"reason_zh": "搬迁", "reason_en": "Moving house"}
    change(by, court, "closures", "", first_day=first, last_day=last, lifted=False, **reasons)


def last_days(case: Case) -> dict[str, date]:
    return dict(Deadline.objects.filter(case=case).order_by("kind").values_list("kind", "last_day"))


def moved(case: Case) -> int:
    return DocketEntry.objects.filter(stream_id=case.id, kind=DEADLINE_MOVED).count()


def test_a_closure_moves_a_partys_last_day_where_the_court_adopted_the_rule(
    court: Court, administrator: Account, case: Case
) -> None:
    change(administrator, court, "rules", EXTEND_WHEN_CLOSED, value=YES, since="2026-01-01")
    close(administrator, court, "2026-12-09", "2026-12-11")
    work()
    assert last_days(case) == {CORRECT: date(2026, 12, 14), EXAMINE: date(2026, 12, 10)}
    entry = DocketEntry.objects.get(stream_id=case.id, kind=DEADLINE_MOVED)
    assert entry.payload["after"] == "2026-12-14"
    assert entry.record["findings"][0]["citations"] == ["CPL 86"]


def test_without_the_rule_a_closure_moves_nothing_and_restoration_is_for_the_court(
    court: Court, administrator: Account, case: Case
) -> None:
    close(administrator, court, "2026-12-09", "2026-12-11")
    work()
    assert set(last_days(case).values()) == {date(2026, 12, 10)}
    [told] = moved_by_closure(court, [date(2026, 12, 10)])
    assert (told.moves, told.finding.outcome.name) == (False, "FOR_THE_COURT")


def test_a_closure_on_other_days_or_of_another_court_moves_nothing(
    court: Court, administrator: Account, case: Case
) -> None:
    change(administrator, court, "rules", EXTEND_WHEN_CLOSED, value=YES, since="2026-01-01")
    close(administrator, court, "2026-12-07", "2026-12-09")
    _, middle, _ = a_tree()
    above = a_post(StaffRole.ADMINISTRATOR, middle)
    change(above, middle, "rules", EXTEND_WHEN_CLOSED, value=YES, since="2026-01-01")
    close(above, middle, "2026-12-10", "2026-12-10")
    work()
    assert (set(last_days(case).values()), moved(case)) == ({date(2026, 12, 10)}, 0)


def test_a_deadline_that_has_ended_stays(court: Court, administrator: Account, case: Case) -> None:
    change(administrator, court, "rules", EXTEND_WHEN_CLOSED, value=YES, since="2026-01-01")
    Deadline.objects.filter(case=case).update(state=DeadlineState.MET)
    close(administrator, court, "2026-12-10", "2026-12-10")
    work()
    assert moved(case) == 0


def test_a_day_that_becomes_a_rest_day_moves_every_last_day_on_it(
    court: Court, administrator: Account, case: Case
) -> None:
    known = calendar_of(court)
    off = sorted({*(d for d in known.off if d.year == 2026), date(2026, 12, 10)})
    work_days = sorted(d for d in known.work if d.year == 2026)
    year = {
        "year": 2026,
        "off": [str(day) for day in off],
        "work": [str(day) for day in work_days],
        "source": "更正通知（示例）",
    }
    change(administrator, court, "years", "2026", **year)
    assert {move.to for move in moved_by_calendar(court, 2026, announced_at(court))} == {
        date(2026, 12, 11)
    }
    work()
    assert set(last_days(case).values()) == {date(2026, 12, 11)}


def test_a_new_deadline_counts_by_the_courts_years_and_closures(
    court: Court, administrator: Account
) -> None:
    notified = date(2026, 12, 25)
    assert facts.correction_deadline(notified, court=court).date("last_day") is None
    year = {"year": 2027, "off": ["2027-01-11"], "work": [], "source": "示例"}
    change(administrator, court, "years", "2027", **year)
    found = facts.correction_deadline(date(2026, 12, 27), court=court)
    assert found.date("last_day") == date(2027, 1, 12)
    change(administrator, court, "rules", EXTEND_WHEN_CLOSED, value=YES, since="2026-01-01")
    close(administrator, court, "2027-01-12", "2027-01-12")
    found = facts.correction_deadline(date(2026, 12, 27), court=court)
    assert found.date("last_day") == date(2027, 1, 13)


def test_the_notice_to_correct_and_the_deadline_name_the_same_day(
    court: Court, administrator: Account
) -> None:
    clerk = a_post(StaffRole.FILING_CLERK, court)
    year = {"year": 2027, "off": ["2027-01-01"], "work": [], "source": "示例"}
    change(administrator, court, "years", "2027", **year)
    case = a_case(an_account(), court)
    points = [Point(section="facts", text="Say when.")]
    request_correction(by=clerk, case_id=case.id, points=points, key=a_key(clerk))
    running = Deadline.objects.get(case=case, kind=CORRECT)
    told = DocketEntry.objects.get(stream_id=case.id, kind="CORRECTION_REQUESTED").payload
    assert told["last_day"] == running.last_day.isoformat()
    assert running.last_day - running.first_day >= timedelta(days=14)
