"""F1: a second factor is optional for parties and required of staff."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from support.english import in_english
from support.makers import a_court, a_member_of_staff, an_account
from support.people import a_party
from support.post import Post
from support.ways_in import SECRET, an_app, app_code
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity import factors
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.models import Post as HeldPost

__all__ = ["in_english"]

pytestmark = pytest.mark.django_db
CLERK = "clerk@court.example"


@pytest.fixture
def clerk(post: Post) -> Account:
    return a_member_of_staff(StaffRole.FILING_CLERK, a_court(), CLERK)


def sign_in(reader: Client, post: Post, address: str, path: str = "/filing/worklist/") -> str:
    """By the e-mailed code alone; where it led, and what stands there."""
    reader.post("/sign-in/", {"email": address, "next": path})
    form = {"code": post.code(), "action": "verify", "next": path}
    return reader.post("/sign-in/code/", form, follow=True).content.decode()


def set_up_app(reader: Client) -> str:
    """As somebody does on the page: read the secret, type the code."""
    page = reader.get("/account/second-factor/app/").content.decode()
    secret = page.partition('class="secret">')[2].partition("<")[0].replace(" ", "")
    reader.post("/account/second-factor/app/", {"code": app_code(secret)})
    return secret


def test_staff_are_led_to_set_up_a_second_factor_before_any_page_of_theirs(
    reader: Client, post: Post, clerk: Account
) -> None:
    """F1: staff without a second factor open no staff page."""
    assert "You work at a court: before you open its pages" in sign_in(reader, post, CLERK)
    for path in ("/filing/worklist/", "/matters/", "/account/", "/account/keys/", "/ways-back/"):
        assert reader.get(path).headers["Location"].startswith("/account/second-factor/"), path
    set_up_app(reader)
    codes = reader.get("/account/second-factor/codes/").content.decode()
    assert codes.count("<li><code>") == 10
    assert 'href="/filing/worklist/"' in codes
    assert reader.get("/filing/worklist/").status_code == 200


def test_recovery_codes_are_shown_once(reader: Client, post: Post, clerk: Account) -> None:
    sign_in(reader, post, CLERK)
    set_up_app(reader)
    reader.get("/account/second-factor/codes/")
    again = reader.get("/account/second-factor/codes/").content.decode()
    assert "<li><code>" not in again
    assert "cannot be shown again" in again


def test_whoever_has_an_app_is_asked_for_its_code_and_each_code_works_once(
    reader: Client, post: Post, clerk: Account
) -> None:
    an_app(clerk)
    assert "Open your authenticator app" in sign_in(reader, post, CLERK)
    assert reader.get("/filing/worklist/").headers["Location"].startswith("/sign-in/")
    wrong = reader.post("/sign-in/second-factor/", {"code": "000000"}).content.decode()
    assert "This is not right" in wrong
    code = app_code()
    assert (
        "Filings to examine"
        in reader.post("/sign-in/second-factor/", {"code": code}, follow=True).content.decode()
    )
    second = Client()
    second.cookies["language"] = "en"
    sign_in(second, post, CLERK)
    assert (
        "This is not right"
        in second.post("/sign-in/second-factor/", {"code": code}).content.decode()
    )


def test_wrong_codes_of_the_app_are_limited(reader: Client, post: Post, clerk: Account) -> None:
    an_app(clerk)
    sign_in(reader, post, CLERK)
    for _ in range(6):
        last = reader.post("/sign-in/second-factor/", {"code": "000000"}).content.decode()
    assert "Too many tries. Wait ten minutes" in last


def test_a_recovery_code_stands_in_for_the_app_once(
    reader: Client, post: Post, clerk: Account
) -> None:
    an_app(clerk)
    code = factors.new_recovery_codes(by=clerk)[3]
    sign_in(reader, post, CLERK)
    page = reader.post("/sign-in/second-factor/", {"code": code}, follow=True).content.decode()
    assert "Filings to examine" in page
    assert factors.recovery_codes_left(clerk) == 9


def test_a_session_from_before_the_second_factor_has_to_show_it(reader: Client, post: Post) -> None:
    account = an_account("promoted@court.example")
    sign_in(reader, post, "promoted@court.example", "/matters/")
    HeldPost.objects.create(
        account=account, court=a_court(), role=StaffRole.JUDGE, since=date(2020, 1, 1)
    )
    an_app(account)
    asked = reader.get("/matters/").headers["Location"]
    assert asked.startswith("/account/show-it-is-you/")
    assert (
        reader.post(asked, {"code": app_code(), "next": "/matters/"}).headers["Location"]
        == "/matters/"
    )
    assert reader.get("/matters/").status_code == 200


def test_staff_keep_one_factor_and_parties_may_do_without(clerk: Account) -> None:
    app = an_app(clerk)
    with pytest.raises(NotPermittedError, match="need a second factor"):
        factors.remove(by=clerk, factor=app)
    party = a_party()
    factors.remove(by=party, factor=an_app(party))
    assert not factors.has_factor(party)


def test_a_change_of_the_account_asks_for_the_second_factor_again_after_a_while(
    reader: Client, post: Post
) -> None:
    party = a_party()
    an_app(party)
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        sign_in(reader, post, "party@abroad.example", "/account/")
        reader.post("/sign-in/second-factor/", {"code": app_code()})
        assert reader.get("/account/e-mail/").status_code == 200
        clock.shift(timedelta(minutes=16))
        asked = reader.get("/account/e-mail/").headers["Location"]
        assert asked == "/account/show-it-is-you/?next=%2Faccount%2Fe-mail%2F"
        page = reader.post(asked, {"code": app_code(), "next": "/account/e-mail/"})
        assert page.headers["Location"] == "/account/e-mail/"
        assert reader.get("/account/e-mail/").status_code == 200


def test_a_change_begun_earlier_is_not_ended_by_whoever_has_the_session_alone(
    reader: Client, post: Post
) -> None:
    """F1: a stolen session cannot end a change of address that its holder began."""
    party = a_party()
    an_app(party)
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        sign_in(reader, post, "party@abroad.example", "/account/")
        reader.post("/sign-in/second-factor/", {"code": app_code()})
        clock.shift(timedelta(minutes=14))
        reader.post("/account/e-mail/", {"email": "new@abroad.example"})
        clock.shift(timedelta(minutes=2))
        asked = reader.post("/account/confirm/", {"code": post.code()}).headers["Location"]
    assert asked == "/account/show-it-is-you/?next=%2Faccount%2Fconfirm%2F"
    party.refresh_from_db()
    assert party.email == "party@abroad.example"


def test_secrets_of_second_factors_are_not_readable_in_the_database(clerk: Account) -> None:
    app = an_app(clerk)
    factors.new_recovery_codes(by=clerk)
    kept = [str(one.data) for one in Authenticator.objects.order_by("id")]
    assert all(SECRET not in data for data in kept)
    assert app.wrap().validate_code(app_code())


def test_a_party_is_told_when_a_factor_is_set_up_and_removed(reader: Client, post: Post) -> None:
    party = a_party()
    reader.force_login(party)
    set_up_app(reader)
    app = Authenticator.objects.get(user=party, type="totp")
    reader.post(f"/account/second-factor/{app.pk}/remove/")
    told = [mail.text for mail in post.mails("party@abroad.example")]
    assert any("was added to your account" in text for text in told)
    assert any("was removed from your account" in text for text in told)
    assert (
        "There is an authenticator app already"
        not in reader.get("/account/second-factor/app/").content.decode()
    )


def test_an_answer_that_is_no_passkeys_is_refused(reader: Client, post: Post) -> None:
    party = a_party()
    reader.force_login(party)
    for answer in ("", "{", "{}", '{"id": 1}', "[]", "null", '"x"'):
        page = reader.post("/account/second-factor/passkey/", {"credential": answer})
        assert page.status_code == 200, answer
        assert "govuk-error-summary" in page.content.decode(), answer
    visitor = Client()
    for answer in ("{}", '{"response": {"userHandle": "AAAA"}}', "[]"):
        assert visitor.post("/sign-in/passkey/", {"credential": answer}).status_code == 302, answer


def test_trying_passkeys_again_and_again_is_told_in_a_sentence(reader: Client, post: Post) -> None:
    for _ in range(11):
        last = reader.post("/sign-in/passkey/", {"credential": "{}"})
    assert last.status_code == 429
    assert "Wait ten minutes, then try again" in last.content.decode()


def test_trying_codes_of_a_new_app_again_and_again_is_told_in_a_sentence(
    reader: Client, post: Post
) -> None:
    reader.force_login(a_party())
    for _ in range(6):
        last = reader.post("/account/second-factor/app/", {"code": "000000"}).content.decode()
    assert "Wait ten minutes, then try again" in last
