"""Messages about an account: handed over by a job, once, and forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from support.makers import a_court, an_account, an_invited
from support.people import a_party
from support.post import NoMail, Post, post_office
from support.workers import work
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity import messages
from yunqiao.court.identity.accounts import forget_unproved, open_account, open_account_by_phone
from yunqiao.court.identity.messages import TryAgainError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.records import Channel, Message, MessageState
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind

ME = "party@abroad.example"


@pytest.mark.django_db(transaction=True)
def test_the_worker_hands_a_code_over_and_its_text_is_erased() -> None:
    with post_office() as post:
        message = messages.send_code(channel=Channel.SMS, address="+14155550132", code="123456")
        assert post.sms.sent == []
        work()
        assert "123456" in post.sms.sent[0].text
        message.refresh_from_db()
        assert (message.text, message.state) == ("", MessageState.HANDED_OVER)


@pytest.mark.django_db
def test_a_message_handed_over_twice_goes_out_once(post: Post) -> None:
    message = messages.send_code(channel=Channel.EMAIL, address=ME, code="AAAA-BBBB")
    for _ in range(2):
        messages.hand_over(message_id=message.id, give_up=False)
    assert len(post.mail.sent) == 1


@pytest.mark.django_db
def test_an_unreachable_server_is_tried_again_and_then_given_up(post: Post) -> None:
    message = messages.send_code(channel=Channel.EMAIL, address=ME, code="AAAA-BBBB")
    bind(MailGateway, NoMail())  # type: ignore[type-abstract]
    with pytest.raises(TryAgainError):
        messages.hand_over(message_id=message.id, give_up=False)
    messages.hand_over(message_id=message.id, give_up=True)
    message.refresh_from_db()
    assert (message.state, message.text) == (MessageState.GIVEN_UP, "")


@pytest.mark.django_db
def test_a_busy_carrier_is_tried_again(post: Post) -> None:
    post.sms.deferred.add("+14155550132")
    message = messages.send_code(channel=Channel.SMS, address="+14155550132", code="123456")
    with pytest.raises(TryAgainError, match="429"):
        messages.hand_over(message_id=message.id, give_up=False)


@pytest.mark.django_db
def test_a_code_nobody_can_use_any_more_is_not_sent(post: Post) -> None:
    message = messages.send_code(channel=Channel.EMAIL, address=ME, code="AAAA-BBBB")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        messages.hand_over(message_id=message.id, give_up=False)
    assert post.mail.sent == []


@pytest.mark.django_db
def test_old_messages_and_accounts_nobody_proved_are_forgotten(post: Post) -> None:
    messages.send_code(channel=Channel.EMAIL, address=ME, code="AAAA-BBBB")
    kept = an_account("proved@abroad.example")
    open_account("typo@abroad.example")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        messages.forget_old()
        forget_unproved()
    assert not Message.objects.exists()
    assert Account.objects.get() == kept


@pytest.mark.django_db
def test_whoever_was_given_a_post_is_not_forgotten_before_the_first_sign_in(post: Post) -> None:
    """K1: an invitation may be answered after weeks."""
    invited = an_invited(StaffRole.JUDGE, a_court())
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        forget_unproved()
    assert Account.objects.get() == invited


@pytest.mark.django_db
def test_a_holder_without_e_mail_hears_of_an_entry_by_one_text(post: Post) -> None:
    account = open_account_by_phone("+14155550132", "en")
    entry = new_id()
    for _ in range(2):
        messages.text_notice(account=account, about=entry, sentence="Your claim has arrived: 1")
        post.hand_over()
    assert post.texts() == ["Yunqiao: Your claim has arrived: 1 Read it at http://localhost:8000"]
    messages.text_notice(account=a_party(), about=new_id(), sentence="By mail instead")
    assert len(post.texts()) == 1
