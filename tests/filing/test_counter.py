"""F7: a clerk files for a person who is there or on the phone; the record names both."""

import re

import pytest
from django.core.cache import cache

from support.counter import GIVEN, NAMES, a_draft, a_person, filed, sign
from support.courts import a_post, a_tree, change
from support.makers import a_clerk, a_key, an_account, an_upload
from support.matters import reader
from support.workers import work
from yunqiao.court.casefile.filer import filer_of, taken_down_by
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import EXAMINE_OWN, YES
from yunqiao.court.filing import access, counter, queries
from yunqiao.court.filing.counter_people import enter_person, find_people, person_as_given
from yunqiao.court.filing.evidence import exhibits_of
from yunqiao.court.filing.models import CounterFiling
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account, PersonName, StaffRole
from yunqiao.court.identity.proof.models import IdentityProof
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


def test_a_person_is_found_by_any_of_their_names_and_their_data_begin_the_claim(
    clerk: Account,
) -> None:
    person = a_person(clerk)
    for words in ("美玲", "meiling", "CHEN MEILING (DEMO)"):
        assert [found.person for found in find_people(clerk, words)] == [person]
    assert find_people(clerk, "陈") == []
    assert find_people(clerk, "美玲\0") == []
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
