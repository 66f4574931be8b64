"""K1, K2: a court is administered on pages; every change stands in its stream, none is lost unseen."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from support.courts import a_division, a_post, a_tree, change
from support.makers import an_account
from support.workers import work
from yunqiao.court.administration import entries
from yunqiao.court.administration.facts import FEES_OF_COURT, FEES_OF_PROVINCE
from yunqiao.court.administration.providers import NO_NUMBER, NO_PAPER
from yunqiao.court.administration.words import LETTERS
from yunqiao.court.directory.calendars import calendar_of
from yunqiao.court.directory.models import Closure, Counter, Court, LetterText
from yunqiao.court.directory.settings import EXAMINE_OWN, NO, YES, rule
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, Post, StaffRole
from yunqiao.court.identity.staff import holds_post
from yunqiao.gateways.immigration.fake import FakeRegister
from yunqiao.gateways.immigration.port import Answer, ImmigrationRegister, Verdict
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind
from yunqiao.gateways.sms.fake import FakeSms
from yunqiao.gateways.sms.port import SmsGateway
from yunqiao.law.rows import rows

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(seen|key|confirmed)" value="([^"]*)"')


@pytest.fixture
def court() -> Court:
    return a_tree()[2]


@pytest.fixture
def administrator(court: Court) -> Account:
    return a_post(StaffRole.ADMINISTRATOR, court)


@pytest.fixture
def office(administrator: Account) -> Client:
    return reader(administrator)


def reader(account: Account) -> Client:
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(account)
    return client


def save(office: Client, at: str, /, **values: str) -> str:
    """Open a page of administration, give it these values, confirm where it asks; what it says."""
    shown = office.get(at).content.decode()
    for _ in range(2):
        answer = office.post(at, {**dict(HIDDEN.findall(shown)), **values}, follow=True)
        shown = answer.content.decode()
        if 'name="confirmed"' not in shown:
            break
    return shown


def kinds(court: Court) -> list[str]:
    entries_ = DocketEntry.objects.filter(stream_id=court.id).order_by("seq")
    return list(entries_.values_list("kind", flat=True))


def test_a_counter_is_added_and_the_history_says_by_whom_from_what_to_what(
    office: Client, court: Court, administrator: Account
) -> None:
    """K1, K2."""
    counter = {
        "name_zh": "立案大厅",
        "name_en": "Filing hall",
        "address": "示例路1号",
        "opens": "09:00",
        "closes": "17:00",
    }
    said = save(office, f"/administration/{court.id}/counters/new/", **counter)
    assert "It stands in the history" in said
    assert Counter.objects.get(court=court).name_en == "Filing hall"
    history = office.get(f"/administration/{court.id}/history/").content.decode()
    assert "Filing hall" in history
    assert str(administrator) in history


def test_a_change_is_taken_back_by_another_change(office: Client, court: Court) -> None:
    """K2."""
    address = f"/administration/{court.id}/details/court/"
    given = {"level": "basic", "parent": "粤07", "time_zone": "Asia/Shanghai"}
    given |= {"takes_filings": "on", "name_zh": court.name_zh}
    save(office, address, name_en="A new name", **given)
    history = office.get(f"/administration/{court.id}/history/").content.decode()
    back = re.search(r'href="([^"]+\?again=[^"]+)"', history)
    assert back
    before = office.get(back[1]).content.decode()
    assert f'value="{court.name_en}"' in before
    save(office, address, name_en=court.name_en, **given)
    court.refresh_from_db()
    assert court.name_en == "Court 粤0703"
    assert kinds(court) == [entries.COURT_CHANGED] * 2


def test_of_two_administrators_the_second_is_told_and_overwrites_nothing(
    office: Client, court: Court, administrator: Account
) -> None:
    address = f"/administration/{court.id}/rules/{EXAMINE_OWN}/"
    shown = dict(HIDDEN.findall(office.get(address).content.decode()))
    change(administrator, court, "rules", EXAMINE_OWN, value=YES, since="2026-01-01")
    said = office.post(address, {**shown, "value": NO, "since": "2026-01-01"}).content.decode()
    assert "Somebody changed this in the meantime" in said
    assert rule(court, EXAMINE_OWN, court_date(now())) == YES


def test_the_same_page_sent_twice_changes_once(office: Client, court: Court) -> None:
    address = f"/administration/{court.id}/divisions/new/"
    shown = dict(HIDDEN.findall(office.get(address).content.decode()))
    sent = {**shown, "name_zh": "民一庭", "name_en": "First Civil Division", "kind": "trial"}
    office.post(address, sent)
    office.post(address, sent)
    assert kinds(court) == [entries.DIVISION_CHANGED]


@pytest.mark.django_db(transaction=True)
def test_somebody_is_given_a_post_and_invited_and_their_post_ends_but_stays(
    office: Client, court: Court
) -> None:
    """K2."""
    mail = FakeMail()
    bind(MailGateway, mail)  # type: ignore[type-abstract]
    today = court_date(now())
    address = f"/administration/{court.id}/staff/"
    since = str(today - timedelta(days=7))
    given = {"email": "New.Clerk@court.example", "role": "filing_clerk", "since": since}
    save(office, f"{address}new/", **given)
    work()
    assert [one.to for one in mail.sent] == ["new.clerk@court.example"]
    assert kinds(court) == [entries.POST_CHANGED, entries.INVITATION_SENT]
    post = Post.objects.get(account__email="new.clerk@court.example")
    assert holds_post(post.account, court.id, StaffRole.FILING_CLERK)
    yesterday = str(today - timedelta(days=1))
    assert "ends today at the earliest" in save(office, f"{address}{post.id}/", until=yesterday)
    save(office, f"{address}{post.id}/", until=str(today))
    work()
    post.refresh_from_db()
    assert (post.until, len(mail.sent)) == (today, 1)


def test_nobody_ends_their_own_administration(
    office: Client, court: Court, administrator: Account
) -> None:
    own = Post.objects.get(account=administrator)
    address = f"/administration/{court.id}/staff/{own.id}/"
    assert "Ask another administrator" in save(office, address, until="2099-01-01")


def test_the_post_of_a_holder_without_e_mail_ends_like_any_other(
    office: Client, court: Court
) -> None:
    """K1: whoever signs in by mobile number alone may hold a post."""
    clerk = a_post(StaffRole.FILING_CLERK, court)
    Account.objects.filter(id=clerk.id).update(email=None, phone="+14155550132")
    post = Post.objects.get(account=clerk)
    address = f"/administration/{court.id}/staff/{post.id}/"
    assert "+14155550132" in office.get(address).content.decode()
    today = court_date(now())
    assert "It stands in the history" in save(office, address, until=str(today))
    post.refresh_from_db()
    assert (post.until, post.account) == (today, clerk)


def test_a_change_of_a_post_opens_no_account_and_ends_that_of_a_closed_one(
    office: Client, court: Court
) -> None:
    """K1: a holder whose account was closed keeps no post that nobody can end."""
    clerk = a_post(StaffRole.FILING_CLERK, court)
    Account.objects.filter(id=clerk.id).update(is_active=False)
    post, accounts = Post.objects.get(account=clerk), Account.objects.count()
    address = f"/administration/{court.id}/staff/{post.id}/"
    assert "It stands in the history" in save(office, address, until=str(court_date(now())))
    assert Account.objects.count() == accounts


def test_nobody_ends_their_own_administration_under_another_address(
    office: Client, court: Court, administrator: Account
) -> None:
    """K1: whose post it is goes by the account, not by its address of that day."""
    own = Post.objects.get(account=administrator)
    Account.objects.filter(id=administrator.id).update(email=None, phone="+14155550132")
    address = f"/administration/{court.id}/staff/{own.id}/"
    assert "Ask another administrator" in save(office, address, until="2099-01-01")


@pytest.mark.parametrize(
    ("topic", "values", "sentence"),
    [
        ("counters", {"opens": "17:00", "closes": "09:00"}, "closes later than it opens"),
        (
            "closures",
            {"first_day": "2026-12-31", "last_day": "2026-12-01"},
            "The last day comes after the first",
        ),
        (
            "closures",
            {"first_day": "2026-01-01", "last_day": "2028-01-01"},
            "shorter than a year",
        ),
        ("closures", {"first_day": "soon"}, "for example 2026-12-31"),
        ("staff", {"email": "somebody"}, "Write the whole e-mail address"),
        ("divisions", {"kind": "none"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_by_a_sentence(
    office: Client, court: Court, topic: str, values: dict[str, str], sentence: str
) -> None:
    assert sentence in save(office, f"/administration/{court.id}/{topic}/new/", **values)
    assert kinds(court) == []


def test_a_fee_lies_within_the_range_of_the_measures_and_only_its_court_sets_it(
    court: Court, office: Client
) -> None:
    """K1: the province's fees at the high court, the court's own at each court."""
    high = a_tree()[0]
    above = reader(a_post(StaffRole.ADMINISTRATOR, high))
    address = f"/administration/{high.id}/fees/divorce_base/"
    said = save(above, address, value="301", since="2026-01-01")
    assert "50 to 300 yuan" in said
    assert "It stands in the history" in save(above, address, value="150", since="2026-01-01")
    assert office.get(f"/administration/{court.id}/fees/divorce_base/").status_code == 404


def test_the_amounts_of_the_province_are_shown_and_cannot_be_set(
    office: Client, court: Court
) -> None:
    """K1: thresholds."""
    shown = office.get(f"/administration/{court.id}/fees/").content.decode()
    assert "40,000,000.00 CNY" in shown
    assert "no court can change them" in shown


def test_the_fees_a_court_may_set_are_those_of_the_table() -> None:
    left_open = {
        row["kind"]: row["who_sets_within_range"]
        for row in rows("fee_flat.csv")
        if row["who_sets_within_range"] in {"province", "court"}
    }
    assert left_open == {
        **dict.fromkeys(FEES_OF_PROVINCE, "province"),
        **dict.fromkeys(FEES_OF_COURT, "court"),
    }


def test_the_next_case_number_is_shown_and_no_page_sets_a_counter(
    office: Client, court: Court
) -> None:
    shown = office.get(f"/administration/{court.id}/numbering/").content.decode()
    assert "粤0703民初1号" in shown
    form = office.get(f"/administration/{court.id}/numbering/民初/").content.decode()
    card = form[form.index('<form class="card"') : form.index("</main>")]
    asked = {"csrfmiddlewaretoken", "value", "since", "seen", "key"}
    assert set(re.findall(r'name="(\w+)"', card)) == asked
    said = save(
        office, f"/administration/{court.id}/numbering/民初/", value="no", since="2026-01-01"
    )
    assert "Stop the filings first" in said


def test_a_year_comes_from_a_file_and_the_court_counts_by_it(office: Client, court: Court) -> None:
    """K2: the working calendar of the next year."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(
        "2027.csv", b"date,kind\n2027-01-01,off\n2027-01-02,work\n2027-05-05,closed\n"
    )
    shown = office.post(f"/administration/{court.id}/years/2027/import/", {"file": file})
    text = shown.content.decode()
    assert "2027-01-02" in text
    days = {"off": "2027-01-01", "work": "2027-01-02", "source": "国办发明电〔2026〕1号"}
    save(office, f"/administration/{court.id}/years/2027/", **days)
    court.refresh_from_db()
    calendar = calendar_of(court)
    assert calendar.is_rest_day(date(2027, 1, 1))
    assert not calendar.is_rest_day(date(2027, 1, 2))
    exported = office.get(f"/administration/{court.id}/years/2027/calendar.csv").content.decode()
    assert exported.split() == ["date,kind", "2027-01-01,off", "2027-01-02,work"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a,b\n1,2\n", b"date,kind\n2027-01-01,feast\n"])
def test_a_file_that_is_no_calendar_is_refused_by_a_sentence(
    office: Client, court: Court, content: bytes
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = f"/administration/{court.id}/years/2027/import/"
    answer = office.post(address, {"file": SimpleUploadedFile("x.csv", content)}, follow=True)
    assert "columns date and kind" in answer.content.decode()


@pytest.mark.parametrize("line", ["2026-01-01", "1 January", "2027-02-30"])
def test_a_line_that_is_no_day_of_the_year_is_named(
    office: Client, court: Court, line: str
) -> None:
    said = save(office, f"/administration/{court.id}/years/2027/", off=line, source="x")
    assert "is no day of 2027" in said


def test_the_courts_words_in_a_letter_are_versions_and_stand_in_the_sample(
    office: Client, court: Court
) -> None:
    """K1: templates."""
    address = f"/administration/{court.id}/letters/notice_of_acceptance/"
    assert "in both languages" in save(office, address, text_zh="请提前到庭。")
    save(office, address, text_zh="请提前到庭。", text_en="Please come early.")
    save(office, address, text_zh="请提前到庭等候。", text_en="Please come early and wait.")
    versions = LetterText.objects.filter(court=court).order_by("version")
    assert list(versions.values_list("version", flat=True)) == [1, 2]
    preview = office.get(f"/administration/{court.id}/letters/notice_of_acceptance/preview.pdf")
    assert preview.content.startswith(b"%PDF")


@pytest.mark.parametrize("letter", LETTERS)
def test_an_administrator_sees_a_sample_of_every_letter(
    office: Client, court: Court, letter: str
) -> None:
    """K2: what is missing in the sample is missing on the page, not in a letter of the court."""
    preview = office.get(f"/administration/{court.id}/letters/{letter}/preview.pdf")
    assert preview.content.startswith(b"%PDF")


def test_providers_are_asked_and_a_test_message_is_recorded(office: Client, court: Court) -> None:
    mail = FakeMail()
    bind(MailGateway, mail)  # type: ignore[type-abstract]
    address = f"/administration/{court.id}/providers/"
    assert office.get(address).status_code == 200
    said = office.post(f"{address}message/", {"email": "me@court.example"}, follow=True)
    assert "took the message" in said.content.decode()
    assert [one.to for one in mail.sent] == ["me@court.example"]
    assert kinds(court) == [entries.TEST_MESSAGE_SENT]
    history = office.get(f"/administration/{court.id}/history/").content.decode()
    assert "me@court.example" in history


@pytest.mark.parametrize("works", [True, False])
def test_every_provider_says_what_it_answers_now(
    office: Client, court: Court, settings: Settings, *, works: bool
) -> None:
    """K1: the carrier by a number that cannot exist, the register by a paper nobody has."""
    settings.SMS_URL = "http://court:secret@carrier.example"
    carrier, register = FakeSms(), FakeRegister()
    carrier.refused.add(NO_NUMBER)
    carrier.is_down, register.is_up = not works, works
    unknown = Answer(verdict=Verdict.UNKNOWN_DOCUMENT, reference="1")
    register.answers[NO_PAPER] = unknown
    bind(SmsGateway, carrier)  # type: ignore[type-abstract]
    bind(ImmigrationRegister, register)  # type: ignore[type-abstract]
    page = unescape(office.post(f"/administration/{court.id}/providers/").content.decode())
    assert ("It answers: 422 number_barred" in page) == works
    assert ("It answers: unknown" in page) == works
    assert ("It does not answer: the carrier is down" in page) != works
    assert ("It does not answer: the register does not answer" in page) != works
    assert "carrier.example" in page
    assert "secret" not in page
    assert carrier.sent == []


def test_a_court_is_entered_below_another_with_a_stream_of_its_own() -> None:
    """K1."""
    _, middle, _ = a_tree()
    office = reader(a_post(StaffRole.ADMINISTRATOR, middle))
    address = f"/administration/{middle.id}/courts-below/new/"
    given = {"code": "粤0704", "name_zh": "江海区人民法院", "name_en": "Jianghai", "level": "basic"}
    save(office, address, **given)
    made = Court.objects.get(code="粤0704")
    assert (made.parent, made.takes_filings) == (middle, False)
    assert kinds(made) == [entries.COURT_CHANGED]
    assert "Another court has this mark" in save(office, address, **given)


def test_an_administrator_sees_their_court_and_those_below_and_no_other() -> None:
    high, middle, basic = a_tree()
    office = reader(a_post(StaffRole.ADMINISTRATOR, middle))
    assert office.get(f"/administration/{basic.id}/").status_code == 200
    assert office.get(f"/administration/{high.id}/").status_code == 403
    listed = office.get("/administration/").content.decode()
    assert (str(basic.id) in listed, str(high.id) in listed) == (True, False)


def test_a_court_never_stands_below_itself(office: Client, court: Court) -> None:
    _, middle, _ = a_tree()
    above = reader(a_post(StaffRole.ADMINISTRATOR, middle))
    given = {"level": "intermediate", "time_zone": "Asia/Shanghai", "parent": court.code}
    given |= {"name_zh": "甲", "name_en": "A"}
    said = save(above, f"/administration/{middle.id}/details/court/", **given)
    assert "Select a valid choice" in said


def test_whoever_is_no_administrator_changes_nothing(court: Court) -> None:
    stranger = reader(an_account())
    a_division(court)
    answer = stranger.post(f"/administration/{court.id}/closures/new/", {})
    assert (answer.status_code, Closure.objects.count()) == (403, 0)
