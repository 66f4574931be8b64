"""F3, F4: a name nobody is known by is asked about before filing and shown to the clerk, not refused."""

import pytest
from pydantic import ValidationError

from support.counter import a_draft as a_counter_draft
from support.counter import sign as sign_at_counter
from support.courts import a_tree
from support.makers import a_claim, a_clerk, a_court, an_account
from support.matters import AUTHORITY, CLIENT, Matter, a_claim_by_agent, reader
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import drafts
from yunqiao.court.filing.claim import Claim, PartyGiven
from yunqiao.court.filing.evidence import fingerprint
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.signers import Signers, is_same_name
from yunqiao.court.identity.models import IdentityProof, PersonName, Script
from yunqiao.court.identity.proof.states import ProofState

pytestmark = pytest.mark.django_db(transaction=True)
DIFFERS = "is none of the names known here"


@pytest.mark.parametrize(
    ("signed", "known"),
    [
        ("陳美玲", "陈美玲"),
        ("Ｃhen  meiling", "CHEN MEILING"),
        ("Meiling CHEN", "CHEN Meiling"),
        ("Mei Ling Chen", "CHEN MEILING"),
        ("Nguyen, Thi Minh Khai", "Nguyễn Thị Minh Khai"),
        ("Jose Garcia", "José García Márquez"),
        ("محمد بن سلمان", "محمد بن سلمان"),
        ("👩‍⚖️", "👩‍⚖️ "),
    ],
)
def test_one_name_is_known_in_many_spellings(signed: str, known: str) -> None:
    assert is_same_name(signed, known)


@pytest.mark.parametrize(
    ("signed", "known"),
    [("李四", "张三"), ("Chen", "CHEN MEILING"), ("Anna Chen", "Chen Meiling"), ("👩", "王")],
)
def test_another_name_is_another(signed: str, known: str) -> None:
    assert not is_same_name(signed, known)


def test_a_name_the_court_has_recorded_counts_for_the_claimant_alone() -> None:
    account = an_account()
    assert account.person_id
    for script, text in ((Script.CHINESE, "甲（示例）"), (Script.PASSPORT, "JIA (DEMO)")):
        PersonName.objects.create(person_id=account.person_id, script=script, text=text)
    signers = Signers(a_claim(), [account.person_id])
    assert signers.warning("Jia (Demo)") == ""
    PersonName.objects.filter(script=Script.CHINESE).delete()
    assert "Jia" in signers.warning("Jia (Demo)")


def test_an_agent_signs_with_their_own_name() -> None:
    claim = a_claim_by_agent(an_account(), CLIENT)
    assert Signers(claim, []).warning(str(AUTHORITY["name"])) == ""


def test_the_representative_whom_the_claim_names_signs_for_an_organisation() -> None:
    claim = _claim_of_company(representative="王代表（示例）")
    assert Signers(claim, []).warning("王代表 (示例)") == ""
    assert Signers(_claim_of_company(), []).warning("王代表（示例）")


def test_only_a_proved_name_signs_for_an_organisation_unasked() -> None:
    account = an_account()
    assert account.person_id
    proof = IdentityProof.objects.create(
        account=account, person_id=account.person_id, name="李四（示例）", state=ProofState.WAITING
    )
    for_company = Signers(_claim_of_company(), [account.person_id])
    assert for_company.warning("李四（示例）")
    proof.state = ProofState.PROVED
    proof.save()
    assert for_company.warning("李四（示例）") == ""
    assert Signers(a_claim(), [account.person_id]).warning("李四（示例）")


def test_a_person_has_no_legal_representative() -> None:
    party = {**a_claim().parties[0].model_dump(), "representative": "王代表（示例）"}
    with pytest.raises(ValidationError, match="only an organisation"):
        PartyGiven.model_validate(party)


def test_a_differing_name_is_asked_about_once_and_the_clerk_sees_it() -> None:
    draft = _whole_draft()
    asked = _sign(draft, signature="Bing")
    assert DIFFERS in asked
    assert "甲（示例）" in asked
    assert 'name="anyway"' in asked
    assert not Case.objects.exists()
    assert "/receipts/" in _sign(draft, signature="Bing", anyway="on")
    shown = reader(a_clerk(a_court())).get(f"/filing/worklist/{Case.objects.get().id}/")
    assert "To confirm" in shown.content.decode()
    assert DIFFERS in shown.content.decode()


def test_a_name_that_fits_is_asked_nothing() -> None:
    draft = _whole_draft()
    page = reader(draft.account).get(f"/filing/drafts/{draft.id}/check/").content.decode()
    assert 'name="anyway"' not in page
    assert "/receipts/" in _sign(draft, signature=" 甲 (示例) ")
    shown = reader(a_clerk(a_court())).get(f"/filing/worklist/{Case.objects.get().id}/")
    assert "To confirm" not in shown.content.decode()


def test_the_signature_under_a_correction_is_asked_about_too() -> None:
    matter = Matter()
    matter.ask()
    correction = matter.begin()
    drafts.save(draft=correction, section="answers", content={"other": "Here it is."})
    assert DIFFERS in _sign(correction, signature="Bing")
    assert _sign(correction, signature="Bing", anyway="on") == f"/cases/{matter.case_id}/"


def test_at_the_counter_the_clerk_is_asked() -> None:
    """F7."""
    a_tree()
    clerk = a_clerk(a_court())
    draft = a_counter_draft(clerk)
    assert DIFFERS in sign_at_counter(clerk, draft, signature="Bing")
    assert "/receipts/" in sign_at_counter(clerk, draft, signature="Bing", anyway="on")


def _claim_of_company(**changes: str) -> Claim:
    claimant, defendant = a_claim().model_dump()["parties"]
    company = {**claimant, "kind": "organisation", "name": "丙公司（示例）", **changes}
    return a_claim(parties=[company, defendant])


def _whole_draft() -> ClaimDraft:
    a_court()
    draft = drafts.start(by=an_account(), language="en")
    drafts.save_sections(draft=draft, sections=a_claim().by_section())
    return draft


def _sign(draft: ClaimDraft, **given: str) -> str:
    """Send the page of signing; where it leads, or what it says."""
    sent = {
        "true": "on",
        "key": f"key-{draft.id}",
        "version": str(draft.version),
        "evidence": fingerprint(draft),
        **given,
    }
    answer = reader(draft.account).post(f"/filing/drafts/{draft.id}/check/", sent)
    return answer.headers.get("Location") or answer.content.decode()
