"""F5: registration prepares the papers of articles 1 and 2 and gives the case to a trial division."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from support.courts import a_division, a_post, a_tree
from support.makers import a_clerk, a_filing, a_key, an_account, an_invited
from support.news import told_by_the_log, topics_of
from support.people import an_authority
from support.workers import work
from yunqiao.court.casefile.entries import CASE_ASSIGNED, PAPERS_PREPARED
from yunqiao.court.casefile.models import Case, Deadline, Party, Task
from yunqiao.court.directory.models import Court, CourtSetting, DivisionKind
from yunqiao.court.directory.settings import ASSIGNMENT, FEWEST
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.registration import access, actions, queries
from yunqiao.court.registration.choosing import choose_judge
from yunqiao.court.registration.models import Assignment, PaperDraft
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def court() -> Court:
    bind(MailGateway, FakeMail())  # type: ignore[type-abstract]
    return a_tree()[2]


def registered(court: Court) -> Case:
    """A case that was filed, accepted and carried on by the worker."""
    receipt = a_filing()
    clerk = a_clerk(court)
    accept_filing(by=clerk, case_id=UUID(receipt.case), key=a_key(clerk))
    work()
    return Case.objects.get(id=receipt.case)


def assign(by: Account, case: Case, judge: Account | None, **changes: object) -> None:
    held = Assignment.objects.get(case=case)
    given = {
        "division_id": held.division_id,
        "judge_id": judge.id if judge else None,
        "reason": "示例",
        "seen": held.version,
        "key": RequestKey.of(by.id, str(new_id()), None),
    }
    actions.assign_judge(by=by, case_id=case.id, **{**given, **changes})  # type: ignore[arg-type]


def test_the_papers_of_both_articles_are_prepared_for_the_parties_they_go_to(court: Court) -> None:
    """F5."""
    case = registered(court)
    prepared = {
        (paper.kind, paper.article, paper.party.role)
        for paper in PaperDraft.objects.filter(case=case).select_related("party")
    }
    assert {kind for kind, article, _ in prepared if article == "A 1"} == {
        "address_confirmation",
        "notice_on_evidence",
        "litigation_risks",
        "litigation_guide",
        "supervision_card",
    }
    assert {role for _, article, role in prepared if article == "A 1"} == {"claimant"}
    assert ("notice_to_respond", "A 2", "defendant") in prepared
    assert ("judgment", "A 2", "claimant") in prepared
    kinds = DocketEntry.objects.filter(stream_id=case.id).values_list("kind", flat=True)
    assert {PAPERS_PREPARED, CASE_ASSIGNED} <= set(kinds)


def test_the_division_gets_the_case_with_the_courts_last_day(court: Court) -> None:
    """F5: the task of the trial division, with the five days of CPL 128."""
    division = a_division(court)
    a_division(court, DivisionKind.ENFORCEMENT)
    case = registered(court)
    assert Assignment.objects.get(case=case).division == division
    task = Task.objects.get(case=case, queue=actions.TRIAL)
    deadline = Deadline.objects.get(case=case, kind=actions.SERVE_CLAIM)
    assert (task.due_on, deadline.of_court) == (deadline.last_day, True)
    clerk = a_post(StaffRole.COURT_CLERK, court, division)
    elsewhere = a_post(StaffRole.COURT_CLERK, court, a_division(court, DivisionKind.OTHER))
    page = queries.worklist(clerk, mine=False, after="")
    assert [row.task for row in page.rows] == [task]
    assert queries.worklist(elsewhere, mine=False, after="").rows == []


def test_the_worklist_hears_of_a_case_given_to_a_division_of_its_court(court: Court) -> None:
    """F5: what is registered shows at once."""
    division = a_division(court)
    registered(court)
    reader = Client()
    reader.force_login(a_post(StaffRole.COURT_CLERK, court, division))
    heard = topics_of(reader, reverse("registration:worklist"))
    assert heard == {f"court:{court.id}"}
    assert heard <= told_by_the_log()


def test_registration_carried_on_twice_prepares_once(court: Court) -> None:
    case = registered(court)
    before = PaperDraft.objects.filter(case=case).count()
    entry = DocketEntry.objects.get(stream_id=case.id, kind="CASE_REGISTERED")
    actions.take_over(entry=entry)
    assert PaperDraft.objects.filter(case=case).count() == before
    assert DocketEntry.objects.filter(stream_id=case.id, kind=PAPERS_PREPARED).count() == 1


def test_a_judge_is_drawn_from_the_division_and_the_docket_says_among_whom(court: Court) -> None:
    division = a_division(court)
    judges = [a_post(StaffRole.JUDGE, court, division) for _ in range(3)]
    a_post(StaffRole.JUDGE, court, a_division(court, DivisionKind.OTHER))
    case = registered(court)
    assign(judges[0], case, None)
    entry = DocketEntry.objects.filter(stream_id=case.id, kind=CASE_ASSIGNED).latest("seq")
    assert set(entry.payload["among"]) == {str(judge.id) for judge in judges}
    assert entry.payload["how"] == "random"
    held = Assignment.objects.get(case=case)
    assert held.judge in judges
    assert Task.objects.get(case=case, queue=actions.TRIAL).assigned_to == held.judge


def test_the_rule_of_the_fewest_gives_the_case_to_whoever_has_none(court: Court) -> None:
    division = a_division(court)
    busy, free = (a_post(StaffRole.JUDGE, court, division) for _ in range(2))
    CourtSetting.objects.create(court=court, name=ASSIGNMENT, value=FEWEST, since="2020-01-01")
    case = registered(court)
    assign(busy, case, busy)
    choice = choose_judge(case, division.id)
    assert (choice.chosen, choice.how) == (free, FEWEST)


def test_an_invited_judge_who_never_signed_in_is_given_no_case(court: Court) -> None:
    """F5: nobody acts as them yet, so the case would lie where nobody sees it."""
    an_invited(StaffRole.JUDGE, court)
    case = registered(court)
    assert choose_judge(case, None).chosen is None
    judge = a_post(StaffRole.JUDGE, court)
    assert choose_judge(case, None).among == (judge,)


def test_of_two_who_assign_at_once_the_second_is_told(court: Court) -> None:
    division = a_division(court)
    judge = a_post(StaffRole.JUDGE, court, division)
    case = registered(court)
    assign(judge, case, judge)
    with pytest.raises(OutdatedError):
        assign(judge, case, None, seen=1)


def test_a_judge_of_another_division_cannot_be_named_and_does_not_assign(court: Court) -> None:
    a_division(court)
    other = a_post(StaffRole.JUDGE, court, a_division(court, DivisionKind.OTHER))
    case = registered(court)
    held = Assignment.objects.get(case=case)
    own = a_post(StaffRole.COURT_CLERK, court, held.division)
    with pytest.raises(actions.NoJudgeError):
        assign(own, case, other)
    with pytest.raises(NotPermittedError):
        assign(other, case, None)


@pytest.mark.parametrize("role", ["party", "agent", "revoked agent"])
def test_whoever_takes_part_in_a_case_leaves_it_to_colleagues(court: Court, role: str) -> None:
    """F5: CPL 47; the docket keeps the finding by which a judge was left out."""
    division = a_division(court)
    taking_part, other = (a_post(StaffRole.JUDGE, court, division) for _ in range(2))
    case = registered(court)
    if role == "party":
        Party.objects.filter(case=case, role="defendant").update(person=taking_part.person)
    else:
        ended = {"revoked_at": now()} if role == "revoked agent" else {}
        an_authority(case, an_account(), taking_part, **ended)
    assert not access.may_prepare(taking_part, case)
    article = "47条(1)" if role == "party" else "43条(3)"
    assert article in access.may_assign(taking_part, case).reason
    with pytest.raises(NotPermittedError):
        assign(taking_part, case, None)
    with pytest.raises(actions.NoJudgeError):
        assign(other, case, taking_part)
    assign(other, case, None)
    assert Assignment.objects.get(case=case).judge == other
    entry = DocketEntry.objects.filter(stream_id=case.id, kind=CASE_ASSIGNED).latest("seq")
    (finding,) = entry.record["findings"]
    assert finding["code"] == "WITHDRAWS"


def test_staff_read_the_drafts_and_see_what_is_not_written_yet(court: Court) -> None:
    """F5: typeset where the text is known, a name where it is not."""
    division = a_division(court)
    judge = a_post(StaffRole.JUDGE, court, division)
    case = registered(court)
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(judge)
    shown = client.get(f"/trial/{case.id}/").content.decode()
    assert "Notice to respond" in shown
    assert "Not written yet" in shown
    for paper in PaperDraft.objects.filter(case=case):
        answer = client.get(f"/trial/{case.id}/papers/{paper.id}.pdf")
        placeholder = paper.kind in {"statement_of_defence", "summons", "ruling", "judgment"}
        assert answer.status_code == (404 if placeholder else 200)
        assert placeholder or answer.content.startswith(b"%PDF")


def test_naming_a_judge_by_hand_needs_a_reason(court: Court) -> None:
    division = a_division(court)
    judge = a_post(StaffRole.JUDGE, court, division)
    case = registered(court)
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(judge)
    sent = {"division": str(division.id), "judge": str(judge.id), "seen": "1", "key": "one"}
    assert (
        "Say why this judge" in client.post(f"/trial/{case.id}/assignment/", sent).content.decode()
    )
    sent["reason"] = "Speaks the parties' language."
    assert client.post(f"/trial/{case.id}/assignment/", sent).status_code == 302
    assert Assignment.objects.get(case=case).judge == judge
