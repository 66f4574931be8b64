"""Every notice ends in evidence that it arrived, or in a task for a person (F4)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import translation

from support.makers import a_claim, a_clerk, a_court, a_key, an_account
from support.matters import CLIENT, a_claim_by_agent, filed_by_agent, reader
from support.post import Post, post_office
from support.workers import work
from yunqiao.court.casefile.models import Case, Representation, Task, TaskState
from yunqiao.court.filing import authorising, deciding
from yunqiao.court.filing.actions import file_claim
from yunqiao.court.filing.claim import ServiceAddress
from yunqiao.court.filing.kinds import REACH_PARTY
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity import messages
from yunqiao.court.identity.accounts import ensure_person, open_account_by_phone
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.records import Message, MessageState
from yunqiao.court.web.timeline import timeline
from yunqiao.gateways.sms.port import DeliveryReport, Outcome

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+14155550132"
MAIL = "party@abroad.example"
BY_MAIL = {"country": "US", "email": MAIL, "electronic": True}
BY_POST = {"country": "US", "address": "1 Example Street"}


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as office:
        yield office


def by_phone() -> Account:
    account = open_account_by_phone(PHONE, "en")
    ensure_person(account)
    return account


def filed(by: Account | None, **service: object) -> Case:
    """A claim with that address for service, and all that follows done; without a filer, one
    whose account is closed meanwhile: nothing but the post is left."""
    a_court()
    filer = by or an_account("closed@abroad.example")
    claim = a_claim(service_address=service, language="en")
    receipt = file_claim(by=filer, claim=claim, key=a_key(filer))
    if by is None:
        Account.objects.filter(id=filer.id).update(is_active=False)
    work()
    return Case.objects.get(id=receipt.case)


def told(case: Case) -> list[tuple[str, str]]:
    entries = DocketEntry.objects.filter(stream_id=case.id, kind="NOTICE_SENT").order_by("seq")
    return [(entry.payload["to"], entry.payload["answer"]) for entry in entries]


def waits(case: Case) -> bool:
    return Task.objects.filter(case=case, kind=REACH_PARTY, state=TaskState.OPEN).exists()


def reported(outcome: Outcome) -> None:
    message = Message.objects.get(about__isnull=False)
    messages.take_report(report=DeliveryReport(str(message.id), outcome, "carrier's words"))
    work()


def test_e_mail_alone_leaves_the_servers_answer(post: Post) -> None:
    case = filed(an_account(MAIL), **BY_MAIL)
    assert (told(case), waits(case)) == ([(MAIL, "accepted")], False)


def test_with_both_the_e_mail_counts_and_no_text_is_sent(post: Post) -> None:
    case = filed(by_phone(), **BY_MAIL)
    assert (told(case), waits(case), post.sms.sent) == ([(MAIL, "accepted")], False, [])


def test_a_delivered_text_is_evidence_on_the_docket(post: Post) -> None:
    case = filed(by_phone(), **BY_POST)
    assert told(case) == []
    reported(Outcome.DELIVERED)
    assert (told(case), waits(case)) == ([(PHONE, "accepted")], False)
    (entry,) = DocketEntry.objects.filter(stream_id=case.id, kind="NOTICE_SENT").order_by("seq")
    assert entry.payload["server_said"] == "carrier's words"
    assert case.receipt in entry.payload["subject"]


def test_a_text_that_was_not_delivered_is_a_task(post: Post) -> None:
    case = filed(by_phone(), **BY_POST)
    reported(Outcome.UNDELIVERED)
    assert (told(case), waits(case)) == ([(PHONE, "undelivered")], True)


def test_a_number_the_carrier_refuses_is_a_task(post: Post) -> None:
    post.sms.refused.add(PHONE)
    case = filed(by_phone(), **BY_POST)
    assert (told(case), waits(case)) == ([(PHONE, "refused")], True)


def test_a_text_of_which_nothing_is_reported_is_a_task_after_a_day(post: Post) -> None:
    case = filed(by_phone(), **BY_POST)
    messages.close_unreported()
    work()
    assert (told(case), waits(case)) == ([], False)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, hours=1), tick=True):
        messages.close_unreported()
    work()
    assert (told(case), waits(case)) == ([(PHONE, "given_up")], True)


def test_a_text_no_job_could_hand_over_is_a_task(post: Post) -> None:
    case = filed(by_phone(), **BY_POST)
    Message.objects.update(state=MessageState.WAITING)
    messages.give_up(message_id=Message.objects.get().id)
    work()
    assert (told(case), waits(case)) == ([(PHONE, "given_up")], True)


def test_what_a_carrier_reports_twice_stands_on_the_docket_once(post: Post) -> None:
    case = filed(by_phone(), **BY_POST)
    reported(Outcome.DELIVERED)
    reported(Outcome.UNDELIVERED)
    assert told(case) == [(PHONE, "accepted")]


def test_a_party_with_a_postal_address_alone_is_a_task(post: Post) -> None:
    case = filed(None, **BY_POST)
    assert (told(case), waits(case)) == ([("", "no_address")], True)
    with translation.override("en"):
        entries = DocketEntry.objects.filter(stream_id=case.id, kind="NOTICE_SENT").order_by("seq")
        (item,) = timeline(case, list(entries), set())
    assert "had no address to go to" in item.text
    page = reader(a_clerk(a_court())).get(f"/filing/worklist/{case.id}/reach/").content.decode()
    assert "neither an e-mail address nor a mobile number" in page
    assert "1 Example Street" in page


def test_the_task_comes_again_with_the_next_notice(post: Post) -> None:
    """F4: closing it is a note of how the party was reached, and sends nothing by itself."""
    case = filed(None, **BY_POST)
    clerk = a_clerk(a_court())
    sent = {"key": "r", "how": "post", "on": "2026-09-02", "note": "Posted.", "email": ""}
    reader(clerk).post(f"/filing/worklist/{case.id}/reach/", sent)
    work()
    assert not waits(case)
    deciding.refuse_filing(by=clerk, case_id=case.id, reason="…", key=a_key(clerk))
    work()
    assert (len(told(case)), waits(case)) == (2, True)


class Left:
    """A claim whose agent gave their own address for service, and whose authority then ended."""

    def __init__(self, post: Post, service: str, *, signed_in: bool) -> None:
        self.agent = an_account("lawyer@abroad.example")
        address = ServiceAddress.model_validate({**BY_MAIL, "email": service})
        a_court()
        claim = a_claim_by_agent(self.agent, CLIENT).model_copy(update={"service_address": address})
        receipt = file_claim(by=self.agent, claim=claim, key=a_key(self.agent))
        self.case = Case.objects.get(id=receipt.case)
        client = Account.objects.get(email=CLIENT)
        if signed_in:
            reader(client)
        by = client if signed_in else self.agent
        held = Representation.objects.get(case=self.case).id
        work()
        authorising.end_authority(
            by=by, case_id=self.case.id, representation_id=held, key=a_key(by)
        )
        work()
        post.mail.sent.clear()
        clerk = a_clerk(a_court())
        deciding.refuse_filing(by=clerk, case_id=self.case.id, reason="…", key=a_key(clerk))
        work()
        self.told = {one.to for one in post.mail.sent}


@pytest.mark.parametrize("service", ["lawyer@abroad.example", "office@lawfirm.example"])
def test_after_revocation_letters_go_to_the_partys_own_address(post: Post, service: str) -> None:
    left = Left(post, service, signed_in=True)
    assert left.told == {CLIENT}
    assert not waits(left.case)


def test_a_clerk_asks_for_an_address_nobody_has_confirmed(post: Post) -> None:
    left = Left(post, "lawyer@abroad.example", signed_in=False)
    assert left.told == {CLIENT}
    assert waits(left.case)
    clerk = reader(a_clerk(a_court()))
    page = clerk.get(f"/filing/worklist/{left.case.id}/reach/").content.decode()
    assert "Ask the party to confirm an address of their own." in page


def test_an_address_of_the_party_that_the_agent_gave_counts_on(post: Post) -> None:
    left = Left(post, CLIENT, signed_in=False)
    assert left.told == {CLIENT}
    assert not waits(left.case)


def test_an_agent_without_an_open_account_is_a_task(post: Post) -> None:
    agent = an_account("lawyer@abroad.example")
    case_id = UUID(filed_by_agent(agent).case)
    Account.objects.filter(id=agent.id).update(is_active=False)
    work()
    assert waits(Case.objects.get(id=case_id))
