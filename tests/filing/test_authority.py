"""What an agent may not do with their own authority: renew it, widen it, withdraw the claim (W3)."""

from uuid import UUID

import pytest

from support.english import in_english
from support.makers import a_clerk, a_court, a_key, an_account, an_upload
from support.matters import AUTHORITY, CLIENT, added, filed_by_agent, reader
from support.people import an_authority
from support.programs import Program
from support.tus import TusClient
from yunqiao.court.casefile.entries import AUTHORITY_RENEWED, CORRECTION_TIME_ASKED
from yunqiao.court.casefile.models import Case, Representation
from yunqiao.court.casefile.representing import agents_on
from yunqiao.court.casefile.states import Stage
from yunqiao.court.filing import access, authorising, correcting, deciding, drafts
from yunqiao.court.filing.claim import ExhibitGiven, RepresentationGiven
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.models import Upload

__all__ = ["in_english"]

pytestmark = pytest.mark.django_db(transaction=True)
REQUESTS = Point(section="requests", text="Which amount?")
POWER = Point(section="representation", text="The power of attorney names another agent.")


class Authorised:
    """A claim that an agent filed for a party who has an account, and a clerk of the court."""

    def __init__(self, **authority: object) -> None:
        self.agent = an_account("lawyer@abroad.example")
        self.case = Case.objects.get(id=UUID(filed_by_agent(self.agent, **authority).case))
        self.client: Account = Account.objects.get(email=CLIENT)
        self.clerk = a_clerk(a_court())

    @property
    def held(self) -> Representation:
        return Representation.objects.get(case=self.case, agent=self.agent.person_id)

    def hand_in(self, agent: Account, *, by: Account, **terms: object) -> None:
        """Put a power of attorney on the docket."""
        paper = an_upload(by, name="poa.pdf", sha256="d" * 64)
        assert self.client.person_id
        authorising.authorise(
            by=by,
            case_id=self.case.id,
            principal=self.client.person_id,
            agent=agent,
            given=RepresentationGiven.model_validate({**AUTHORITY, **terms}),
            papers=[
                ExhibitGiven.model_validate({"upload": paper.id, "paper": "power_of_attorney"})
            ],
            envelopes=[],
            key=a_key(by),
        )

    def asked(self, point: Point) -> ClaimDraft:
        """The court asks for a correction, and the agent begins it."""
        deciding.request_correction(
            by=self.clerk, case_id=self.case.id, points=[point], key=a_key(self.clerk)
        )
        self.case.refresh_from_db()
        return correcting.begin(by=self.agent, case=self.case).draft

    def correct(self, draft: ClaimDraft, by: Account) -> None:
        claim = drafts.claim_of(draft, "李律师")
        correcting.correct_claim(by=by, draft=draft, claim=claim, key=a_key(by))


@pytest.fixture
def matter() -> Authorised:
    return Authorised(until="2027-03-01")


def test_an_agent_does_not_renew_their_own_authority(matter: Authorised) -> None:
    with pytest.raises(NotPermittedError, match="filing clerk"):
        matter.hand_in(matter.agent, by=matter.agent, until="2027-03-01")
    page = reader(matter.agent).get(f"/filing/claims/{matter.case.id}/agents/").content.decode()
    assert "Renew or change" not in page
    renew = f"/filing/claims/{matter.case.id}/agents/{matter.held.id}/renew/"
    assert reader(matter.agent).get(renew).status_code == 403
    assert reader(matter.client).get(renew).status_code == 200


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("powers", {"powers": ["settle"], "until": "2027-03-01"}),
        ("until", {"powers": [], "until": "2027-03-02"}),
        ("until", {"powers": []}),
    ],
)
def test_an_agent_gives_another_no_special_powers_and_no_later_end(
    matter: Authorised, field: str, terms: dict[str, object]
) -> None:
    second = an_account()
    with pytest.raises(FilingRefusedError, match="filing clerk") as refused:
        matter.hand_in(second, by=matter.agent, **terms)
    assert refused.value.field == f"representation/{field}"
    matter.hand_in(second, by=matter.agent, powers=[], until="2027-03-01")
    assert agents_on(matter.case).count() == 2


def test_an_agent_who_may_not_receive_lets_nobody_receive() -> None:
    matter = Authorised(receives=False)
    with pytest.raises(FilingRefusedError) as refused:
        matter.hand_in(an_account(), by=matter.agent, powers=[])
    assert refused.value.field == "representation/receives"


@pytest.mark.parametrize("who", ["client", "clerk"])
def test_the_party_or_a_clerk_widens_an_authority(matter: Authorised, who: str) -> None:
    by: Account = getattr(matter, who)
    matter.hand_in(matter.agent, by=by, powers=["settle", "waive_claim"], until="2028-01-01")
    assert matter.held.powers == ["settle", "waive_claim"]
    entry = DocketEntry.objects.get(stream_id=matter.case.id, kind=AUTHORITY_RENEWED)
    assert (entry.actor, entry.payload["powers"]) == (by.person_id, ["settle", "waive_claim"])


def test_a_clerk_of_another_court_names_no_agent(matter: Authorised) -> None:
    clerk = a_clerk(a_court("京0105"))
    with pytest.raises(NotPermittedError):
        matter.hand_in(an_account(), by=clerk)


def test_a_clerk_reaches_the_page_from_the_filing(matter: Authorised) -> None:
    clerk = reader(matter.clerk)
    here = f"/filing/claims/{matter.case.id}/agents/"
    assert here in clerk.get(f"/filing/worklist/{matter.case.id}/").content.decode()
    assert "Renew or change" in clerk.get(here).content.decode()


def test_an_agent_does_not_widen_their_authority_by_a_correction(matter: Authorised) -> None:
    draft = matter.asked(POWER)
    said = {**draft.content["representation"], "powers": ["settle", "waive_claim"]}
    drafts.save(draft=draft, section="representation", content=said)
    with pytest.raises(FilingRefusedError) as refused:
        matter.correct(draft, by=matter.agent)
    assert refused.value.field == "representation/powers"
    matter.correct(draft, by=matter.client)
    assert matter.held.powers == ["settle", "waive_claim"]


def test_an_agent_corrects_what_widens_nothing_in_their_authority(matter: Authorised) -> None:
    draft = matter.asked(POWER)
    said = {**draft.content["representation"], "certified": "witnessed_by_judge_on_video"}
    drafts.save(draft=draft, section="representation", content=said)
    matter.correct(draft, by=matter.agent)
    assert matter.held.certified == "witnessed_by_judge_on_video"


def test_the_law_is_asked_again_whether_the_agent_who_corrects_may_act(matter: Authorised) -> None:
    """Proves W3: a national of the party's State acts only for a foreign party (Int 526)."""
    matter = Authorised(kind="national_of_the_principals_state")
    draft = matter.asked(Point(section="claimants", text="Where does the claimant live?"))
    moved = [{**draft.content["claimants"][0], "country": "CN"}]
    drafts.save(draft=draft, section="claimants", content=moved)
    with pytest.raises(FilingRefusedError) as refused:
        matter.correct(draft, by=matter.agent)
    assert refused.value.field == "representation"


def test_an_authority_that_ended_meanwhile_signs_no_correction(matter: Authorised) -> None:
    draft = matter.asked(POWER)
    Representation.objects.update(until="2026-01-06")
    with pytest.raises(NotPermittedError):
        matter.correct(draft, by=matter.agent)
    said = {**draft.content["representation"], "until": "2026-01-06"}
    drafts.save(draft=draft, section="representation", content=said)
    with pytest.raises(FilingRefusedError, match="ended"):
        matter.correct(draft, by=matter.client)


def test_nobody_files_under_an_authority_that_has_ended() -> None:
    with pytest.raises(FilingRefusedError, match="ended"):
        Authorised(until="2026-01-06")


def test_a_power_given_by_another_party_covers_nothing(matter: Authorised) -> None:
    """Proves W3: the special powers are those of the party acted for."""
    other = an_account()
    an_authority(
        matter.case, other, matter.agent, powers=["change_claim"], since="2027-01-01", until=None
    )
    Representation.objects.filter(principal=other.person_id).update(since="2026-01-05")
    Representation.objects.filter(principal=matter.client.person_id).update(since="2026-01-04")
    draft = matter.asked(REQUESTS)
    drafts.save(draft=draft, section="requests", content=[{"text": "还款。", "currency": "CNY"}])
    with pytest.raises(FilingRefusedError) as refused:
        matter.correct(draft, by=matter.agent)
    assert refused.value.field == "requests"


def test_an_agent_withdraws_only_with_the_special_power(matter: Authorised) -> None:
    """Proves W3: giving up claims needs a special grant (CPL 62(2))."""
    with pytest.raises(NotPermittedError, match="article 62"):
        correcting.withdraw(by=matter.agent, case_id=matter.case.id, key=a_key(matter.agent))
    page = reader(matter.agent).get(f"/cases/{matter.case.id}/").content.decode()
    assert "withdraw the claim" not in page
    answer = reader(matter.agent).post(
        f"/filing/claims/{matter.case.id}/withdraw/", {"key": "w"}, follow=True
    )
    assert "waive claims" in answer.content.decode()
    correcting.withdraw(by=matter.client, case_id=matter.case.id, key=a_key(matter.client))


def test_an_agent_with_the_special_power_withdraws_for_the_party() -> None:
    matter = Authorised(powers=["waive_claim"])
    correcting.withdraw(by=matter.agent, case_id=matter.case.id, key=a_key(matter.agent))
    matter.case.refresh_from_db()
    assert matter.case.stage == Stage.WITHDRAWN


def test_a_program_of_an_agent_is_told_that_it_may_not_withdraw(matter: Authorised) -> None:
    program = Program(matter.agent)
    assert program.get(f"filings/{matter.case.id}").json()["may"] == []
    refused = program.post(f"filings/{matter.case.id}/withdrawal")
    assert refused.status_code == 403
    assert "waive claims" in refused.json()["detail"]


def test_an_agents_papers_stand_in_their_row_of_a_correction(matter: Authorised) -> None:
    draft = matter.asked(POWER)
    added(draft, "poa-2.pdf", "papers")
    matter.correct(draft, by=matter.agent)
    assert matter.case.documents.get(sha256="b" * 64).paper == "power_of_attorney"


def test_an_agent_whose_authority_has_ended_finishes_no_upload_they_began(
    matter: Authorised,
) -> None:
    """W3: nothing comes into the party's draft from somebody who may not write in it any more."""
    draft = matter.asked(REQUESTS)
    browser = TusClient(matter.agent)
    place = browser.announce(4, envelope=str(draft.id))
    assert browser.patch(place, 0, b"ab").status_code == 204
    Representation.objects.update(revoked_at=now())
    answer = browser.patch(place, 2, b"cd")
    assert (answer.status_code, not Upload.objects.filter(envelope=draft.id).exists()) == (
        403,
        True,
    )
    assert "Nothing can be added" in answer.content.decode()


def test_an_agent_of_two_parties_acts_for_the_one_who_filed_with_what_that_one_gave(
    matter: Authorised,
) -> None:
    """W3: what one party lets an agent give up, the agent does not give up for another (CPL 62)."""
    second = an_account("second@abroad.example")
    an_authority(matter.case, second, matter.agent, powers=["waive_claim"])
    assert access.may_act_for_filer(matter.agent, matter.case)
    assert not access.may_withdraw(matter.agent, matter.case)
    draft = matter.asked(POWER)
    correcting.ask_more_time(
        by=matter.agent, case_id=matter.case.id, reason="…", key=a_key(matter.agent)
    )
    asked = DocketEntry.objects.get(stream_id=matter.case.id, kind=CORRECTION_TIME_ASKED)
    assert (draft.corrects, asked.on_behalf_of) == (matter.case, matter.client.person_id)
