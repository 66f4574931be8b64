from collections.abc import Iterator
from uuid import UUID

import pytest
from procrastinate.contrib.django import app

from support.makers import a_clerk, a_court, a_filing, a_key, an_account, an_upload
from support.workers import work
from yunqiao.court.casefile.models import Task
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.filing.kinds import EXAMINE, REACH_PARTY
from yunqiao.court.filing.notices import tell
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.papers.keeping import EXAMINE as EXAMINE_UPLOAD
from yunqiao.court.papers.states import UploadState
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import Mail, MailGateway, MailUnavailableError, Sent
from yunqiao.gateways.registry import bind, gateway

pytestmark = pytest.mark.django_db(transaction=True)


class DownMail:
    """A mail server that cannot be reached."""

    def send(self, mail: Mail) -> Sent:
        raise MailUnavailableError(mail.to)


@pytest.fixture
def mail() -> Iterator[FakeMail]:
    before = gateway(MailGateway)  # type: ignore[type-abstract]
    fake = FakeMail()
    bind(MailGateway, fake)  # type: ignore[type-abstract]
    yield fake
    bind(MailGateway, before)  # type: ignore[type-abstract]


def notices(case_id: str) -> list[str]:
    sent = DocketEntry.objects.filter(stream_id=UUID(case_id), kind="NOTICE_SENT").order_by("seq")
    return [entry.payload["answer"] for entry in sent]


def test_a_filing_gives_the_clerks_a_task_and_the_filer_a_receipt(mail: FakeMail) -> None:
    receipt = a_filing(language="en")
    work()
    assert Task.objects.get().kind == EXAMINE
    (sent,) = mail.sent
    assert sent.to == "party@abroad.example"
    assert receipt.receipt in sent.subject
    assert notices(receipt.case) == ["accepted"]
    (letter,) = sent.attachments
    assert letter.media_type == "application/pdf"
    assert letter.content.startswith(b"%PDF")
    assert letter.name == f"收件回执 {receipt.receipt}.pdf"


def test_letters_and_notices_do_not_wait_for_examinations(mail: FakeMail) -> None:
    account = an_account()
    upload = an_upload(account, state=UploadState.RECEIVED)
    app.tasks[EXAMINE_UPLOAD].defer(upload=str(upload.id))
    a_filing(account)
    work(queues=["default"])
    assert len(mail.sent) == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.RECEIVED


def test_registration_tells_the_number_in_the_language_of_the_claim(mail: FakeMail) -> None:
    receipt = a_filing(language="zh-hans")
    clerk = a_clerk(a_court())
    registered = accept_filing(by=clerk, case_id=UUID(receipt.case), key=a_key(clerk))
    work()
    assert registered.number in mail.sent[-1].subject
    assert "立案" in mail.sent[-1].text
    assert not Task.objects.filter(
        kind=EXAMINE
    ).exists()  # decided before the job that would open the examination


def test_nothing_is_sent_or_given_twice_however_often_a_job_runs(mail: FakeMail) -> None:
    receipt = a_filing()
    work()
    entry = DocketEntry.objects.get(stream_id=UUID(receipt.case), seq=1)
    app.tasks["procedure.advance"].defer(entry=str(entry.id))
    work()
    assert len(mail.sent) == 1
    assert Task.objects.count() == 1


def test_a_refused_address_becomes_a_task_for_the_clerk(mail: FakeMail) -> None:
    mail.refused.add("party@abroad.example")
    receipt = a_filing()
    work()
    assert notices(receipt.case) == ["refused"]
    assert Task.objects.filter(kind=REACH_PARTY).count() == 1


def test_an_unreachable_server_is_tried_again_and_then_becomes_a_task(mail: FakeMail) -> None:
    bind(MailGateway, DownMail())  # type: ignore[type-abstract]
    receipt = a_filing()
    entry = DocketEntry.objects.get(stream_id=UUID(receipt.case), seq=1)
    with pytest.raises(MailUnavailableError):
        tell(entry=entry, give_up=False)
    assert notices(receipt.case) == []
    tell(entry=entry, give_up=True)
    assert notices(receipt.case) == ["deferred"]
    assert Task.objects.filter(kind=REACH_PARTY).exists()
