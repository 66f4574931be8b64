"""What an administrator would have set for the demonstration court, and a claim from its counter."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from yunqiao.court.administration import actions
from yunqiao.court.administration.catalogue import TOPICS
from yunqiao.court.directory.models import Court, Division
from yunqiao.court.directory.settings import EXTEND_WHEN_CLOSED, YES
from yunqiao.court.filing import counter
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.counter_people import enter_person
from yunqiao.court.filing.drafts import save
from yunqiao.court.filing.entries import TakenDown
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.identity.models import Account, Person, Post

_PLACES: Final = UUID("5b0a3d0e-6b55-5c8f-9a59-3b0f5a0b7d11")
DIVISIONS: Final = (
    ("立案庭", "Case-filing Division", "filing"),
    ("民事审判第一庭", "First Civil Division", "trial"),
    ("涉外商事审判庭", "Foreign-related Commercial Division", "trial"),
)
COUNTERS: Final = (
    ("诉讼服务中心（示例）", "Litigation Service Centre (demo)", "示例路1号一层"),
    (
        "侨乡法庭立案窗口（示例）",
        "Filing counter at the overseas Chinese tribunal (demo)",
        "示例路9号",
    ),
)


def set_up(court: Court, administrator: Account) -> list[Division]:
    """Divisions, counters, a closure, a rule, words in a letter: each as a change of its own."""
    today = court_date(now(), court.zone)
    for zh, en, kind in DIVISIONS:
        _change(court, administrator, "divisions", zh, name_zh=zh, name_en=en, kind=kind, until="")
    for zh, en, address in COUNTERS:
        hours = {"opens": "09:00", "closes": "17:00", "until": "", "telephone": "12368"}
        _change(
            court, administrator, "counters", zh, name_zh=zh, name_en=en, address=address, **hours
        )
    since = today.isoformat()
    _change(court, administrator, "rules", EXTEND_WHEN_CLOSED, value=YES, since=since)
    day = (today + timedelta(days=20)).isoformat()
    reasons = {
        "reason_zh": "诉讼服务中心搬迁（示例）",
        "reason_en": "The service centre moves (demo)",
    }
    closed = {"first_day": day, "last_day": day, "lifted": False}
    _change(court, administrator, "closures", "closure", **closed, **reasons)
    words = {
        "text_zh": "来院办理事项请提前预约（示例）。",
        "text_en": "Book before you come (demo).",
    }
    _change(court, administrator, "letters", "notice_of_acceptance", **words)
    return list(Division.objects.filter(court=court).order_by("name_zh"))


def put_into_division(post: Post, division: Division, administrator: Account) -> None:
    """Move a post into a division, as an administrator would."""
    values = {"division": str(division.id)}
    _change(post.court, administrator, "staff", str(post.id), **values)


def file_at_counter(clerk: Account, claim: Claim) -> UUID:
    """A claim that a clerk takes down for somebody without an account; the case."""
    party = claim.parties[0]
    given = {"kind": party.kind.value, "chinese": party.name, "passport": party.other_name}
    given |= {"former": "", "other": "", "email": "", "telephone": "", "address": ""}
    key = RequestKey.of(clerk.id, "demo.person", given)
    person = Person.objects.get(id=enter_person(by=clerk, given=given, key=key))
    draft = counter.begin(by=clerk, person=person, language="zh-hans")
    sections = claim.by_section()
    for section in ("claimants", "defendants", "requests", "facts", "case", "service_address"):
        save(draft=draft, section=section, content=sections[section])
    filed = counter.file_for(
        by=clerk,
        draft=draft,
        claim=claim,
        taken=TakenDown(presence="present", signed="screen"),
        key=RequestKey.of(clerk.id, "demo.counter", None),
    )
    return UUID(filed.case)


def _change(court: Court, by: Account, topic: str, subject: str, **values: Any) -> None:
    """Change one thing once; a thing with an id gets one that a repeat finds again."""
    found = TOPICS[topic]
    if found.add is not None and topic != "staff":
        subject = str(uuid5(_PLACES, f"{court.code} {topic} {subject}"))
    known = found.read(court, subject)
    if known and topic != "staff" and found.add is not None:
        return
    actions.change(
        by=by,
        court_id=court.id,
        topic=found,
        subject=subject,
        seen=actions.fingerprint(known),
        values={**known, **values},
        key=RequestKey.of(by.id, f"demo.{topic}.{subject}", None),
    )
