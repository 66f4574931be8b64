"""Demonstration filings in every state of review: corrections, refusal, lapse, a bounce, an agent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import NOTICE_SENT
from yunqiao.court.casefile.models import Case, Deadline, Task
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.filing import actions, arranging, correcting, deciding, drafts, lapsing
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.kinds import CORRECT, EXAMINE, REACH_PARTY
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.states import UploadState
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage

POINTS: Final = (
    Point(section="facts", text="请写明交付借款的日期和方式。Say when and how the money was paid."),
    Point(section="other", text="请说明是否已向其他法院起诉。Say whether you sued elsewhere."),
)
MORE: Final = Point(
    section="evidence", text="借条第二页无法辨认，请重新提交。Page two of the note cannot be read."
)
LONG_AGO: Final = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class People:
    """Who acts in the demonstration."""

    party: Account
    agent: Account
    clerk: Account


def fill(people: People, claim: Callable[[int], dict[str, Any]]) -> None:
    """File a claim for each state of review and bring it there; `claim` makes its content."""
    for number, lead in enumerate(_LEADS, start=20):
        case = filed(people.party, claim(number))
        lead(people, case)
    _by_agent(people, claim(30))
    lapsing.propose_returns()


def filed(by: Account, content: dict[str, Any]) -> Case:
    """A claim filed and waiting for examination."""
    receipt = actions.file_claim(by=by, claim=Claim.model_validate(content), key=key_of(by))
    actions.open_examination(entry=DocketEntry.objects.get(stream_id=UUID(receipt.case), seq=1))
    return Case.objects.select_related("court").get(id=receipt.case)


def _asked(people: People, case: Case, *points: Point) -> None:
    deciding.request_correction(
        by=people.clerk, case_id=case.id, points=points or (*POINTS, MORE), key=key_of(people.clerk)
    )


def _asked_now(people: People, case: Case) -> None:
    """The party has a correction to make."""
    _asked(people, case)
    case.refresh_from_db()
    correcting.begin(by=people.party, case=case)


def _corrected(people: People, case: Case) -> None:
    """Corrected with an answer, a changed part and a new file; the clerk compares."""
    _asked(people, case)
    case.refresh_from_db()
    draft = correcting.begin(by=people.party, case=case).draft
    facts = draft.content["facts"]["facts_and_reasons"]
    more = f"{facts}\n2024年5月3日银行转账交付。Paid by transfer on 3 May 2024."
    drafts.save(draft=draft, section="facts", content={"facts_and_reasons": more})
    answer = {"other": "没有向其他法院起诉。No other court has the case."}
    drafts.save(draft=draft, section=drafts.ANSWERS, content=answer)
    upload = _file(people.party, "借条第二页（示例）.txt", draft.id)
    said = {"title": "借条第二页（示例）", "proves": "借款金额", "answers": "evidence"}
    arranging.describe(draft=draft, exhibit=upload.exhibit, said=said)
    claim = drafts.claim_of(draft, "原告（示例）")
    correcting.correct_claim(by=people.party, draft=draft, claim=claim, key=key_of(people.party))
    last = DocketEntry.objects.filter(stream_id=case.id).order_by("-seq")[:1].get()
    actions.open_examination(entry=last)


def _more_time(people: People, case: Case) -> None:
    """The party asks for more time."""
    _asked(people, case)
    correcting.ask_more_time(
        by=people.party,
        case_id=case.id,
        reason="公证需要时间。The notary needs time.",
        key=key_of(people.party),
    )


def _not_corrected(people: People, case: Case) -> None:
    """The fifteen days have gone by."""
    _asked(people, case)
    long_ago = court_date(now()) - LONG_AGO
    Deadline.objects.filter(case=case, kind=CORRECT).update(
        first_day=long_ago, last_day=long_ago + timedelta(days=14)
    )


def _lapsed(_people: People, case: Case) -> None:
    """The court's seven days have gone by."""
    long_ago = court_date(now()) - LONG_AGO
    last_day = long_ago + timedelta(days=6)
    Deadline.objects.filter(case=case, kind=EXAMINE).update(first_day=long_ago, last_day=last_day)
    Task.objects.filter(case=case, kind=EXAMINE).update(due_on=last_day)


def _insisted(people: People, case: Case) -> None:
    """Refused; the party insists on a ruling."""
    deciding.refuse_filing(
        by=people.clerk,
        case_id=case.id,
        reason="被告不明确。The defendant cannot be told from others.",
        key=key_of(people.clerk),
    )
    correcting.ask_ruling(
        by=people.party,
        case_id=case.id,
        reason="起诉状已写明被告住所。The claim gives the defendant's seat.",
        key=key_of(people.party),
    )


def _bounced(people: People, case: Case) -> None:
    """An e-mail came back."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, case.id)
        told = {
            "about": str(DocketEntry.objects.get(stream_id=case.id, seq=1).id),
            "to": str(people.party.email),
            "subject": f"您的起诉状已收到：{case.receipt}",
            "answer": "refused",
            "server_said": "550 no such mailbox (demo)",
            "message_id": "",
        }
        docket.record(writing, case, NOTICE_SENT, told, advance=False)
        due_on = court_date(now()) + timedelta(days=3)
        open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=REACH_PARTY, due_on=due_on)


def _by_agent(people: People, content: dict[str, Any]) -> None:
    """A lawyer files for the party."""
    authority = _file(people.agent, "授权委托书（示例）.txt", None)
    licence = _file(people.agent, "律师执业证（示例）.txt", None)
    filed(
        people.agent,
        {
            **content,
            "representation": {
                "principal": "foreigner",
                "kind": "mainland_lawyer",
                "name": "代理律师（示例）",
                "office": "示例律师事务所",
                "licence": "DEMO-0001",
                "signed_in": "US",
                "signed_on": (court_date(now()) - timedelta(days=20)).isoformat(),
                "certified": "not_certified",
                "powers": ["change_claim", "settle"],
            },
            "documents": [
                {"upload": str(authority.id), "title": "授权委托书", "paper": "power_of_attorney"},
                {"upload": str(licence.id), "title": "律师执业证", "paper": "practice_licence"},
            ],
        },
    )


def _file(by: Account, name: str, envelope: UUID | None) -> Upload:
    """A file that says it is an example, as if it had been examined."""
    content = f"{name}\n示例文件。An example file.\n".encode()
    sha256, size = gateway(Storage).keep([content])  # type: ignore[type-abstract]
    return Upload.objects.create(
        account=by,
        envelope=envelope,
        sha256=sha256,
        size=size,
        media_type="text/plain",
        name=name,
        created_at=now(),
        state=UploadState.READY,
        viewing_sha256=sha256,
        viewing_type="text/plain",
        scan=Scan.NOT_SCANNED,
    )


def key_of(by: Account) -> RequestKey:
    """A new key of an account's."""
    return RequestKey.of(by.id, f"demo.{new_id()}", None)


_LEADS: Final = (
    _asked_now,
    _corrected,
    _more_time,
    _not_corrected,
    _lapsed,
    _insisted,
    _bounced,
)
