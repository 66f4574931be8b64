"""The language of a page: chosen, remembered, and the page kept."""

import pytest
from django.test import Client
from django.utils import translation

from support.makers import an_account
from yunqiao.court.filing.forms import currency_choices
from yunqiao.court.foundation.legal_words import place_choices
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.phones import countries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("chosen", "tag", "sentence"),
    [
        ("zh-hans", "zh-Hans", "也能打国内的官司"),
        ("zh-hant", "zh-Hant", "也能打國內的官司"),
        ("en", "en", "from where you live"),
    ],
)
def test_the_switch_keeps_the_page_and_changes_its_language(
    client: Client, chosen: str, tag: str, sentence: str
) -> None:
    answer = client.post("/language/", {"language": chosen, "next": "/?from=app"})
    assert answer.headers["Location"] == "/?from=app"
    page = client.get("/").content.decode()
    assert f'<html lang="{tag}"' in page
    assert sentence in page


def test_the_switch_prevails_over_the_language_of_the_link_that_led_here(client: Client) -> None:
    client.get("/?lang=en")
    answer = client.post("/language/", {"language": "zh-hans", "next": "/?lang=en&from=app"})
    assert answer.headers["Location"] == "/?from=app"
    assert 'lang="zh-Hans"' in client.get("/").content.decode()


@pytest.mark.parametrize("stranger", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_switch_leads_to_no_other_site(client: Client, stranger: str) -> None:
    answer = client.post("/language/", {"language": "en", "next": stranger})
    assert answer.headers["Location"] == "/"


def test_a_language_we_do_not_speak_changes_nothing(client: Client) -> None:
    assert "language" not in client.post("/language/", {"language": "xx", "next": "/"}).cookies


def test_a_link_names_a_language_and_it_is_remembered(client: Client) -> None:
    assert '<html lang="en"' in client.get("/?lang=en").content.decode()
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("asked", "tag"), [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("en-AU", "en")]
)
def test_the_browsers_language_is_taken_without_a_choice(
    client: Client, asked: str, tag: str
) -> None:
    page = client.get("/", headers={"Accept-Language": asked}).content.decode()
    assert f'<html lang="{tag}"' in page


@pytest.mark.parametrize(
    ("language", "country", "currency"),
    [
        ("zh-hans", "美国", "美元"),
        ("zh-hant", "美國", "美元"),
        ("en", "United States", "US Dollar"),
    ],
)
def test_places_and_currencies_are_named_in_the_readers_script(
    language: str, country: str, currency: str
) -> None:
    with translation.override(language):
        near = dict(countries()[0][1])
        assert country in near["US"]
        assert currency in dict(currency_choices())["USD"]
        assert country in dict(place_choices())["US"]


def test_a_place_with_an_accent_stands_among_its_letter() -> None:
    with translation.override("en"):
        names = [name for _code, name in place_choices()]
    assert names.index("Åland Islands") < names.index("Bahamas")


def test_the_description_of_the_api_follows_the_account_of_its_reader(client: Client) -> None:
    account = an_account()
    Account.objects.update(language="en")
    client.force_login(account)
    assert '<html lang="en"' in client.get("/api/").content.decode()
