"""The pages of proving an identity, and what follows an act through the worker."""

import re
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from support.makers import a_clerk, a_court, a_filing, a_key, an_account
from support.news import told_by_the_log, topics_of
from support.proofs import (
    NUMBER,
    ZONE,
    a_begun_proof,
    a_file_for,
    a_given_proof,
    fill,
    papers_of,
    submit,
    typed,
    who,
)
from support.stores import storage
from support.workers import work
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.messages import take_report
from yunqiao.court.identity.models import Account, Script
from yunqiao.court.identity.names import add_name
from yunqiao.court.identity.proof import actions, deciding
from yunqiao.court.identity.proof.entries import Point
from yunqiao.court.identity.proof.models import IdentityProof
from yunqiao.court.identity.proof.states import ProofState
from yunqiao.court.identity.records import Message
from yunqiao.court.papers.models import Upload
from yunqiao.court.procedure.actions import give_to_person
from yunqiao.gateways.immigration.fake import FakeRegister
from yunqiao.gateways.immigration.port import ImmigrationRegister
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind
from yunqiao.gateways.sms.fake import FakeSms
from yunqiao.gateways.sms.port import DeliveryReport, Outcome, SmsGateway
from yunqiao.gateways.storage.folder import FolderStorage

__all__ = ["storage"]
pytestmark = pytest.mark.django_db
PROVED = {"decision": "proved", "reason": "Seen by video.", "key": "k"}


@pytest.fixture
def party() -> Account:
    return an_account("party@abroad.example")


@pytest.fixture
def clerk() -> Account:
    return a_clerk(a_court())


def client_of(account: Account) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(account)
    client.cookies["language"] = "en"
    return client


def test_a_person_says_who_they_are_and_sees_which_papers_the_law_wants_and_why(
    party: Account, clerk: Account
) -> None:
    """F2"""
    client = client_of(party)
    client.post(reverse("proof:overview"))
    page = client.post(reverse("proof:who"), who(a_court()), follow=True)
    text = page.content.decode()
    assert "A paper that says who you are" in text
    assert "A foreign individual files a passport" in text
    paper = papers_of(IdentityProof.objects.get())["identity"]
    shown = client.get(reverse("proof:paper", args=[paper.id])).content.decode()
    assert "Interpretation" in shown
    assert "521(1)" in shown


def test_the_names_of_the_account_are_filled_in(party: Account, clerk: Account) -> None:
    add_name(by=party, script=Script.CHINESE, text="王小明")
    add_name(by=party, script=Script.PASSPORT, text="WANG XIAOMING")
    actions.begin(by=party)
    page = client_of(party).get(reverse("proof:who")).content.decode()
    assert 'value="WANG XIAOMING"' in page
    assert 'value="王小明"' in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"place": ""}, "Choose a country or region from the list"),
        ({"place": "HK"}, "does not fit the choice above"),
        ({"place": "CN"}, "does not fit the choice above"),
        ({"name": ""}, "Fill this in"),
        ({"who": "citizen_abroad", "place": "CN"}, "does not fit the choice above"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(
    party: Account, clerk: Account, said: dict[str, str], sentence: str
) -> None:
    actions.begin(by=party)
    page = client_of(party).post(reverse("proof:who"), who(a_court(), **said))
    assert sentence in page.content.decode()
    assert IdentityProof.objects.get().category == ""


def test_the_summary_names_each_question_that_was_left_out(party: Account, clerk: Account) -> None:
    actions.begin(by=party)
    page = client_of(party).post(reverse("proof:who"), {}).content.decode()
    assert re.findall(r"<li><a href=\"#id_\w+\">([^<]+)</a></li>", page) == [
        "I am – Choose one from the list.",
        "Name, as it stands on the paper – Fill this in.",
        "Which court do you turn to? – Choose one from the list.",
    ]


def test_enter_saves_what_was_typed_from_a_paper(party: Account) -> None:
    paper = papers_of(a_begun_proof(party, a_court()))["identity"]
    page = client_of(party).get(reverse("proof:details", args=[paper.id])).content.decode()
    [form] = re.findall(r'<form class="card".*?</form>', page, re.DOTALL)
    first = re.findall(r"<button[^>]*type=\"submit\"[^>]*>", form)[0]
    assert "name" not in first  # the browser presses this one; the next would read the lines


@pytest.mark.parametrize(
    ("place", "kind", "sentence"),
    [
        ("statement", "image/jpeg", "A statement is a video or a sound recording."),
        ("statement", "video/webm", ""),
        ("identity", "audio/mpeg", "A paper is shown by photos or a PDF."),
        ("identity", "application/pdf", ""),
    ],
)
def test_a_file_of_another_kind_is_named_where_it_was_added(
    party: Account, place: str, kind: str, sentence: str
) -> None:
    paper = papers_of(a_begun_proof(party, a_court()))[place]
    a_file_for(paper, media_type=kind)
    page = client_of(party).get(reverse("proof:paper", args=[paper.id])).content.decode()
    assert ("Remove the other file first." in page) is bool(sentence)
    assert sentence in page


def test_a_court_without_anybody_to_check_is_not_offered(party: Account) -> None:
    actions.begin(by=party)
    page = client_of(party).post(reverse("proof:who"), who(a_court()))
    assert page.status_code == 200
    assert IdentityProof.objects.get().court is None


def test_a_file_comes_in_a_plain_form_and_can_be_removed(
    party: Account, storage: FolderStorage
) -> None:
    paper = papers_of(a_begun_proof(party, a_court()))["identity"]
    client, address = client_of(party), reverse("proof:paper", args=[paper.id])
    client.post(address, {"file": SimpleUploadedFile("pass.jpg", b"bytes", "image/jpeg")})
    upload = Upload.objects.get(envelope=paper.id)
    assert "pass.jpg" in client.get(address).content.decode()
    client.post(reverse("proof:remove", args=[paper.id, upload.exhibit]))
    assert not Upload.objects.exists()


def test_details_are_filled_in_from_the_lines_and_confirmed_by_the_person(party: Account) -> None:
    paper = papers_of(a_begun_proof(party, a_court()))["identity"]
    client, address = client_of(party), reverse("proof:details", args=[paper.id])
    read = client.post(address, {"kind": "passport", "zone": ZONE, "do": "read"})
    page = read.content.decode()
    assert f'value="{NUMBER}"' in page
    assert 'value="1974-08-12"' in page
    assert "error-summary" not in page
    given = typed(paper, zone=ZONE, birth_date="1974-08-12")
    assert "tick this box" in client.post(address, given).content.decode()
    assert client.post(address, {**given, "compared": "on"}).status_code == 302
    paper.refresh_from_db()
    again = client.get(address).content.decode()
    assert paper.masked in again
    assert f'value="{NUMBER}"' not in again


def test_a_number_that_does_not_check_is_shown_and_can_be_given_all_the_same(
    party: Account, clerk: Account
) -> None:
    proof = a_begun_proof(party, a_court(), who="hong_kong", place="")
    fill(proof, number="A123456(4)")
    client, address = client_of(party), reverse("proof:check")
    page = client.get(address).content.decode()
    assert "Look at this once more" in page
    assert "Check digit of the number" in page
    key = re.findall(r'name="key" value="([^"]+)"', page)[0]
    assert client.post(address, {"key": key}, follow=True).status_code == 200
    proof.refresh_from_db()
    assert proof.state == ProofState.WAITING
    officer = client_of(clerk).get(reverse("proof:examine", args=[proof.id])).content.decode()
    assert "Does not fit" in officer


def test_what_is_missing_is_said_where_it_is_given(party: Account) -> None:
    proof = a_begun_proof(party, a_court())
    page = client_of(party).get(reverse("proof:check"), follow=True).content.decode()
    assert "Something is still missing" in page
    a_file_for(papers_of(proof)["identity"], state="received")
    page = client_of(party).get(reverse("proof:check"), follow=True).content.decode()
    assert "still being checked" in page


def test_the_statement_shows_the_words_and_the_code(party: Account) -> None:
    proof = a_begun_proof(party, a_court())
    statement = papers_of(proof)["statement"]
    page = client_of(party).get(reverse("proof:paper", args=[statement.id])).content.decode()
    assert "I am Anna Maria Eriksson." in page
    assert " ".join(proof.code) in page
    with translation.override("zh-hans"):
        client = client_of(party)
        client.cookies["language"] = "zh-hans"
        chinese = client.get(reverse("proof:paper", args=[statement.id])).content.decode()
    assert "I am" not in chinese


def test_a_clerk_sees_the_papers_beside_what_was_typed_and_no_whole_number(
    party: Account, clerk: Account
) -> None:
    proof = a_given_proof(party, a_court())
    client = client_of(clerk)
    page = client.get(reverse("proof:worklist")).content.decode()
    assert "Anna Maria Eriksson" in page
    address = reverse("proof:examine", args=[proof.id])
    shown = client.get(address).content.decode()
    assert NUMBER not in shown
    assert "****2C3" in shown
    number = reverse("proof:number", args=[proof.id, papers_of(proof)["identity"].id])
    assert "stands on the record" in client.post(number, {}, follow=True).content.decode()
    seen = client.post(number, {"why": "compare"})
    assert NUMBER in seen.content.decode()
    assert seen.headers["Cache-Control"] == "no-store"


def test_a_number_is_looked_up_without_standing_in_an_address(
    party: Account, clerk: Account
) -> None:
    a_given_proof(party, a_court())
    client, address = client_of(clerk), reverse("proof:worklist")
    assert "Found by this number" not in client.get(address, {"number": NUMBER}).content.decode()
    found = client.post(address, {"number": NUMBER}).content.decode()
    assert found.count("Anna Maria Eriksson") == 2
    assert "Nobody at your courts" in client.post(address, {"number": "X"}).content.decode()


def test_a_person_reads_who_looked_at_their_number_and_why(party: Account, clerk: Account) -> None:
    proof = a_given_proof(party, a_court())
    number = reverse("proof:number", args=[proof.id, papers_of(proof)["identity"].id])
    client_of(clerk).post(number, {"why": "compare with the photo"})
    page = client_of(party).get(reverse("proof:overview")).content.decode()
    assert "An officer looked at your whole number" in page
    assert "compare with the photo" in page


def test_a_second_clerk_is_told_that_somebody_else_looks(party: Account, clerk: Account) -> None:
    address = reverse("proof:examine", args=[a_given_proof(party, a_court()).id])
    client_of(clerk).get(address)
    page = client_of(a_clerk(a_court())).get(address).content.decode()
    assert f"{clerk} has this page open" in page


def test_a_clerk_who_finds_something_wrong_names_it(party: Account, clerk: Account) -> None:
    proof = a_given_proof(party, a_court())
    paper, client = papers_of(proof)["identity"], client_of(clerk)
    address = reverse("proof:examine", args=[proof.id])
    nothing = client.post(address, {"decision": "refused", "key": "k"})
    assert "Name what is wrong" in nothing.content.decode()
    wrong = {"decision": "refused", str(paper.id): "It is cut off.", "key": "k", "round": 1}
    client.post(address, wrong)
    page = client_of(party).get(reverse("proof:overview")).content.decode()
    assert "It is cut off." in page
    assert page.count("To correct") == 1


def test_against_a_check_a_clerk_says_why(party: Account, clerk: Account) -> None:
    proof = a_given_proof(party, a_court())
    client, address = client_of(clerk), reverse("proof:examine", args=[proof.id])
    without = client.post(address, {"decision": "proved", "key": "k"})
    assert "Say why" in without.content.decode()
    client.post(address, {**PROVED, "round": 1})
    entry = DocketEntry.objects.get(stream_id=proof.person_id, kind="IDENTITY_PROVED")
    assert entry.payload["reason"] == "Seen by video."


@pytest.mark.parametrize("shown", [{"round": 1}, {}])
def test_papers_of_a_round_that_was_not_shown_are_not_found_proved(
    party: Account, clerk: Account, shown: dict[str, int]
) -> None:
    """F2: the page is still open at the clerk's while the person answers another clerk's refusal."""
    proof = a_given_proof(party, a_court())
    wrong = [Point(paper=str(papers_of(proof)["identity"].id), text="It is cut off.")]
    deciding.refuse(by=clerk, proof_id=proof.id, points=wrong, key=a_key(clerk))
    fill(proof, number="L898902C4")
    submit(proof)
    address = reverse("proof:examine", args=[proof.id])
    told = client_of(clerk).post(address, {**PROVED, **shown}, follow=True).content.decode()
    assert "was decided in the meantime" in told
    proof.refresh_from_db()
    assert (proof.state, proof.round) == (ProofState.WAITING, 2)


@pytest.mark.django_db(transaction=True)
def test_the_worklist_hears_of_an_identity_given_to_its_court(
    party: Account, clerk: Account
) -> None:
    """F2: what comes in shows at once."""
    a_given_proof(party, a_court())
    heard = topics_of(client_of(clerk), reverse("proof:worklist"))
    assert heard == {f"court:{a_court().id}"}
    assert heard <= told_by_the_log()


def test_what_is_late_says_so_on_both_worklists(party: Account, clerk: Account) -> None:
    proof = a_given_proof(party, a_court())
    IdentityProof.objects.filter(id=proof.id).update(due_on=date(2020, 1, 1))
    client = client_of(clerk)
    assert "overdue" in client.get(reverse("proof:worklist")).content.decode()
    assert "1 is overdue" in client.get(reverse("filing:worklist")).content.decode()


def test_a_filing_shows_whether_the_filer_is_known_and_is_not_held_up(
    party: Account, clerk: Account
) -> None:
    filed = a_filing(party)
    examine = reverse("filing:examine", args=[UUID(filed.case)])
    client = client_of(clerk)
    page = client.get(examine).content.decode()
    assert "Not proved. The filing can be examined all the same" in page
    assert "Accept and register" in page
    proof = a_given_proof(party, a_court())
    page = client.get(examine).content.decode()
    assert "The court is checking" in page
    assert reverse("proof:examine", args=[proof.id]) in page


@pytest.mark.django_db(transaction=True)
def test_giving_and_deciding_set_off_the_question_to_the_register_and_the_mails(
    party: Account, clerk: Account
) -> None:
    immigration, mail = FakeRegister(), FakeMail()
    bind(ImmigrationRegister, immigration)  # type: ignore[type-abstract]
    bind(MailGateway, mail)  # type: ignore[type-abstract]
    proof = a_given_proof(party, a_court())
    work()
    proof.refresh_from_db()
    assert (proof.register, [one.number for one in immigration.asked]) == ("match", [NUMBER])
    paper = papers_of(proof)["identity"]
    address = reverse("proof:examine", args=[proof.id])
    given = {"decision": "refused", str(paper.id): "It is cut off.", "key": "k", "round": 1}
    client_of(clerk).post(address, given)
    work()
    said = [(one.to, one.subject) for one in mail.sent]
    assert [to for to, _ in said] == ["party@abroad.example"] * 2
    assert "请补正" in said[-1][1]  # the party reads Chinese, whatever the clerk reads
    assert "It is cut off." in mail.sent[-1].text
    sent = DocketEntry.objects.filter(stream_id=proof.person_id, kind="IDENTITY_NOTICE_SENT")
    assert sent.count() == 2
    actions.describe(by=party, paper=papers_of(proof)["identity"], typed=typed(paper))


@pytest.mark.django_db(transaction=True)
def test_a_person_whom_no_mail_reaches_is_left_to_a_clerk(party: Account, clerk: Account) -> None:
    mail = FakeMail()
    mail.refused.add("party@abroad.example")
    bind(ImmigrationRegister, FakeRegister())  # type: ignore[type-abstract]
    bind(MailGateway, mail)  # type: ignore[type-abstract]
    proof = a_given_proof(party, a_court())
    work()
    client = client_of(clerk)
    worklist, by_hand = reverse("proof:worklist"), reverse("proof:by_hand", args=[proof.id])
    assert "A notice did not reach the party" in client.get(worklist).content.decode()
    client.post(by_hand)
    assert "A notice did not reach the party" not in client.get(worklist).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_person_whom_no_text_reaches_is_left_to_a_clerk(party: Account) -> None:
    bind(ImmigrationRegister, FakeRegister())  # type: ignore[type-abstract]
    bind(SmsGateway, FakeSms())  # type: ignore[type-abstract]
    Account.objects.filter(id=party.id).update(email=None, phone="+14155550132")
    proof = a_given_proof(party, a_court())
    work()
    text = Message.objects.exclude(about=None).get()
    take_report(report=DeliveryReport(str(text.id), Outcome.UNDELIVERED, "absent"))
    work()
    proof.refresh_from_db()
    assert proof.by_hand
    told = DocketEntry.objects.filter(stream_id=proof.person_id, kind="IDENTITY_NOTICE_SENT").get()
    assert (told.payload["to"], told.payload["answer"]) == ("+14155550132", "undelivered")


def test_what_no_job_could_do_for_a_person_stands_on_the_worklist(party: Account) -> None:
    proof = a_given_proof(party, a_court())
    entry = DocketEntry.objects.get(stream_id=proof.person_id, kind="IDENTITY_SUBMITTED")
    give_to_person(entry_id=entry.id)
    proof.refresh_from_db()
    assert proof.by_hand
