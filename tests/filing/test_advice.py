"""Advice on courts and fees, on its page, inside a claim and through the API."""

from typing import Any

import pytest
from django.test import Client

from support.makers import a_court, an_account
from support.programs import Program
from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.directory.places import courts_in, province_in
from yunqiao.court.filing import drafts
from yunqiao.court.filing.advice import AdviceGiven, advise, known_from
from yunqiao.court.filing.models import ClaimDraft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def courts() -> dict[str, Court]:
    def made(code: str, zh: str, en: str, level: CourtLevel, above: Court | None) -> Court:
        return Court.objects.create(code=code, name_zh=zh, name_en=en, level=level, parent=above)

    high = made("粤", "广东省高级人民法院", "High Court of Guangdong", CourtLevel.HIGH, None)
    middle = made(
        "粤07", "江门市中级人民法院", "Jiangmen Intermediate Court", CourtLevel.INTERMEDIATE, high
    )
    basic = [
        made(f"粤070{number}", f"江门市{zh}人民法院", f"{en} Court", CourtLevel.BASIC, middle)
        for number, zh, en in (
            (3, "蓬江区", "Pengjiang District"),
            (5, "新会区", "Xinhui District"),
        )
    ]
    elsewhere = made("闽0203", "厦门市思明区人民法院", "Siming Court", CourtLevel.BASIC, None)
    return {court.code: court for court in (high, middle, *basic, elsewhere)}


def given(**facts: Any) -> AdviceGiven:
    return AdviceGiven.model_validate({"dispute": "contract", **facts})


AT_HOME = {"defendant_domiciled_in_china": True, "arbitration_agreement": False}


@pytest.mark.parametrize(
    ("place", "province"),
    [
        ("广东省江门市蓬江区", "Guangdong"),
        ("Jiangmen, Guangdong Province", "Guangdong"),
        ("蓬江区港口一路", "Guangdong"),
        ("廣東省江門市", "Guangdong"),
        ("蓬江區", "Guangdong"),
        ("Pengjiang", "Guangdong"),
        ("1 Example Street, Los Angeles", ""),
    ],
)
def test_a_place_in_any_words_names_its_province(
    courts: dict[str, Court], place: str, province: str
) -> None:
    assert province_in(place) == province


@pytest.mark.parametrize(
    ("level", "place", "codes"),
    [
        ("basic", "江门市蓬江区", ["粤0703"]),
        ("basic", "广东省", ["粤0703", "粤0705"]),
        ("intermediate", "江门市新会区", ["粤07"]),
        ("high", "江门市", ["粤"]),
        ("supreme", "江门市", []),
    ],
)
def test_the_courts_of_a_level_nearest_the_place_come_alone(
    courts: dict[str, Court], level: str, place: str, codes: list[str]
) -> None:
    assert [court.code for court in courts_in("Guangdong", level, place)] == codes


def test_a_defendant_at_home_is_sued_at_home_at_the_level_of_the_amount(
    courts: dict[str, Court],
) -> None:
    """F6: the court of the domicile, with its article, by level and amount."""
    small = advise(given(**AT_HOME, place="江门市蓬江区", amount="39999999.99"))
    assert [ground.at for ground in small.grounds] == ["defendants_domicile"]
    assert "22" in small.grounds[0].citation
    assert (small.level, [court.code for court in small.courts]) == ("basic", ["粤0703"])
    assert small.missing == ()
    large = advise(given(**AT_HOME, place="江门市蓬江区", amount="40000000"))
    assert (large.level, [court.code for court in large.courts]) == ("intermediate", ["粤07"])


def test_a_defendant_abroad_is_sued_where_something_connects(courts: dict[str, Court]) -> None:
    abroad = {"defendant_domiciled_in_china": False, "arbitration_agreement": False}
    nothing = advise(given(**abroad))
    assert (nothing.code, nothing.missing) == ("NO_JURISDICTION", ("points",))
    signed = advise(given(**abroad, points=["place_of_signing", "place_of_performance"]))
    assert [ground.at for ground in signed.grounds] == ["place_of_signing", "place_of_performance"]
    assert signed.missing == ("place", "amount")


def test_exclusive_jurisdiction_goes_before_a_choice(courts: dict[str, Court]) -> None:
    chosen = {"chosen": "foreign_court", "chosen_in_writing": True}
    lease = "lease_construction_land_or_policy_housing_in_china"
    advice = advise(given(**AT_HOME, **chosen, subject=lease))
    assert [ground.at for ground in advice.grounds] == ["immovable"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"arbitration_agreement": True}, "ARBITRATION"),
        ({**AT_HOME, "chosen": "foreign_court", "chosen_in_writing": True}, "MAY_DECLINE"),
        ({**AT_HOME, "chosen": "chinese_court", "chosen_in_writing": True}, "CHINESE_COURT"),
    ],
)
def test_an_agreement_is_heeded(courts: dict[str, Court], facts: Any, code: str) -> None:
    assert advise(given(**facts)).code == code


def test_what_a_draft_says_is_taken_over(courts: dict[str, Court]) -> None:
    content = {
        "claimants": [{"country": "US"}],
        "defendants": [{"country": "CN", "address": "广东省江门市"}],
        "requests": [{"amount": "100", "currency": "CNY"}, {"amount": "0.5"}, {"amount": None}],
        "case": {"cause": "继承纠纷", "court": ""},
    }
    known = AdviceGiven.model_validate(known_from(content))
    assert str(known.amount) == "100.5"
    assert known.place == "广东省江门市"
    assert (known.defendant_domiciled_in_china, known.plaintiff_lives_in_china) == (True, False)
    assert known.subject.value == "succession"
    mixed = known_from({"requests": [{"amount": "100", "currency": "USD"}]})
    assert "amount" not in mixed


@pytest.mark.parametrize(
    ("cause", "dispute"),
    [
        ("离婚纠纷", "personal_status"),
        ("离婚后财产纠纷", "property"),
        ("Sale of goods", "contract"),
        ("机动车交通事故侵权", "tort"),
    ],
)
def test_the_words_of_the_cause_suggest_its_kind(cause: str, dispute: str) -> None:
    assert known_from({"case": {"cause": cause}})["dispute"].value == dispute


def test_the_page_advises_a_visitor_in_each_language(
    client: Client, courts: dict[str, Court]
) -> None:
    """F6: before signing in; it says that it is advice."""
    asked = {"dispute": "contract", "defendant_domiciled_in_china": "true"}
    asked |= {"arbitration_agreement": "false", "place": "江门市蓬江区", "amount": "12,500"}
    english = client.get("/advice/court/", asked | {"lang": "en"}).content.decode()
    assert "Pengjiang District Court" in english
    assert "the court you file with decides" in english
    assert "112.50 CNY" in english
    for language in ("zh-hans", "zh-hant"):
        page = client.get("/advice/court/", asked | {"lang": language}).content.decode()
        assert "江门市蓬江区人民法院" in page
        assert "the court you file with decides" not in page
    empty = client.get("/advice/court/", {"place": "x", "lang": "en"})
    assert "Choose one." in empty.content.decode()


@pytest.fixture
def draft(client: Client) -> ClaimDraft:
    account = an_account()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["language"] = "en"
    draft = drafts.start(by=account, language="en")
    content = [{"country": "CN", "address": "广东省江门市新会区", "name": "B"}]
    drafts.save(draft=draft, section="defendants", content=content)
    drafts.save(draft=draft, section="requests", content=[{"text": "Pay.", "amount": "500"}])
    return draft


def test_the_court_s_question_shows_advice_from_what_is_typed(
    client: Client, courts: dict[str, Court], draft: ClaimDraft
) -> None:
    """F6: inside the claim; a court can be taken over into the answer."""
    place = f"/filing/drafts/{draft.id}/case/"
    assert "A few questions tell" in client.get(place).content.decode()
    assert "50.00 CNY" in client.get(place).content.decode()
    drafts.save(draft=draft, section="case", content={"cause": "Loan", "court": "闽0203"})
    beside = client.get(place).content.decode()
    assert "Take Xinhui District Court" in beside
    assert "neither on arbitration" in beside
    page = client.get(f"/advice/court/?draft={draft.id}").content.decode()
    assert "广东省江门市新会区" in page
    asked = f"/advice/court/?draft={draft.id}&dispute=contract&arbitration_agreement=false"
    asked += "&defendant_domiciled_in_china=true&place=江门市新会区&amount=500"
    advised = client.get(asked).content.decode()
    assert f"{place}?court=%E7%B2%A40705" in advised
    taken = client.get(f"{place}?court=粤0705").content.decode()
    assert '<option value="粤0705" selected>' in taken


@pytest.mark.parametrize("named", ["no-id", "01a20079-6a79-77db-a361-39a627f690de"])
def test_a_draft_of_another_s_tells_nothing(client: Client, named: str) -> None:
    assert client.get(f"/advice/court/?draft={named}").context["draft"] is None


def test_a_stranger_s_draft_is_not_read(client: Client, draft: ClaimDraft) -> None:
    stranger = Client()
    stranger.force_login(an_account(), "allauth.account.auth_backends.AuthenticationBackend")
    for reader in (Client(), stranger):
        page = reader.get(f"/advice/court/?draft={draft.id}")
        assert page.context["draft"] is None
        assert "新会区" not in page.content.decode()


def test_programs_ask_for_advice_and_fees_without_a_token(courts: dict[str, Court]) -> None:
    """X3, F6."""
    program = Program()
    program.token = "none"
    body = {"dispute": "contract", **AT_HOME, "place": "江门市蓬江区", "amount": "12500"}
    advice = program.post("advice/court", body).json()
    assert [court["code"] for court in advice["courts"]] == ["粤0703"]
    assert (advice["outcome"], advice["fee"]["amount"]) == ("yes", "112.50")
    requests = [{"text": "Pay.", "amount": "100", "currency": "USD"}]
    foreign = program.post("advice/fee", {"requests": requests}).json()
    assert (foreign["amount"], foreign["missing"]) == (None, ["claims[0].rate"])
    wrong = program.post("advice/court", {"dispute": "contract", "points": ["moon"]})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/points/0")


def test_the_court_of_a_closed_list_is_not_advised(courts: dict[str, Court]) -> None:
    Court.objects.filter(code="粤0703").update(takes_filings=False)
    advice = advise(given(**AT_HOME, place="江门市蓬江区", amount="5"))
    assert [court.code for court in advice.courts] == ["粤0705"]
    a_court("闽0203")
