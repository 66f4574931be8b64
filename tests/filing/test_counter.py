"""F7: a clerk files for a person who is there or on the phone; the record names both."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache

from support.counter import GIVEN, NAMES, a_draft, a_person, filed, look_up, sign
from support.courts import a_division, a_post, a_tree, change
from support.makers import a_clerk, a_key, a_member_of_staff, an_account, an_upload, claim_data
from support.matters import reader
from support.programs import Program
from support.workers import work
from yunqiao.court.casefile.filer import filer_of, taken_down_by
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.directory.entries import PERSON_NOT_FOUND
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import EXAMINE_OWN, YES
from yunqiao.court.filing import access, counter, queries
from yunqiao.court.filing.counter_people import enter_person, person_as_given
from yunqiao.court.filing.counter_search import Sought, find_people
from yunqiao.court.filing.evidence import exhibits_of
from yunqiao.court.filing.models import CounterFiling
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity import safekeeping
from yunqiao.court.identity.entries import PERSON_LOOKED_UP
from yunqiao.court.identity.models import Account, PersonName, Post, StaffRole
from yunqiao.court.identity.proof.models import IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import ProofState
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import MailGateway
from yunqiao.gateways.registry import bind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mail() -> FakeMail:
    fake = FakeMail()
    bind(MailGateway, fake)  # type: ignore[type-abstract]
    cache.clear()
    return fake


@pytest.fixture
def court() -> Court:
    return a_tree()[2]


@pytest.fixture
def clerk(court: Court) -> Account:
    return a_clerk(court)


def test_the_record_names_the_clerk_and_the_person(clerk: Account) -> None:
    """F7."""
    case = filed(clerk)
    entry = queries.filing_of(case)
    person = CounterFiling.objects.get(case=case).person
    assert (entry.actor, entry.on_behalf_of) == (clerk.person_id, person.id)
    assert entry.payload["counter"] == {
        "presence": "present",
        "signed": "screen",
        "signed_page": "",
    }
    assert (filer_of(case), taken_down_by(case)) == (person.id, clerk.person_id)
    assert Party.objects.get(case=case, role="claimant").person == person
    shown = reader(clerk).get(f"/cases/{case.id}/").content.decode()
    assert "Filing clerk of the court, for 甲（示例） (Claimant)" in shown


def test_a_person_is_found_by_what_only_they_would_give(clerk: Account) -> None:
    """F7: never by a part of a name, nor of an address or number."""
    person = a_person(clerk)
    assert look_up(clerk, "+1 626 555 0134") == [person]
    for part in ("美玲", NAMES["chinese"], "626 555 0134", "+1626555013", "%"):
        assert look_up(clerk, part) == []
    account = an_account("found@abroad.example")
    assert look_up(clerk, "FOUND@abroad.example") == [account.person]
    assert look_up(clerk, "found@abroad") == []
    case = filed(clerk)
    assert look_up(clerk, case.receipt.lower()) == [CounterFiling.objects.get(case=case).person]


def test_a_person_is_found_by_the_number_of_a_paper_or_by_name_and_birth_date(
    clerk: Account,
) -> None:
    account = a_proved_person()
    proof = IdentityProof.objects.get(person=account.person_id)
    IdentityPaper.objects.create(
        proof=proof,
        position=1,
        slot="identity",
        index=safekeeping.index("E12345678"),
        details={"birth_date": "1961-02-03"},
    )
    assert look_up(clerk, "e1234 5678") == [account.person]
    assert look_up(clerk, "E1234567") == []
    for name, born, found in (
        (NAMES["passport"].lower(), date(1961, 2, 3), 1),
        (NAMES["passport"], date(1961, 2, 4), 0),
        ("CHEN", date(1961, 2, 3), 0),
    ):
        sought = Sought(name=name, birth_date=born, why="At the counter")
        assert len(find_people(by=clerk, sought=sought)) == found


def test_nobody_is_found_by_the_papers_of_another_that_no_court_has_confirmed(
    clerk: Account,
) -> None:
    """F7: whoever types another's number and name does not get the claim filed for that other."""
    account = a_proved_person()
    proofs = IdentityProof.objects.filter(person=account.person_id)
    IdentityPaper.objects.create(
        proof=proofs.get(),
        position=1,
        slot="identity",
        index=safekeeping.index("E12345678"),
        details={"birth_date": "1961-02-03"},
    )
    by_name = Sought(name=NAMES["passport"], birth_date=date(1961, 2, 3), why="At the counter")
    for state, found in ((ProofState.WAITING, 0), (ProofState.PROVED, 1)):
        proofs.update(state=state)
        assert len(look_up(clerk, "E12345678")) == found
        assert len(find_people(by=clerk, sought=by_name)) == found


def test_whoever_is_shown_is_recorded_each_time_and_can_read_who_looked(clerk: Account) -> None:
    """F7: who looked, and why."""
    account = an_account("found@abroad.example")
    assert account.person_id
    IdentityProof.objects.create(account=account, person_id=account.person_id, round=1)
    sent = {"identifier": "found@abroad.example", "why": "Asks to file a claim."}
    for _ in range(2):
        page = reader(clerk).post("/filing/counter/", sent).content.decode()
        assert "Has an account" in page
    looks = DocketEntry.objects.filter(stream_id=account.person_id, kind=PERSON_LOOKED_UP)
    told = [(look.actor, look.payload["why"]) for look in looks]
    assert told == [(clerk.person_id, "Asks to file a claim.")] * 2
    own = reader(account).get("/identity/").content.decode()
    assert "A clerk looked you up at the counter" in own
    assert "Asks to file a claim." in own


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("nobody@abroad.example", "email"),
        ("+16265550199", "telephone"),
        ("YQ261121-7K4M-Q2XD", "receipt"),
        ("E99999999", "paper"),
    ],
)
def test_a_look_that_finds_nobody_stands_on_the_court_s_stream_without_what_was_given(
    clerk: Account, court: Court, identifier: str, kind: str
) -> None:
    """F7: who looked, by what kind of identifier, and why; its administrator reads it."""
    assert look_up(clerk, identifier) == []
    look = DocketEntry.objects.get(stream_id=court.id, kind=PERSON_NOT_FOUND)
    assert look.actor == clerk.person_id
    assert look.payload == {"by": kind, "why": "At the counter"}
    assert identifier not in bytes(look.body).decode()
    administrator = a_member_of_staff(StaffRole.ADMINISTRATOR, court)
    page = reader(administrator).get(f"/administration/{court.id}/history/").content.decode()
    assert "found nobody" in page


def test_a_look_in_vain_stands_once_on_a_court_where_a_clerk_holds_two_posts(
    clerk: Account, court: Court
) -> None:
    earlier = court_date(now()) - timedelta(days=1)
    Post.objects.create(
        account=clerk,
        court=court,
        role=StaffRole.FILING_CLERK,
        since=earlier,
        division=a_division(court),
    )
    look_up(clerk, "nobody@abroad.example")
    assert DocketEntry.objects.filter(stream_id=court.id, kind=PERSON_NOT_FOUND).count() == 1


def test_a_claim_begins_for_whoever_this_clerk_has_looked_up_today(clerk: Account) -> None:
    """F7: knowing the id of a person is not enough, nor is another clerk's look."""
    account = an_account("found@abroad.example")
    person = account.person
    assert person
    browser, address = reader(clerk), f"/filing/counter/people/{person.id}/"
    refused = browser.post(address)
    assert (refused.status_code, "Look the person up first" in refused.content.decode()) == (
        403,
        True,
    )
    other = a_clerk(clerk.posts.get().court)
    for who, day in ((other, 0), (clerk, -1)):
        with time_machine.travel(now() + timedelta(days=day)):
            assert look_up(who, "found@abroad.example") == [person]
        assert browser.post(address).status_code == 403
    look_up(clerk, "found@abroad.example")
    assert "/filing/drafts/" in browser.post(address).headers["Location"]


def test_a_look_needs_a_reason_and_something_exact(clerk: Account) -> None:
    for sent, sentence in (
        ({"identifier": "found@abroad.example"}, "Say why; the person can read it."),
        ({"name": "陈美玲（示例）", "why": "x"}, "Give one of these in full"),
    ):
        page = reader(clerk).post("/filing/counter/", sent).content.decode()
        assert sentence in page


def test_what_a_known_person_gave_begins_the_claim(clerk: Account) -> None:
    person = a_person(clerk)
    begun = person_as_given(person)
    assert (begun["name"], begun["other_name"]) == (NAMES["chinese"], NAMES["passport"])
    assert begun["phone"] == "+16265550134"
    draft = counter.begin(by=clerk, person=person, language="en")
    shown = reader(clerk).get(f"/filing/drafts/{draft.id}/claimants/1/").content.decode()
    assert NAMES["chinese"] in shown
    assert f'value="{clerk.email}"' not in shown


def test_a_name_in_any_script_is_enough_and_none_is_refused(clerk: Account) -> None:
    client = reader(clerk)
    address = "/filing/counter/people/new/"
    said = client.post(address, {"kind": "natural", "key": "one"}).content.decode()
    assert "Give at least one name" in said
    answer = client.post(address, {"kind": "natural", "other": "محمد بن سلمان", "key": "two"})
    assert answer.status_code == 302
    assert PersonName.objects.get().text == "محمد بن سلمان"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"presence": "telephone"}, "does not see this screen"),
        ({"signed": "paper"}, "Scan the signed page"),
        ({"signature": ""}, "full name"),
        ({"true": ""}, "Read the claim with the person first"),
    ],
)
def test_how_the_person_stood_by_the_claim_is_asked_in_full(
    clerk: Account, given: dict[str, str], sentence: str
) -> None:
    draft = a_draft(clerk)
    assert sentence in sign(clerk, draft, **given)
    assert not Case.objects.exists()


def test_on_the_telephone_a_claim_is_made_orally_or_on_paper(clerk: Account) -> None:
    draft = a_draft(clerk)
    assert "/receipts/" in sign(clerk, draft, presence="telephone", signed="oral")
    page = a_draft(clerk)
    upload = an_upload(clerk, envelope=page.id, name="签名页.pdf")
    given = {"presence": "telephone", "signed": "paper", "signed_page": upload.sha256}
    assert [e.upload for e in exhibits_of(page)] == [upload]
    assert "/receipts/" in sign(clerk, page, **given)
    page.refresh_from_db()
    assert page.filed_as_id is not None
    entry = DocketEntry.objects.get(stream_id=page.filed_as_id, seq=1)
    assert entry.payload["counter"]["signed_page"] == upload.sha256


def test_a_draft_of_the_counter_is_not_signed_as_ones_own(clerk: Account) -> None:
    draft = a_draft(clerk)
    answer = reader(clerk).get(f"/filing/drafts/{draft.id}/check/")
    assert answer.headers["Location"] == f"/filing/counter/drafts/{draft.id}/"


def test_the_clerk_who_took_it_down_does_not_examine_it_unless_the_court_says_so(
    clerk: Account, court: Court
) -> None:
    """F7: a setting of the court, since no law settles it."""
    case = filed(clerk)
    assert not access.may_examine(clerk, case)
    assert access.may_examine(a_clerk(court), case)
    administrator = a_post(StaffRole.ADMINISTRATOR, court)
    change(administrator, court, "rules", EXAMINE_OWN, value=YES, since="2026-01-01")
    assert access.may_examine(clerk, case)


def test_the_sealed_receipt_says_how_the_claim_came(clerk: Account) -> None:
    case = filed(clerk)
    work()
    [letter] = letters_about(queries.filing_of(case))
    assert letter.issued.kind == "filing_receipt"


def a_proved_person(name: str = NAMES["passport"]) -> Account:
    """Somebody whose identity a court has confirmed."""
    account = an_account()
    assert account.person is not None
    IdentityProof.objects.create(
        account=account, person=account.person, state=ProofState.PROVED, name=name
    )
    return account


def test_whoever_has_not_proved_who_they_are_is_sent_to_do_so(clerk: Account) -> None:
    case = filed(clerk)
    party = an_account()
    assert "First prove who you are" in reader(party).get("/filing/join/").content.decode()
    sent = {"receipt": case.receipt, "name": NAMES["chinese"], "key": "one"}
    sent["code"] = code_on_receipt(clerk, case)
    assert reader(party).post("/filing/join/", sent).status_code == 403


def code_on_receipt(clerk: Account, case: Case) -> str:
    shown = reader(clerk).get(f"/filing/counter/receipts/{case.id}/").content.decode()
    found = re.search(r"data-code>([^<]+)<", shown)
    assert found
    return found[1]


def test_the_code_on_the_receipt_makes_the_matter_the_persons_own(clerk: Account) -> None:
    """F7."""
    case = filed(clerk)
    party = a_proved_person()
    assert reader(party).get(f"/cases/{case.id}/").status_code == 404
    sent = {
        "receipt": case.receipt.lower(),
        "name": "chen  meiling (demo)",
        "code": code_on_receipt(clerk, case).lower(),
    }
    wrong = reader(party).post("/filing/join/", {**sent, "name": "WANG WU", "key": "zero"})
    assert "No filing has this receipt number, name and code" in wrong.content.decode()
    answer = reader(party).post("/filing/join/", {**sent, "key": "one"})
    assert answer.headers["Location"] == f"/cases/{case.id}/"
    assert filer_of(case) == party.person_id
    assert access.may_act_for_filer(party, case)
    assert list(queries.filings_of(party)) == [case]
    assert (
        "data-code"
        not in reader(clerk).get(f"/filing/counter/receipts/{case.id}/").content.decode()
    )
    again = reader(a_proved_person()).post("/filing/join/", {**sent, "key": "two"}).content.decode()
    assert "No filing has this receipt number, name and code" in again


def test_whoever_has_an_account_sees_the_matter_at_once_and_gets_no_code(clerk: Account) -> None:
    """F7."""
    party = a_proved_person()
    assert party.person is not None
    draft = a_draft(clerk, party.person)
    assert "/receipts/" in sign(clerk, draft)
    case = Case.objects.get(counterfiling__person=party.person)
    assert list(queries.filings_of(party)) == [case]
    assert reader(party).get(f"/cases/{case.id}/").status_code == 200
    shown = reader(clerk).get(f"/filing/counter/receipts/{case.id}/").content.decode()
    assert "data-code" not in shown
    assert "the matter stands in it already" in shown
    PersonName.objects.create(person=party.person, script="passport", text=NAMES["passport"])
    namesake = a_proved_person()
    with pytest.raises(counter.CodeUnknownError):
        counter.join(
            by=namesake,
            receipt=case.receipt,
            code="",
            name=NAMES["passport"],
            key=a_key(namesake),
        )


def test_an_agent_of_the_person_goes_on_acting_once_the_matter_is_taken_online(
    clerk: Account,
) -> None:
    """F7, W3: the authority was given by the person as they were entered at the counter."""
    case, agent, party = filed(clerk), an_account(), a_proved_person()
    assert agent.person is not None
    entered = CounterFiling.objects.get(case=case).person
    Representation.objects.create(
        case=case,
        principal=entered,
        agent=agent.person,
        kind="mainland_lawyer",
        name="李律师（示例）",
        principal_category="foreigner",
        signed_in="US",
        signed_on=date(2026, 1, 5),
        certified="not_certified",
        since=date(2026, 1, 5),
    )
    sent = {"receipt": case.receipt, "name": NAMES["chinese"], "key": "one"}
    reader(party).post("/filing/join/", {**sent, "code": code_on_receipt(clerk, case)})
    assert filer_of(case) == party.person_id
    assert access.may_act_for_filer(agent, case)
    assert Representation.objects.get(case=case).principal == party.person


def test_whoever_finds_a_receipt_does_not_become_the_party(clerk: Account) -> None:
    case = filed(clerk)
    code = code_on_receipt(clerk, case)
    finder = a_proved_person("LI SI (DEMO)")
    sent = {"receipt": case.receipt, "name": NAMES["chinese"], "code": code, "key": "one"}
    answer = reader(finder).post("/filing/join/", sent).content.decode()
    assert "No filing has this receipt number, name and code" in answer
    assert not access.may_act_for_filer(finder, case)


def test_codes_cannot_be_tried_without_end(clerk: Account) -> None:
    case = filed(clerk)
    stranger = a_proved_person()
    for number in range(counter.TRIES):
        with pytest.raises(counter.CodeUnknownError):
            counter.join(
                by=stranger,
                receipt=case.receipt,
                code="0000-0000-0000",
                name=NAMES["chinese"],
                key=a_key(stranger),
            )
        assert number < counter.TRIES
    with pytest.raises(counter.TooManyTriesError):
        counter.join(by=stranger, receipt=case.receipt, code="x", name="x", key=a_key(stranger))


def test_only_filing_clerks_take_claims_down() -> None:
    party = an_account()
    with pytest.raises(NotPermittedError):
        enter_person(by=party, given=GIVEN, key=a_key(party))
    assert reader(party).get("/filing/counter/").status_code == 403


def test_what_was_written_down_at_the_counter_closes_with_the_clerk_s_post(clerk: Account) -> None:
    """F7: the drafts of the people at the counter are no longer read once the post has ended."""
    draft = a_draft(clerk)
    here = (f"/filing/drafts/{draft.id}/", f"/filing/counter/drafts/{draft.id}/", "/matters/")
    name = claim_data()["parties"][0]["name"]
    assert name in reader(clerk).get(here[1]).content.decode()
    Post.objects.filter(account=clerk).update(until=date(2020, 1, 2))
    former = reader(Account.objects.get(id=clerk.id))
    assert [former.get(page).status_code for page in here] == [404, 404, 200]
    assert name not in former.get("/matters/").content.decode()


def test_no_program_files_what_was_written_down_at_the_counter_as_the_clerk_s_own(
    clerk: Account,
) -> None:
    """F7: the person at the counter is the party, and the counter's page asks how they stand by it."""
    draft, program = a_draft(clerk), Program(clerk)
    signed = {"version": draft.version, "signature": "甲（示例）"}
    assert program.post(f"drafts/{draft.id}/submit", signed).status_code == 404
    assert program.get("drafts").json() == []
    assert not Case.objects.exists()
