"""An address proved for one thing proves nothing else, and proves it once."""

import pytest
from django.test import Client

from support.english import in_english
from support.makers import a_court, a_member_of_staff, an_account
from support.people import a_party
from support.post import Post
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.proposing import PROPOSED
from yunqiao.court.identity.records import WayBack

__all__ = ["in_english"]

pytestmark = pytest.mark.django_db
NEW = "new@abroad.example"


@pytest.fixture
def me(post: Post) -> Account:
    a_member_of_staff(StaffRole.FILING_CLERK, a_court())
    return a_party()


@pytest.fixture
def signed_in(reader: Client, me: Account) -> Client:
    reader.force_login(me)
    return reader


def ask_for_a_way_back(reader: Client) -> None:
    form = {
        "lost": "+1 415 555 0132",
        "offered": NEW,
        "name": "王（示例）",
        "court": str(a_court().id),
        "explanation": "The phone is lost.",
    }
    reader.post("/sign-in/officer/", form)


def test_whoever_asked_for_a_way_back_cannot_add_its_address_to_the_account(
    signed_in: Client, me: Account, post: Post
) -> None:
    """F1: asking for a way back needs no second factor; changing an account does."""
    ask_for_a_way_back(signed_in)
    answer = signed_in.post("/account/confirm/", {"code": post.code()})
    assert answer.headers["Location"] == "/account/"
    me.refresh_from_db()
    assert me.email == "party@abroad.example"


def test_an_address_for_the_account_proves_none_for_a_way_back(
    signed_in: Client, post: Post
) -> None:
    ask_for_a_way_back(signed_in)
    signed_in.post("/account/e-mail/", {"email": "other@abroad.example"})
    answer = signed_in.post("/sign-in/officer/code/", {"code": post.code()})
    assert answer.headers["Location"] == "/sign-in/officer/"
    assert not WayBack.objects.exists()


def test_a_code_is_used_up_once_it_proved_an_address(
    signed_in: Client, me: Account, post: Post
) -> None:
    signed_in.post("/account/e-mail/", {"email": NEW})
    signed_in.post("/account/confirm/", {"code": post.code()})
    me.refresh_from_db()
    assert me.email == NEW
    assert PROPOSED not in signed_in.session
    ask_for_a_way_back(signed_in)
    signed_in.post("/sign-in/officer/code/", {"code": post.code()})
    assert WayBack.objects.get().offered == NEW
    assert PROPOSED not in signed_in.session


def test_a_code_is_used_up_though_another_account_has_the_address(
    signed_in: Client, post: Post
) -> None:
    an_account("taken@abroad.example")
    signed_in.post("/account/e-mail/", {"email": "taken@abroad.example"})
    told = signed_in.post("/account/confirm/", {"code": post.code()}).content.decode()
    assert "to another account" in told
    assert PROPOSED not in signed_in.session


def test_six_digits_for_an_address_are_void_after_ten_tries(signed_in: Client, post: Post) -> None:
    for _ in range(2):
        signed_in.post("/account/e-mail/", {"email": NEW})
        for _ in range(5):
            last = signed_in.post("/account/confirm/", {"code": "000000"}).content.decode()
        assert "Too many wrong codes were typed. Ask for a new one." in last
    signed_in.post("/account/e-mail/", {"email": NEW})
    code = post.code()
    assert len(code) == len("BCDF-GHJK")
    assert signed_in.post("/account/confirm/", {"code": code}).headers["Location"] == "/account/"
