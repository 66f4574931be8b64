"""F1: a way back in when every way into an account is lost, never a silent takeover."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext as _

from support.english import in_english
from support.makers import a_court, a_member_of_staff, an_account
from support.post import Post
from support.ways_in import a_way_back, an_app
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity import factors, tokens, way_back
from yunqiao.court.identity.accounts import ensure_person, open_account_by_phone
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.records import WayBack

__all__ = ["in_english"]

pytestmark = pytest.mark.django_db
LOST, NEW = "+14155550132", "new@abroad.example"


@pytest.fixture
def clerk(post: Post) -> Account:
    return a_member_of_staff(StaffRole.FILING_CLERK, a_court())


@pytest.fixture
def holder(post: Post) -> Account:
    account = open_account_by_phone(LOST, "en")
    ensure_person(account)
    return account


@pytest.fixture
def asked(clerk: Account, holder: Account) -> WayBack:
    return a_way_back(a_court(), LOST, NEW)


def state(request: WayBack) -> str:
    return WayBack.objects.get(id=request.id).state


def test_a_request_is_proved_at_the_new_address_and_says_nothing_of_the_old_one(
    reader: Client, post: Post, clerk: Account
) -> None:
    form = {
        "lost": "+1 415 555 0132",
        "offered": "New@abroad.example",
        "name": "王（示例）",
        "court": str(a_court().id),
        "explanation": "The phone is lost.",
    }
    reader.post("/sign-in/officer/", form)
    wrong = reader.post("/sign-in/officer/code/", {"code": "000000"}).content.decode()
    assert "This is not the code we sent last" in wrong
    done = reader.post("/sign-in/officer/code/", {"code": post.code()}).content.decode()
    assert "Your request is with the court" in done
    found = WayBack.objects.get()
    assert (found.lost, found.offered, found.state) == (LOST, NEW, "open")
    reader.force_login(clerk)
    assert "王（示例）" in reader.get("/ways-back/").content.decode()
    assert (
        "Nobody signs in with this address"
        in reader.get(f"/ways-back/{found.id}/").content.decode()
    )


@pytest.mark.parametrize(
    "change",
    [{"offered": ""}, {"offered": "+1 415 555 0132"}, {"lost": "x"}, {"court": "x"}, {"name": ""}],
)
def test_what_is_missing_in_a_request_is_told(
    reader: Client, post: Post, clerk: Account, change: dict[str, str]
) -> None:
    form = {
        "lost": LOST,
        "offered": NEW,
        "name": "W",
        "court": str(a_court().id),
        "explanation": ".",
    }
    page = reader.post("/sign-in/officer/", form | change).content.decode()
    assert "govuk-error-summary" in page
    assert post.mails() == []


def test_granted_the_old_address_is_told_and_the_new_one_signs_in_after_the_waiting_time(
    reader: Client, post: Post, clerk: Account, holder: Account, asked: WayBack
) -> None:
    an_app(holder)
    key = tokens.new_token(holder, "on the lost phone", lasts=timedelta(days=90))
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        reader.force_login(clerk)
        form = {"decision": "grant", "identity_check": "video"}
        reader.post(f"/ways-back/{asked.id}/", form)
        assert state(asked) == "waiting"
        assert "way into your account in 72 hours" in post.texts(LOST)[-1]
        assert "was granted" in post.mails(NEW)[-1].text
        way_back.take_effect()
        holder.refresh_from_db()
        assert holder.email is None
        clock.shift(timedelta(hours=72, minutes=1))
        way_back.take_effect()
    after = Account.objects.get(id=holder.id)
    assert (after.email, after.phone, state(asked)) == (NEW, None, "done")
    assert not factors.has_factor(holder)
    assert tokens.account_of(key) is None
    assert holder.person_id
    entries = DocketEntry.objects.filter(stream_id=holder.person_id).order_by("seq")
    kinds = [entry.kind for entry in entries]
    assert kinds[1] == "WAY_BACK_GRANTED"
    assert kinds[-1] == "WAY_BACK_TAKEN"
    assert entries[1].actor == clerk.person_id


def test_the_holder_stops_what_they_did_not_ask_for(
    reader: Client, post: Post, clerk: Account, holder: Account, asked: WayBack
) -> None:
    way_back.grant(by=clerk, request_id=asked.id, identity_check="video")
    reader.force_login(holder)
    assert "Somebody asked for a way into this account" in reader.get("/account/").content.decode()
    reader.post(f"/account/ways-back/{asked.id}/stop/")
    assert state(asked) == "stopped"
    assert "stopped your request" in post.mails(NEW)[-1].text
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        way_back.take_effect()
    holder.refresh_from_db()
    assert holder.phone == LOST


def test_whoever_asks_again_says_it_anew_and_waits_for_one_answer(asked: WayBack) -> None:
    """F1: the last day is that of the first time."""
    elsewhere = a_court("粤0705")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        again = a_way_back(elsewhere, LOST, NEW)
    assert again.id == asked.id
    assert (again.court, again.due_on) == (elsewhere, asked.due_on)
    a_way_back(elsewhere, LOST, "third@abroad.example")
    assert WayBack.objects.count() == 2


def test_a_request_does_not_hide_behind_those_of_other_courts(
    clerk: Account, asked: WayBack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(way_back, "MOST_SHOWN", 1)
    other = a_way_back(a_court("粤0705"))
    WayBack.objects.filter(id=other.id).update(due_on=date(2020, 1, 1))
    assert way_back.waiting_at(clerk) == [asked]


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_whoever_asked_reads_the_answer_in_their_own_language(
    reader: Client, post: Post, clerk: Account, holder: Account, language: str
) -> None:
    """F1: not in the language of the officer, nor in that of the court's jobs."""
    with translation.override(language):
        request = a_way_back(a_court(), LOST, NEW)
        granted = _("Your request was granted. In 72 hours you can sign in with this address.")
        closed = _("The account was closed.")
    reader.cookies["language"] = "zh-hans"
    reader.force_login(clerk)
    reader.post(f"/ways-back/{request.id}/", {"decision": "grant", "identity_check": "video"})
    assert granted in post.mails(NEW)[-1].text
    Account.objects.filter(id=holder.id).update(is_active=False)
    with (
        time_machine.travel(datetime.now(UTC) + timedelta(days=4)),
        translation.override("zh-hans"),
    ):
        way_back.take_effect()
    assert closed in post.mails(NEW)[-1].text


def test_a_stranger_stops_nothing(reader: Client, clerk: Account, asked: WayBack) -> None:
    way_back.grant(by=clerk, request_id=asked.id, identity_check="video")
    reader.force_login(an_account("stranger@abroad.example"))
    reader.post(f"/account/ways-back/{asked.id}/stop/")
    assert state(asked) == "waiting"


def test_a_refusal_tells_its_reason(
    reader: Client, post: Post, clerk: Account, asked: WayBack
) -> None:
    reader.force_login(clerk)
    empty = reader.post(f"/ways-back/{asked.id}/", {"decision": "refuse"}).content.decode()
    assert "Say why" in empty
    reader.post(f"/ways-back/{asked.id}/", {"decision": "refuse", "reason": "The face differs."})
    assert state(asked) == "refused"
    assert "The face differs." in post.mails(NEW)[-1].text
    with pytest.raises(WrongStateError):
        way_back.grant(by=clerk, request_id=asked.id, identity_check="video")


def test_only_a_clerk_of_the_court_that_was_asked_decides(clerk: Account, asked: WayBack) -> None:
    elsewhere = a_member_of_staff(StaffRole.FILING_CLERK, a_court("粤0705"))
    with pytest.raises(NotPermittedError):
        way_back.grant(by=elsewhere, request_id=asked.id, identity_check="video")
    with pytest.raises(NotPermittedError):
        way_back.refuse(by=elsewhere, request_id=asked.id, reason="no")


def test_the_way_back_of_staff_is_their_administrators_to_decide(
    reader: Client, post: Post, clerk: Account
) -> None:
    judge = a_member_of_staff(StaffRole.JUDGE, a_court(), "judge@court.example")
    an_app(judge)
    request = a_way_back(a_court(), str(judge.email))
    elsewhere = a_member_of_staff(StaffRole.ADMINISTRATOR, a_court("粤0705"))
    for officer in (clerk, elsewhere, judge):
        with pytest.raises(NotPermittedError, match="administrator"):
            way_back.grant(by=officer, request_id=request.id, identity_check="counter")
        assert request not in way_back.waiting_at(officer)
    administrator = a_member_of_staff(StaffRole.ADMINISTRATOR, a_court())
    reader.force_login(administrator)
    assert "王（示例）" in reader.get("/ways-back/").content.decode()
    way_back.grant(by=administrator, request_id=request.id, identity_check="counter")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        way_back.take_effect()
    assert Account.objects.get(id=judge.id).email == NEW
    assert not factors.has_factor(judge)


def test_a_new_address_that_another_account_took_meanwhile_ends_the_request(
    post: Post, clerk: Account, holder: Account, asked: WayBack
) -> None:
    way_back.grant(by=clerk, request_id=asked.id, identity_check="video")
    an_account(NEW)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        way_back.take_effect()
    assert state(asked) == "refused"
    holder.refresh_from_db()
    assert holder.phone == LOST


def test_a_recovery_code_lets_a_party_in_and_the_account_is_told(
    reader: Client, post: Post, holder: Account
) -> None:
    code = factors.new_recovery_codes(by=holder)[0]
    form = {"address": "+1 (415) 555-0132", "code": code}
    page = reader.post("/sign-in/recovery-code/", form, follow=True).content.decode()
    assert "My matters" in page
    assert "with a recovery code" in post.texts(LOST)[-1]
    other = Client()
    other.cookies["language"] = "en"
    again = other.post("/sign-in/recovery-code/", form, follow=True).content.decode()
    assert "do not belong together" in again


def test_recovery_codes_cannot_be_guessed_on_and_on(
    reader: Client, post: Post, holder: Account
) -> None:
    code = factors.new_recovery_codes(by=holder)[0]
    for _try in range(10):
        last = reader.post("/sign-in/recovery-code/", {"address": LOST, "code": "00000000"})
    assert "do not belong together" in last.content.decode()
    form = {"address": LOST, "code": code}
    right = reader.post("/sign-in/recovery-code/", form)
    assert "Too many recovery codes" in right.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.1")
    assert elsewhere.post("/sign-in/recovery-code/", form).headers["Location"] == "/matters/"


def test_a_recovery_code_alone_does_not_let_staff_in(
    reader: Client, post: Post, clerk: Account
) -> None:
    code = factors.new_recovery_codes(by=clerk)[0]
    page = reader.post("/sign-in/recovery-code/", {"address": str(clerk.email), "code": code})
    assert "do not belong together" in page.content.decode()
