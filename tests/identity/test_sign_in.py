"""Signing in by a code: what a person meets, right or wrong."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from support.makers import a_court, a_member_of_staff
from support.post import NoMail, Post
from support.ways_in import an_app, app_code
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.identity.accounts import ACCOUNT_OPENED, ensure_person, open_account
from yunqiao.court.identity.messages import TryAgainError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind

pytestmark = pytest.mark.django_db
ME = "chen.meiling@abroad.example"


def ask(reader: Client, address: str = ME, then: str = "") -> str:
    answer = reader.post("/sign-in/", {"email": address, "next": then}, follow=True)
    return answer.content.decode()


def give(reader: Client, code: str, then: str = "") -> str:
    form = {"code": code, "action": "verify", "next": then}
    return reader.post("/sign-in/code/", form, follow=True).content.decode()


def test_the_code_that_came_signs_in_and_leads_where_one_was_going(
    reader: Client, post: Post
) -> None:
    assert ME in ask(reader, then="/filing/")
    answer = reader.post(
        "/sign-in/code/", {"code": post.code(), "action": "verify", "next": "/filing/"}
    )
    assert answer.headers["Location"] == "/filing/"
    assert reader.get("/filing/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_signing_in_leads_to_no_other_site(reader: Client, post: Post, elsewhere: str) -> None:
    ask(reader, then=elsewhere)
    answer = reader.post(
        "/sign-in/code/", {"code": post.code(), "action": "verify", "next": elsewhere}
    )
    assert answer.headers["Location"] == "/matters/"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "is your Yunqiao code"),
        ("zh-hans", "是您的云桥验证码"),
        ("zh-hant", "是您的雲橋驗證碼"),
    ],
)
def test_the_code_comes_in_the_readers_language(
    reader: Client, post: Post, language: str, subject: str
) -> None:
    reader.cookies["language"] = language
    ask(reader)
    assert post.mails()[-1].subject.endswith(subject)


def test_a_wrong_code_is_told_and_the_fifth_one_ends_the_try(reader: Client, post: Post) -> None:
    ask(reader, then="/filing/")
    for _ in range(4):
        assert "This is not the code we sent last" in give(reader, "AAAA-AAAA", "/filing/")
    last = give(reader, "AAAA-AAAA", "/filing/")
    assert "Too many tries" in last
    assert 'name="next" value="/filing/"' in last
    assert "That code is no longer good" in give(reader, post.code())


def test_a_code_that_is_too_old_is_told(reader: Client, post: Post) -> None:
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        ask(reader)
        code = post.code()
        clock.shift(timedelta(minutes=16))
        assert "That code is no longer good" in give(reader, code)


def test_another_code_makes_the_first_one_void(reader: Client, post: Post) -> None:
    ask(reader)
    first = post.code()
    again = reader.post("/sign-in/code/", {"action": "resend"}, follow=True).content.decode()
    assert "We sent another code" in again
    assert post.code() != first
    assert "This is not the code we sent last" in give(reader, first)
    assert "My matters" in give(reader, post.code())


def test_a_mistyped_address_can_be_corrected(reader: Client, post: Post) -> None:
    ask(reader, "chen.meilign@abroad.example")
    assert "Send me a code" in reader.get("/sign-in/").content.decode()
    assert ME in ask(reader, ME)
    assert post.mails()[-1].to == ME


def test_asking_too_often_is_told(reader: Client) -> None:
    for _ in range(5):
        ask(reader)
    assert "Too many tries" in ask(reader)


def test_a_mail_server_that_is_down_is_told_once_the_court_gives_up(
    reader: Client, post: Post
) -> None:
    ask(reader)
    bind(MailGateway, NoMail())  # type: ignore[type-abstract]
    with pytest.raises(TryAgainError):
        post.hand_over()
    assert "We are sending it now" in reader.get("/sign-in/code/state/").content.decode()
    post.hand_over(give_up=True)
    state = reader.get("/sign-in/code/state/")
    assert "could not send it just now" in state.content.decode()
    assert state.status_code == 286
    bind(MailGateway, post.mail)  # type: ignore[type-abstract]
    reader.post("/sign-in/code/", {"action": "resend"})
    assert "My matters" in give(reader, post.code())


def test_only_whoever_proves_the_address_hears_that_the_account_is_closed(
    reader: Client, post: Post
) -> None:
    open_account(ME)
    Account.objects.filter(email=ME).update(is_active=False)
    assert "closed" not in ask(reader)
    assert "This account is closed" in give(reader, post.code())
    assert reader.get("/matters/").status_code == 302


@pytest.mark.parametrize(
    "address", ["", "no address", "a@b", "nul\0@abroad.example", "x" * 300 + "@abroad.example"]
)
def test_what_is_no_address_is_told_in_a_sentence(reader: Client, post: Post, address: str) -> None:
    page = ask(reader, address)
    assert "govuk-error-summary" in page
    assert post.mails() == []


def test_an_account_opens_once_and_its_opening_is_on_the_record(post: Post) -> None:
    account = open_account(ME)
    assert open_account(ME.upper()) == account
    ensure_person(account)
    ensure_person(account)
    ensure_person(Account.objects.get(id=account.id))
    assert account.person_id
    opened = DocketEntry.objects.filter(stream=Stream.PERSON, stream_id=account.person_id)
    assert [entry.kind for entry in opened.order_by("seq")] == [ACCOUNT_OPENED]


def test_language_and_clock_of_the_device_are_kept_on_the_account(
    reader: Client, post: Post
) -> None:
    ask(reader)
    give(reader, post.code())
    reader.cookies["tz"] = "America%2FLos_Angeles"
    reader.get("/matters/?lang=zh-hant")
    account = Account.objects.get(email=ME)
    assert (account.language, account.time_zone) == ("zh-hant", "America/Los_Angeles")


def test_the_first_sign_in_speaks_the_language_of_the_browser(post: Post) -> None:
    """F1: an account that somebody else opened does not change the language of the page."""
    open_account(ME, "zh-hans")
    device = Client(headers={"Accept-Language": "en-AU,en;q=0.9"})
    ask(device)
    assert '<html lang="en"' in give(device, post.code())
    assert Account.objects.get(email=ME).language == "en"
    chinese = Client(headers={"Accept-Language": "zh-CN"})
    ask(chinese)
    assert '<html lang="en"' in give(chinese, post.code())


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (StaffRole.FILING_CLERK, "/filing/worklist/"),
        (StaffRole.FINANCE, "/finance/"),
        (StaffRole.JUDGE, "/trial/"),
        (StaffRole.COURT_CLERK, "/trial/"),
        (StaffRole.ADMINISTRATOR, "/administration/"),
        (StaffRole.AUDITOR, "/audit/"),
    ],
)
def test_signing_in_leads_staff_to_where_their_work_waits(
    reader: Client, post: Post, role: StaffRole, place: str
) -> None:
    """F1: the bar still leads to their own matters."""
    account = a_member_of_staff(role, a_court())
    an_app(account)
    ask(reader, str(account.email))
    give(reader, post.code())
    answer = reader.post("/sign-in/second-factor/", {"code": app_code()})
    assert answer.headers["Location"] == place
    assert 'href="/matters/"' in reader.get(place, follow=True).content.decode()


def test_a_device_that_chose_no_language_follows_the_account(post: Post) -> None:
    account = open_account(ME, "en")
    ensure_person(account)
    device = Client(headers={"Accept-Language": "zh-CN"})
    device.force_login(account)
    assert '<html lang="en"' in device.get("/matters/").content.decode()
