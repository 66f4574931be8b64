"""F1: the account page: names, addresses, language, keys for programs, sessions."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import translation

from support.makers import a_court, an_account, an_invited
from support.people import a_party
from support.post import Post
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.identity import names, sessions, tokens
from yunqiao.court.identity.accounts import open_account
from yunqiao.court.identity.models import Account, ApiToken, PersonName, Script, StaffRole

pytestmark = pytest.mark.django_db
NEW_PHONE = {"country": "AU", "phone": "0491 570 156"}


@pytest.fixture
def me(post: Post) -> Account:
    return a_party()


@pytest.fixture
def signed_in(reader: Client, me: Account) -> Client:
    reader.force_login(me)
    return reader


def page(client: Client, path: str = "/account/") -> str:
    return client.get(path).content.decode()


def kinds(account: Account) -> list[str]:
    assert account.person_id
    found = DocketEntry.objects.filter(stream=Stream.PERSON, stream_id=account.person_id)
    return [entry.kind for entry in found.order_by("seq")]


@pytest.mark.parametrize(
    "name", ["王小明", "Łukasz d'Ávila-Ñ", "𠮷野家", "\ue000氏", "محمد", "X", "O’Brien Jr. 3rd"]
)
def test_names_of_any_script_are_kept_exactly(signed_in: Client, me: Account, name: str) -> None:
    """F1: names in any script, several per person."""
    signed_in.post("/account/names/", {"text": name, "script": "other"})
    assert PersonName.objects.get(person=me.person_id).text == name
    assert name in page(signed_in).replace("&#x27;", "'")


def test_a_person_has_several_names_one_of_them_shown_and_every_change_on_record(
    signed_in: Client, me: Account
) -> None:
    for script, text in (
        ("chinese", "王（示例）"),
        ("passport", "WANG (DEMO)"),
        ("former", "李（示例）"),
    ):
        signed_in.post("/account/names/", {"text": text, "script": script})
    passport = PersonName.objects.get(script=Script.PASSPORT)
    signed_in.post(f"/account/names/{passport.id}/show/")
    assert '<a class="account__name" href="/account/">WANG (DEMO)</a>' in page(signed_in)
    signed_in.post(f"/account/names/{passport.id}/remove/")
    assert [name.text for name in names.names_of(me)] == ["王（示例）", "李（示例）"]
    assert names.names_of(me)[0].is_shown
    assert kinds(me)[1:] == ["NAME_ADDED"] * 3 + ["NAME_CHOSEN", "NAME_REMOVED"]


@pytest.mark.parametrize("name", ["", "a\x07b", "nul\0", "x" * 301])
def test_what_cannot_be_shown_or_is_too_long_is_told(signed_in: Client, name: str) -> None:
    answer = signed_in.post("/account/names/", {"text": name, "script": "other"})
    assert "govuk-error-summary" in answer.content.decode()


def test_the_same_name_twice_and_too_many_names_are_told(signed_in: Client, me: Account) -> None:
    for number in range(names.MOST):
        names.add_name(by=me, script=Script.OTHER, text=f"Name {number}")
    with translation.override("en"), pytest.raises(names.NameRefusedError, match="as many as fit"):
        names.add_name(by=me, script=Script.OTHER, text="One more")
    names.remove_name(by=me, name_id=names.names_of(me)[-1].id)
    twice = signed_in.post("/account/names/", {"text": "Name 0", "script": "other"})
    assert "in the list already" in twice.content.decode()


def test_nobody_changes_anothers_names(signed_in: Client, me: Account) -> None:
    other = an_account("other@abroad.example")
    names.add_name(by=other, script=Script.OTHER, text="Theirs")
    name = PersonName.objects.get()
    signed_in.post(f"/account/names/{name.id}/remove/")
    assert PersonName.objects.get() == name


def test_a_mobile_number_is_added_by_its_code_and_the_old_address_is_told(
    signed_in: Client, me: Account, post: Post
) -> None:
    signed_in.post("/account/phone/", NEW_PHONE)
    wrong = signed_in.post("/account/confirm/", {"code": "000000"}).content.decode()
    assert "This is not the code we sent last" in wrong
    signed_in.post("/account/confirm/", {"code": post.text_code()})
    me.refresh_from_db()
    assert me.phone == "+61491570156"
    assert "+61 491 570 156" in page(signed_in)
    assert "was added to your account" in post.mails("party@abroad.example")[-1].text
    assert kinds(me)[-1] == "WAY_IN_CHANGED"


def test_an_e_mail_address_is_changed_by_the_code_of_the_new_one(
    signed_in: Client, me: Account, post: Post
) -> None:
    signed_in.post("/account/e-mail/", {"email": "New@abroad.example"})
    code = post.code()
    signed_in.post("/account/confirm/", {"code": code})
    me.refresh_from_db()
    assert me.email == "new@abroad.example"
    assert {mail.to for mail in post.mails()[1:]} == {"party@abroad.example", "new@abroad.example"}


def test_five_wrong_codes_end_the_change(signed_in: Client, me: Account, post: Post) -> None:
    signed_in.post("/account/phone/", NEW_PHONE)
    code = post.text_code()
    for _ in range(5):
        signed_in.post("/account/confirm/", {"code": "000000"})
    signed_in.post("/account/confirm/", {"code": code})
    me.refresh_from_db()
    assert me.phone is None


def test_an_address_of_another_account_is_told_only_to_whoever_proves_it(
    signed_in: Client, me: Account, post: Post
) -> None:
    an_account("taken@abroad.example")
    asked = signed_in.post("/account/e-mail/", {"email": "taken@abroad.example"}, follow=True)
    assert "another account" not in asked.content.decode()
    told = signed_in.post("/account/confirm/", {"code": post.code()}).content.decode()
    assert "You can sign in with this already, to another account" in told
    me.refresh_from_db()
    assert me.email == "party@abroad.example"


def test_an_account_nobody_proved_gives_way(signed_in: Client, me: Account, post: Post) -> None:
    open_account("typo@abroad.example")
    signed_in.post("/account/e-mail/", {"email": "typo@abroad.example"})
    signed_in.post("/account/confirm/", {"code": post.code()})
    me.refresh_from_db()
    assert me.email == "typo@abroad.example"


def test_an_account_that_holds_a_post_does_not_give_way(
    signed_in: Client, me: Account, post: Post
) -> None:
    """K1: whoever is invited to a post keeps it until they first sign in."""
    invited = an_invited(StaffRole.JUDGE, a_court(), "judge@court.example")
    signed_in.post("/account/e-mail/", {"email": "judge@court.example"})
    told = signed_in.post("/account/confirm/", {"code": post.code()}).content.decode()
    assert "to another account" in told
    assert Account.objects.get(email="judge@court.example") == invited


def test_one_way_in_stays(signed_in: Client, me: Account, post: Post) -> None:
    assert "This is your only way in" in page(signed_in, "/account/remove/email/")
    assert signed_in.post("/account/remove/email/").status_code == 403
    signed_in.post("/account/phone/", NEW_PHONE)
    signed_in.post("/account/confirm/", {"code": post.text_code()})
    signed_in.post("/account/remove/email/")
    me.refresh_from_db()
    assert (me.email, me.phone) == (None, "+61491570156")
    assert "was removed from your account" in post.mails("party@abroad.example")[-1].text
    assert signed_in.get("/account/remove/email/").status_code == 404


def test_language_and_time_zone_are_chosen_for_good(signed_in: Client, me: Account) -> None:
    signed_in.cookies["tz"] = "America%2FLos_Angeles"
    signed_in.post("/account/preferences/", {"language": "zh-hant", "time_zone": "Asia/Tokyo"})
    shown = page(signed_in)
    me.refresh_from_db()
    assert (me.language, me.time_zone, me.keeps_time_zone) == ("zh-hant", "Asia/Tokyo", True)
    assert '<html lang="zh-Hant"' in shown
    signed_in.post("/account/preferences/", {"language": "en", "time_zone": ""})
    page(signed_in)
    me.refresh_from_db()
    assert (me.time_zone, me.keeps_time_zone) == ("America/Los_Angeles", False)


def test_a_key_made_on_the_page_opens_the_api_until_it_is_revoked(
    signed_in: Client, me: Account
) -> None:
    made = signed_in.post("/account/keys/", {"name": "My program", "days": "30"}).content.decode()
    key = made.partition("data-token>")[2].partition("<")[0]
    assert key.startswith(tokens.PREFIX)
    assert key not in page(signed_in, "/account/keys/")
    program = Client(headers={"Authorization": f"Bearer {key}"})
    assert program.get("/api/v1/filings").status_code == 200
    token = ApiToken.objects.get()
    assert token.last_used_at is not None
    assert token.expires_at is not None
    assert 29 <= (token.expires_at - token.created_at).days <= 30
    signed_in.post(f"/account/keys/{token.id}/revoke/")
    refused = program.get("/api/v1/filings")
    assert refused.status_code == 401
    assert (
        "Make one on your account page" in refused.content.decode()
        or "令牌" in refused.json()["detail"]
    )


def test_nobody_revokes_anothers_key(signed_in: Client, me: Account) -> None:
    other = an_account("other@abroad.example")
    key = tokens.new_token(other, "theirs")
    signed_in.post(f"/account/keys/{ApiToken.objects.get().id}/revoke/")
    assert tokens.account_of(key) == other


def sign_in(client: Client, post: Post) -> None:
    client.post("/sign-in/", {"email": "party@abroad.example"})
    client.post("/sign-in/code/", {"code": post.code(), "action": "verify"})


def test_sessions_are_listed_and_ended_one_by_one_or_all(post: Post, me: Account) -> None:
    here, there, elsewhere = (Client(headers={"User-Agent": f"Phone {n}"}) for n in range(3))
    for client in (here, there, elsewhere):
        client.cookies["language"] = "en"
        sign_in(client, post)
    shown = page(here, "/account/sessions/")
    assert all(f"Phone {number}" in shown for number in range(3))
    session = me.sessions.get(device="Phone 1")
    here.post(f"/account/sessions/{session.id}/end/")
    assert there.get("/matters/").status_code == 302
    assert elsewhere.get("/matters/").status_code == 200
    here.post("/account/sessions/end/")
    assert elsewhere.get("/matters/").status_code == 302
    assert here.get("/matters/").status_code == 200
    assert page(here, "/account/sessions/").count("Phone") == 1


def test_sessions_that_ended_are_forgotten(post: Post, me: Account) -> None:
    for client in (Client(), Client()):
        sign_in(client, post)
    Session.objects.filter(session_key=me.sessions.order_by("id")[0].session_key).delete()
    sessions.forget_ended()
    assert me.sessions.count() == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(days=15)):
        sessions.forget_ended()
    assert not Session.objects.exists()
    assert me.sessions.count() == 0


def test_a_language_chosen_on_the_device_stays_when_signing_in(post: Post, me: Account) -> None:
    Account.objects.filter(id=me.id).update(language="zh-hans")
    device = Client(headers={"Accept-Language": "zh-CN"})
    device.post("/language/", {"language": "en", "next": "/sign-in/"})
    sign_in(device, post)
    for path in ("/matters/", "/account/", "/"):
        assert '<html lang="en"' in page(device, path), path
