"""A person at the counter, and what a clerk takes down for them, for tests."""

from support.makers import a_key, claim_data
from support.matters import reader
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import counter, drafts
from yunqiao.court.filing.counter_people import enter_person
from yunqiao.court.filing.counter_search import Sought, find_people
from yunqiao.court.filing.evidence import fingerprint
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.identity.models import Account, Person

NAMES = {"chinese": "陈美玲（示例）", "passport": "CHEN MEILING (DEMO)", "former": "", "other": ""}
GIVEN = {"kind": "natural", **NAMES, "email": "", "telephone": "+16265550134", "address": ""}


def a_person(clerk: Account) -> Person:
    return Person.objects.get(id=enter_person(by=clerk, given=GIVEN, key=a_key(clerk)))


def look_up(clerk: Account, identifier: str) -> list[Person]:
    """Whom a clerk finds by what somebody gives."""
    sought = Sought(identifier=identifier, why="At the counter")
    return [one.person for one in find_people(by=clerk, sought=sought)]


def a_draft(clerk: Account, person: Person | None = None) -> ClaimDraft:
    """A whole claim, written down for a person at the counter."""
    if person is not None:
        look_up(clerk, str(person.accounts.get().email))
    draft = counter.begin(by=clerk, person=person or a_person(clerk), language="zh-hans")
    claim = claim_data()
    for section, content in (
        ("claimants", claim["parties"][:1]),
        ("defendants", claim["parties"][1:]),
        ("requests", claim["requests"]),
        ("facts", {"facts_and_reasons": claim["facts_and_reasons"]}),
        ("case", {"cause": claim["cause"], "court": claim["court"]}),
        ("service_address", {"country": "US", "address": "1 Example Street"}),
    ):
        drafts.save(draft=draft, section=section, content=content)
    return draft


def sign(clerk: Account, draft: ClaimDraft, **given: str) -> str:
    """Send the page on which the person signs; where it leads, or what it says."""
    sent = {
        "presence": "present",
        "signed": "screen",
        "signature": "甲（示例）",
        "true": "on",
        "key": str(draft.id),
        "version": str(draft.version),
        "evidence": fingerprint(draft),
        **given,
    }
    answer = reader(clerk).post(f"/filing/counter/drafts/{draft.id}/", sent)
    return answer.headers.get("Location") or answer.content.decode()


def filed(clerk: Account) -> Case:
    draft = a_draft(clerk)
    assert "/receipts/" in sign(clerk, draft)
    draft.refresh_from_db()
    assert draft.filed_as_id is not None
    return Case.objects.get(id=draft.filed_as_id)
