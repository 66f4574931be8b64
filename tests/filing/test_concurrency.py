"""Two windows on one draft, two clerks on one filing, a session that ends: nothing is lost (F3, F4)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from support.makers import a_clerk, a_court, a_key, an_account
from support.matters import FACTS, PAPERS, Matter, reader
from yunqiao.court.casefile.models import Task
from yunqiao.court.casefile.states import Stage
from yunqiao.court.filing import deciding, drafts
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.filing.kinds import EXAMINE
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError

pytestmark = pytest.mark.django_db(transaction=True)
TOLD_HERE = "Told at the desk."
TOLD_THERE = "Told on the phone."


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that start together; what each gave or raised, in order."""
    together = Barrier(len(acts))

    def run(do: Callable[[], object]) -> object:
        together.wait()
        try:
            return do()
        except (WrongStateError, OutdatedError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(run, do) for do in acts]]


def test_of_two_clerks_who_accept_at_once_one_registers_and_the_other_is_told() -> None:
    """Proves F4: the number is given once."""
    matter = Matter()
    second = a_clerk(a_court())
    results = at_once(
        lambda: accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk)),
        lambda: accept_filing(by=second, case_id=matter.case_id, key=a_key(second)),
    )
    assert sum(isinstance(one, WrongStateError) for one in results) == 1
    assert DocketEntry.objects.filter(kind="CASE_REGISTERED").count() == 1
    assert matter.case.stage == Stage.REGISTERED


def test_of_two_clerks_who_decide_differently_at_once_one_prevails_as_a_whole() -> None:
    matter = Matter()
    second = a_clerk(a_court())
    results = at_once(
        lambda: accept_filing(by=matter.clerk, case_id=matter.case_id, key=a_key(matter.clerk)),
        lambda: deciding.refuse_filing(
            by=second, case_id=matter.case_id, reason="No.", key=a_key(second)
        ),
    )
    assert sum(isinstance(one, WrongStateError) for one in results) == 1
    decided = {"CASE_REGISTERED": Stage.REGISTERED, "FILING_REFUSED": Stage.REFUSED}
    (kind,) = DocketEntry.objects.filter(kind__in=decided).values_list("kind", flat=True)
    assert matter.case.stage == decided[kind]
    assert not Task.objects.filter(kind=EXAMINE, state="open").exists()


def test_the_clerk_who_comes_second_is_told_on_the_page_and_keeps_the_reason() -> None:
    matter = Matter()
    first, second = reader(matter.clerk), reader(a_clerk(a_court()))
    here = f"/filing/worklist/{matter.case_id}/"
    form = second.get(f"{here}refusal/").content.decode()
    assert "data-draft" in form
    first.post(here, {"key": "accept"})
    told = second.post(f"{here}refusal/", {"key": "no", "reason": "No."}, follow=True)
    assert "was decided in the meantime" in told.content.decode()
    assert matter.case.stage == Stage.REGISTERED


def test_a_clerk_sees_who_else_has_the_filing_open() -> None:
    matter = Matter()
    second = a_clerk(a_court())
    here = f"/filing/worklist/{matter.case_id}/"
    assert "Also in this filing now" not in reader(matter.clerk).get(here).content.decode()
    seen = reader(second).get(here).content.decode()
    assert "Also in this filing now" in seen
    assert str(matter.clerk) in seen


def test_after_a_decision_the_next_filing_is_a_page_away_from_any_deciding_button() -> None:
    """Proves F4: a second tap in the same place decides nothing."""
    matter, other = Matter(), Matter()
    clerk = reader(matter.clerk)
    done = clerk.post(f"/filing/worklist/{matter.case_id}/", {"key": "accept"}, follow=True)
    page = done.content.decode()
    assert done.redirect_chain == [(f"/filing/worklist/{matter.case_id}/decided/", 302)]
    assert f"/filing/worklist/{other.case_id}/" in page
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert other.case.stage == Stage.FILED


@pytest.fixture
def draft() -> ClaimDraft:
    return drafts.start(by=an_account(), language="en")


def test_of_two_windows_that_save_at_once_exactly_one_is_told(draft: ClaimDraft) -> None:
    copies = [ClaimDraft.objects.get(id=draft.id) for _ in range(2)]

    def save(copy: ClaimDraft, text: str) -> Callable[[], None]:
        content = {"facts_and_reasons": text}
        return lambda: drafts.save(draft=copy, section="facts", content=content)

    results = at_once(save(copies[0], TOLD_HERE), save(copies[1], TOLD_THERE))
    assert sum(isinstance(one, OutdatedError) for one in results) == 1


def test_the_second_window_sees_both_versions_and_chooses(draft: ClaimDraft) -> None:
    """Proves F3: two browsers on one draft."""
    there, here = reader(draft.account), reader(draft.account)
    address = f"/filing/drafts/{draft.id}/facts/"
    there.post(address, {"facts_and_reasons": TOLD_THERE, "version": "1"})
    page = here.post(address, {"facts_and_reasons": TOLD_HERE, "version": "1"}).content.decode()
    assert "Saved in the other window" in page
    assert TOLD_THERE in page
    assert TOLD_HERE in page
    draft.refresh_from_db()
    assert draft.content["facts"]["facts_and_reasons"] == TOLD_THERE
    here.post(address, {"facts_and_reasons": TOLD_HERE, "version": str(draft.version)})
    draft.refresh_from_db()
    assert draft.content["facts"]["facts_and_reasons"] == TOLD_HERE


def test_two_windows_that_add_an_item_each_can_keep_both(draft: ClaimDraft) -> None:
    there, here = reader(draft.account), reader(draft.account)
    address = f"/filing/drafts/{draft.id}/requests/1/"
    there.post(address, {"text": TOLD_THERE, "currency": "CNY", "version": "1"})
    sent = {"text": TOLD_HERE, "currency": "CNY", "version": "1"}
    page = here.post(address, sent).content.decode()
    assert "Keep both" in page
    here.post(address, {**sent, "version": "2", "as_new": "1"})
    draft.refresh_from_db()
    assert [one["text"] for one in draft.content["requests"]] == [TOLD_THERE, TOLD_HERE]


def test_two_windows_on_the_answer_to_the_court_show_both() -> None:
    matter = Matter()
    matter.ask(FACTS, PAPERS)
    draft = matter.begin()
    there, here = reader(matter.filer), reader(matter.filer)
    address = f"/filing/drafts/{draft.id}/answer/"
    there.post(address, {"answer": TOLD_THERE, "version": str(draft.version)})
    sent = {"answer": TOLD_HERE, "version": str(draft.version)}
    page = here.post(address, sent).content.decode()
    assert TOLD_THERE in page
    assert TOLD_HERE in page
    draft.refresh_from_db()
    assert draft.content["answers"]["other"] == TOLD_THERE


@pytest.mark.parametrize("page", ["facts/", "check/"])
def test_a_session_that_ended_leads_back_to_the_page_it_was_on(
    draft: ClaimDraft, page: str
) -> None:
    """Proves F3: the text itself is kept on the device; a journey shows that."""
    address = f"/filing/drafts/{draft.id}/{page}"
    answer = Client().post(address, {"facts_and_reasons": TOLD_HERE, "version": "1"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={address}")
