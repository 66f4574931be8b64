from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from support.makers import a_clerk, a_court, a_filing, a_key, an_account
from support.workers import work
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Party, Task, TaskState
from yunqiao.court.casefile.states import Stage
from yunqiao.court.filing import correcting, deciding, drafts
from yunqiao.court.filing.actions import accept_filing, open_examination
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.evidence import fingerprint
from yunqiao.court.filing.kinds import CORRECT, EXAMINE
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.queries import claim_of
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.models import Account

pytestmark = pytest.mark.django_db(transaction=True)
FILED = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
FACTS = Point(section="facts", text="Say when the money was handed over.")
PAPERS = Point(section="other", text="A translation of the contract is missing.")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class Matter:
    """A filed claim, who filed it, and a clerk of the court."""

    def __init__(self) -> None:
        self.filer: Account = an_account()
        self.case_id = UUID(a_filing(self.filer).case)
        self.clerk = a_clerk(a_court())
        open_examination(entry=DocketEntry.objects.get(stream_id=self.case_id, seq=1))

    @property
    def case(self) -> Case:
        return Case.objects.select_related("court").get(id=self.case_id)

    def entry(self, kind: str) -> DocketEntry:
        return (
            DocketEntry.objects.filter(stream_id=self.case_id, kind=kind).order_by("seq")[:1].get()
        )

    def ask(self, *points: Point) -> None:
        key = a_key(self.clerk)
        asked = points or (FACTS, PAPERS)
        deciding.request_correction(by=self.clerk, case_id=self.case_id, points=asked, key=key)

    def corrected(self) -> ClaimDraft:
        draft = correcting.begin(by=self.filer, case=self.case).draft
        drafts.save(draft=draft, section="facts", content={"facts_and_reasons": "On 3 March."})
        drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "It follows by post."})
        return draft

    def hand_in(self, draft: ClaimDraft) -> None:
        claim = drafts.claim_of(draft, "甲（示例）")
        correcting.correct_claim(by=self.filer, draft=draft, claim=claim, key=a_key(self.filer))

    def deadline(self, kind: str) -> Deadline:
        return Deadline.objects.get(case=self.case_id, kind=kind)


@pytest.fixture
def matter() -> Iterator[Matter]:
    with time_machine.travel(FILED, tick=False):
        yield Matter()


def test_the_court_asks_and_the_party_has_fifteen_days(matter: Matter) -> None:
    matter.ask()
    assert matter.case.stage == Stage.CORRECTION
    assert matter.deadline(CORRECT).last_day == date(2026, 9, 16)
    assert matter.deadline(EXAMINE).state == DeadlineState.MET
    assert not Task.objects.filter(state=TaskState.OPEN).exists()
    payload = matter.entry("CORRECTION_REQUESTED").payload
    assert [point["text"] for point in payload["points"]] == [FACTS.text, PAPERS.text]
    assert payload["last_day"] == "2026-09-16"


def test_the_party_corrects_only_what_was_asked_and_the_clock_begins_anew(matter: Matter) -> None:
    matter.ask()
    before = claim_of(matter.case)
    matter.hand_in(matter.corrected())
    after = claim_of(matter.case)
    assert after.facts_and_reasons == "On 3 March."
    assert after.model_copy(update={"facts_and_reasons": before.facts_and_reasons}) == before
    assert matter.case.stage == Stage.FILED
    assert matter.deadline(CORRECT).state == DeadlineState.MET
    open_examination(entry=matter.entry("CLAIM_CORRECTED"))
    assert Task.objects.get(state=TaskState.OPEN).kind == EXAMINE
    assert Party.objects.filter(case=matter.case_id).count() == 2
    accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    assert matter.case.stage == Stage.REGISTERED


def test_a_part_that_was_not_asked_for_cannot_be_changed(matter: Matter) -> None:
    matter.ask()
    draft = matter.corrected()
    drafts.save(draft=draft, section="requests", content=[{"text": "More.", "currency": "CNY"}])
    with pytest.raises(FilingRefusedError) as refused:
        matter.hand_in(draft)
    assert refused.value.field == "requests"
    assert matter.case.stage == Stage.CORRECTION


def test_a_corrected_claim_stays_with_its_court(matter: Matter) -> None:
    a_court("粤0705")
    matter.ask(Point(section="case", text="Which contract?"))
    draft = correcting.begin(by=matter.filer, case=matter.case).draft
    drafts.save(draft=draft, section="case", content={"cause": "买卖", "court": "粤0705"})
    with pytest.raises(FilingRefusedError, match="another court"):
        matter.hand_in(draft)


def test_corrections_are_begun_once_and_gone_on_with(matter: Matter) -> None:
    matter.ask()
    draft = matter.corrected()
    assert correcting.begin(by=matter.filer, case=matter.case).draft.content == draft.content
    matter.hand_in(draft)
    with pytest.raises(WrongStateError):
        matter.hand_in(draft)


def test_more_time_is_asked_for_and_given_up_to_thirty_days(matter: Matter) -> None:
    matter.ask()
    key = a_key(matter.filer)
    correcting.ask_more_time(by=matter.filer, case_id=matter.case_id, reason="Travelling.", key=key)
    assert Task.objects.get(state=TaskState.OPEN).kind == "decide_correction_time"
    deciding.decide_more_time(
        by=matter.clerk,
        case_id=matter.case_id,
        granted=True,
        reason="Abroad.",
        key=a_key(matter.clerk),
    )
    assert matter.deadline(CORRECT).last_day == date(2026, 10, 8)  # 1 October is a holiday
    assert not Task.objects.filter(state=TaskState.OPEN).exists()


def test_a_refused_request_for_time_leaves_the_last_day(matter: Matter) -> None:
    matter.ask()
    deciding.decide_more_time(
        by=matter.clerk,
        case_id=matter.case_id,
        granted=False,
        reason="No.",
        key=a_key(matter.clerk),
    )
    assert matter.deadline(CORRECT).last_day == date(2026, 9, 16)


def test_papers_are_returned_only_when_the_time_is_over(matter: Matter) -> None:
    matter.ask()
    last_minute = datetime(2026, 9, 16, 15, 59, tzinfo=UTC)
    with time_machine.travel(last_minute, tick=False), pytest.raises(deciding.TooEarlyError):
        deciding.return_papers(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    with time_machine.travel(
        datetime(2026, 9, 16, 16, 0, tzinfo=UTC), tick=False
    ):  # Beijing: the 17th
        deciding.return_papers(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    assert matter.case.stage == Stage.RETURNED
    assert matter.deadline(CORRECT).state == DeadlineState.MISSED


def test_a_refusal_has_reasons_and_the_party_may_insist_on_a_ruling(matter: Matter) -> None:
    deciding.refuse_filing(
        by=matter.clerk, case_id=matter.case_id, reason="No defendant.", key=a_key(matter.clerk)
    )
    assert matter.entry("FILING_REFUSED").payload == {"reason": "No defendant."}
    key = a_key(matter.filer)
    correcting.ask_ruling(by=matter.filer, case_id=matter.case_id, reason="There is.", key=key)
    assert Task.objects.get(state=TaskState.OPEN).kind == "rule_on_filing"
    deciding.rule_inadmissible(
        by=matter.clerk, case_id=matter.case_id, reason="CPL 122.", key=a_key(matter.clerk)
    )
    assert matter.case.stage == Stage.INADMISSIBLE


def test_the_court_may_take_the_case_after_all_when_a_ruling_is_asked(matter: Matter) -> None:
    deciding.refuse_filing(
        by=matter.clerk, case_id=matter.case_id, reason="No.", key=a_key(matter.clerk)
    )
    key = a_key(matter.filer)
    correcting.ask_ruling(by=matter.filer, case_id=matter.case_id, reason="Please.", key=key)
    accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk))
    assert matter.case.stage == Stage.REGISTERED
    assert not Task.objects.filter(state=TaskState.OPEN).exists()


def test_a_claim_is_withdrawn_by_its_filer_and_leaves_no_task(matter: Matter) -> None:
    correcting.withdraw(by=matter.filer, case_id=matter.case_id, key=a_key(matter.filer))
    assert matter.case.stage == Stage.WITHDRAWN
    assert not Task.objects.filter(state=TaskState.OPEN).exists()
    assert matter.deadline(EXAMINE).state == DeadlineState.LIFTED


def test_strangers_decide_and_correct_nothing(matter: Matter) -> None:
    stranger, elsewhere = an_account(), a_clerk(a_court("粤0705"))
    with pytest.raises(NotPermittedError):
        deciding.request_correction(
            by=elsewhere, case_id=matter.case_id, points=[FACTS], key=a_key(elsewhere)
        )
    matter.ask()
    for act in (correcting.ask_more_time, correcting.ask_ruling):
        with pytest.raises(NotPermittedError):
            act(by=stranger, case_id=matter.case_id, reason="x", key=a_key(stranger))
    with pytest.raises(NotPermittedError):
        correcting.begin(by=stranger, case=matter.case)


def test_the_party_is_told_by_e_mail_what_to_correct(matter: Matter) -> None:
    matter.ask()
    work()
    subjects = DocketEntry.objects.filter(kind="NOTICE_SENT").order_by("seq")
    assert [entry.payload["about"] for entry in subjects][-1] == str(
        matter.entry("CORRECTION_REQUESTED").id
    )


def test_the_whole_way_of_a_correction_on_the_pages() -> None:
    matter = Matter()
    Account.objects.update(language="en")
    clerk, party = Client(), Client()
    clerk.force_login(matter.clerk)
    party.force_login(matter.filer)
    desk, claims = f"/filing/worklist/{matter.case_id}/", f"/filing/claims/{matter.case_id}/"
    empty = clerk.post(f"{desk}correction/", {"key": "k0"})
    assert "Name at least one thing" in empty.content.decode()
    asked = clerk.post(f"{desk}correction/", {"key": "k1", "facts": "When?", "other": "Translate."})
    assert asked.status_code == 302
    assert f"{claims}correct/" in party.get(f"/cases/{matter.case_id}/").content.decode()
    shown = party.get(f"{claims}correct/").content.decode()
    assert "When?" in shown
    draft = ClaimDraft.objects.get(corrects=matter.case_id)
    assert party.get(f"/filing/drafts/{draft.id}/requests/").status_code == 404
    typed = {"facts_and_reasons": "On 3 March.", "version": "1"}
    party.post(f"/filing/drafts/{draft.id}/facts/?back=check", typed)
    unanswered = {"key": "k1", "signature": "甲（示例）", "true": "on", "version": "2"}
    unanswered["evidence"] = fingerprint(draft)
    told = party.post(f"/filing/drafts/{draft.id}/check/", unanswered).content.decode()
    assert "Answer it in words or with a file" in told
    said = {"answer": "The translation is attached.", "version": "2"}
    party.post(f"/filing/drafts/{draft.id}/answer/", said)
    signed = {"key": "k2", "signature": "甲（示例）", "true": "on", "version": "3"}
    signed["evidence"] = fingerprint(draft)
    handed_in = party.post(f"/filing/drafts/{draft.id}/check/", signed)
    assert handed_in.headers["Location"] == f"/cases/{matter.case_id}/"
    assert matter.case.stage == Stage.FILED
    refused = clerk.post(f"{desk}refusal/", {"key": "k3", "reason": "Not for courts."})
    assert refused.status_code == 302
    party.post(f"{claims}ruling/", {"key": "k4", "reason": "It is."})
    assert "Rule inadmissible" in clerk.get(desk).content.decode()
    clerk.post(f"{desk}ruling/", {"key": "k5", "reason": "CPL 122."})
    assert matter.case.stage == Stage.INADMISSIBLE
    late = party.post(f"{claims}withdraw/", {"key": "k6"}, follow=True)
    assert "no longer fits" in late.content.decode()


def test_a_signature_that_is_no_claimant_s_is_shown_to_the_clerk() -> None:
    Account.objects.update(language="en")
    receipt = a_filing(signature="丙（示例）")
    clerk = Client()
    clerk.force_login(a_clerk(a_court()))
    Account.objects.update(language="en")
    shown = clerk.get(f"/filing/worklist/{receipt.case}/").content.decode()
    assert "Ask who signed before you decide" in shown
