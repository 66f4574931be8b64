"""A filed claim with the people around it, for tests that go on from there."""

from collections.abc import Sequence
from uuid import UUID

from django.test import Client

from support.makers import a_claim, a_clerk, a_court, a_key, an_account, an_upload, claim_data
from yunqiao.court.casefile.models import Case, Deadline, Task, TaskState
from yunqiao.court.filing import correcting, deciding, drafts
from yunqiao.court.filing.actions import Receipt, file_claim, open_examination
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.evidence import envelope_of
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.models import Upload

FACTS = Point(section="facts", text="Say when the money was handed over.")
PAPERS = Point(section="other", text="A translation of the contract is missing.")
CLIENT = "client@abroad.example"
AUTHORITY: dict[str, object] = {
    "principal": "foreigner",
    "kind": "mainland_lawyer",
    "name": "李律师（示例）",
    "office": "示例律师事务所",
    "licence": "A123",
    "signed_in": "US",
    "signed_on": "2026-01-05",
    "certified": "not_certified",
    "powers": ["settle"],
}


class Matter:
    """A filed claim, who filed it, and a clerk of the court."""

    def __init__(self, documents: Sequence[Upload] = (), filer: Account | None = None) -> None:
        a_court()
        self.filer = filer or an_account()
        files = [{"upload": str(one.id), "title": one.name} for one in documents]
        claim = a_claim(documents=files)
        receipt = file_claim(by=self.filer, claim=claim, key=a_key(self.filer))
        self.case_id = UUID(receipt.case)
        self.clerk = a_clerk(a_court())
        open_examination(entry=self.entry("CLAIM_FILED"))

    @property
    def case(self) -> Case:
        return Case.objects.select_related("court").get(id=self.case_id)

    def entry(self, kind: str) -> DocketEntry:
        """The latest entry of a kind."""
        found = DocketEntry.objects.filter(stream_id=self.case_id, kind=kind)
        return found.order_by("-seq")[:1].get()

    def ask(self, *points: Point) -> None:
        key = a_key(self.clerk)
        asked = points or (FACTS, PAPERS)
        deciding.request_correction(by=self.clerk, case_id=self.case_id, points=asked, key=key)

    def begin(self, by: Account | None = None) -> ClaimDraft:
        return correcting.begin(by=by or self.filer, case=self.case).draft

    def hand_in(self, draft: ClaimDraft, by: Account | None = None) -> None:
        claim = drafts.claim_of(draft, "甲（示例）")
        who = by or self.filer
        correcting.correct_claim(by=who, draft=draft, claim=claim, key=a_key(who))

    def deadline(self, kind: str) -> Deadline:
        return Deadline.objects.get(case=self.case_id, kind=kind)

    def waits(self) -> set[str]:
        """The kinds of the open tasks."""
        waiting = Task.objects.filter(case=self.case_id, state=TaskState.OPEN)
        return set(waiting.values_list("kind", flat=True))


def added(draft: ClaimDraft, name: str, which: str = "evidence", sha: str = "b") -> Upload:
    """A file that arrived for a draft and was examined."""
    return an_upload(draft.account, envelope=envelope_of(draft, which), name=name, sha256=sha * 64)


def a_claim_by_agent(agent: Account, principal: str, **changes: object) -> Claim:
    """A claim that an agent files for a party with that e-mail address."""
    paper = an_upload(agent, name="授权委托书.pdf", sha256="c" * 64)
    party = {**claim_data()["parties"][0], "email": principal}
    return a_claim(
        parties=[party, claim_data()["parties"][1]],
        representation={**AUTHORITY, **changes},
        documents=[{"upload": str(paper.id), "title": "授权委托书", "paper": "power_of_attorney"}],
    )


def filed_by_agent(agent: Account, **changes: object) -> Receipt:
    """A claim an agent has filed."""
    a_court()
    claim = a_claim_by_agent(agent, CLIENT, **changes)
    return file_claim(by=agent, claim=claim, key=a_key(agent))


def reader(account: Account) -> Client:
    """A browser signed in, reading English."""
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(account)
    return client
