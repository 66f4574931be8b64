"""F1: signing up and in by the mobile number of any country alone."""

import pytest
from django.core.cache import cache
from django.test import Client

from support.post import LONG_CODE, Post
from yunqiao.court.identity.messages import take_report
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.phones import (
    NotAMobileNumberError,
    countries,
    country_of,
    masked,
    read_number,
    written_number,
)
from yunqiao.court.identity.records import Message
from yunqiao.gateways.sms.port import DeliveryReport, Outcome

pytestmark = pytest.mark.django_db
ME = "+14155550132"


def ask(reader: Client, phone: str = ME, country: str = "US") -> str:
    form = {"country": country, "phone": phone}
    return reader.post("/sign-in/phone/", form, follow=True).content.decode()


def give(reader: Client, code: str) -> str:
    form = {"code": code, "action": "verify"}
    return reader.post("/sign-in/code/", form, follow=True).content.decode()


def test_a_number_alone_opens_an_account_with_a_person_and_signs_in_again(
    reader: Client, post: Post
) -> None:
    """F1: register with any country's mobile number alone, confirmed by a code."""
    assert "+1 415-555-0132" in ask(reader)
    assert "My matters" in give(reader, post.text_code())
    account = Account.objects.get(phone=ME)
    assert account.person_id
    assert account.email is None
    again = Client(headers={"Accept-Language": "en"})
    ask(again)
    assert "My matters" in give(again, post.text_code())
    assert Account.objects.get() == account


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("(415) 555-0132", "US", ME),
        ("+1 415 555 0132", "CN", ME),
        ("0014155550132", "CN", ME),
        ("＋１ ４１５ ５５５ ０１３２", "CN", ME),
        ("138 0013 8000", "CN", "+8613800138000"),
        ("0491 570 156", "AU", "+61491570156"),
        ("9123 4567", "HK", "+85291234567"),
        ("+852 9123 4567", "US", "+85291234567"),
        ("07911 123456", "GB", "+447911123456"),
    ],
)
def test_a_number_is_read_as_it_is_written_at_home_or_pasted_whole(
    written: str, country: str, number: str
) -> None:
    assert read_number(written, country) == number


@pytest.mark.parametrize(
    "written", ["", "abc", "12", "+", "+999123456789", "5" * 30, "+86 10 6255 0123"]
)
def test_what_is_no_mobile_number_is_told_in_a_sentence(
    reader: Client, post: Post, written: str
) -> None:
    page = ask(reader, written)
    assert "govuk-error-summary" in page
    assert post.texts() == []


def test_a_landline_is_told_to_use_e_mail() -> None:
    with pytest.raises(NotAMobileNumberError):
        read_number("+86 10 6255 0123", "CN")


def test_every_country_is_offered_and_the_device_says_which_one_first(reader: Client) -> None:
    groups = dict(countries())
    assert sum(len(choices) for choices in groups.values()) > 240
    reader.cookies["tz"] = "Australia%2FSydney"
    assert '<option value="AU" selected>' in reader.get("/sign-in/phone/").content.decode()
    assert country_of(None) == "US"


def test_a_number_is_shown_readably_and_masked_where_others_see_it() -> None:
    assert written_number("+8613800138000") == "+86 138 0013 8000"
    assert masked("+8613800138000") == "+86…00"
    assert masked("anna@example.org") == "a…@example.org"


def test_a_number_nobody_uses_and_one_somebody_does_are_answered_alike(
    reader: Client, post: Post
) -> None:
    ask(reader)
    give(reader, post.text_code())
    known, unknown = Client(), Client()
    for client in (known, unknown):
        client.cookies["language"] = "en"
    pages = ask(known, ME), ask(unknown, "+14155550133")
    plain = [page.replace("0133", "0132") for page in pages]
    assert [len(page) for page in plain] == [len(plain[0])] * 2


def test_texts_are_limited_per_number_and_say_how_long_to_wait(reader: Client, post: Post) -> None:
    for _ in range(5):
        ask(reader)
    assert "Too many tries. Wait ten minutes" in ask(reader)
    assert len(post.texts()) == 5


def test_texts_are_limited_per_network_address(reader: Client, post: Post) -> None:
    for number in range(10):
        ask(reader, f"+1415555013{number}")
    assert "Too many tries. Wait ten minutes" in ask(reader, "+14155550140")
    assert len(post.texts()) == 10


def a_browser(network: str) -> Client:
    client = Client(REMOTE_ADDR=network)
    client.cookies["language"] = "en"
    return client


def test_six_digits_cannot_be_guessed_from_many_browsers(reader: Client, post: Post) -> None:
    """F1: ten tries in 24 hours for a number; after them even the right six digits are void."""
    ask(reader)
    code = post.text_code()
    for number in range(2):
        stranger = a_browser(f"192.0.2.{number}")
        ask(stranger)
        for _ in range(5):
            assert "This code is void" not in give(stranger, "000000")
    assert "This code is void" in give(reader, code)
    assert reader.get("/matters/").status_code == 302


def test_whoever_reads_the_texts_gets_in_with_a_new_code_whatever_strangers_type(
    reader: Client, post: Post
) -> None:
    """F1: nobody can lock out somebody else."""
    for number in range(3):
        stranger = a_browser(f"192.0.2.{number}")
        for _ in range(5):
            ask(stranger)
            for _ in range(5):
                give(stranger, "000000")
    assert "+1 415-555-0132" in ask(reader)
    code = LONG_CODE.search(post.texts()[-1])
    assert code
    assert "My matters" in give(reader, code[0])


def test_a_network_that_asked_too_often_leaves_the_others_free(reader: Client, post: Post) -> None:
    stranger = a_browser("192.0.2.1")
    for _ in range(6):
        last = ask(stranger)
    assert "Too many tries" in last
    ask(reader)
    assert "My matters" in give(reader, post.text_code())


def test_tries_are_counted_still_after_many_other_things_were(reader: Client, post: Post) -> None:
    for _ in range(5):
        ask(reader)
    for number in range(400):
        cache.set(f"zz{number}", 1)
    assert "Too many tries" in ask(reader)


def test_a_barred_number_is_told_on_the_page_that_waits(reader: Client, post: Post) -> None:
    post.sms.refused.add(ME)
    ask(reader)
    post.hand_over()
    state = reader.get("/sign-in/code/state/")
    assert "It was not accepted there" in state.content.decode()
    assert state.status_code == 286


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.DELIVERED, "It has arrived on your phone"),
        (Outcome.UNDELIVERED, "The network could not deliver it"),
    ],
)
def test_a_report_of_delivery_shows_on_the_page_and_the_text_is_erased(
    reader: Client, post: Post, outcome: Outcome, sentence: str
) -> None:
    ask(reader)
    post.hand_over()
    assert "on its way" in reader.get("/sign-in/code/state/").content.decode()
    headers, body = post.sms.report(str(Message.objects.get().id), outcome)
    assert (
        reader.post("/api/v1/sms/reports", body, "application/json", headers=headers).status_code
        == 204
    )
    assert sentence in reader.get("/sign-in/code/state/").content.decode()
    assert Message.objects.get().text == ""


def test_a_report_before_the_carriers_answer_is_noted_stands(reader: Client, post: Post) -> None:
    ask(reader)
    key = str(Message.objects.get().id)
    take_report(report=DeliveryReport(key, Outcome.DELIVERED, "delivered"))
    post.hand_over()
    assert Message.objects.get().state == "delivered"


def test_a_report_of_nothing_we_know_changes_nothing(post: Post) -> None:
    for key in ("no id", "00000000-0000-7000-8000-000000000000"):
        take_report(report=DeliveryReport(key, Outcome.DELIVERED, "delivered"))
    assert not Message.objects.exists()
