from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import translation

from support.makers import (
    a_claim,
    a_clerk,
    a_court,
    a_filing,
    a_key,
    an_account,
    an_upload,
    claim_data,
)
from yunqiao.court.casefile.models import (
    Case,
    Deadline,
    DeadlineState,
    Party,
    Task,
    TaskState,
)
from yunqiao.court.casefile.states import Stage
from yunqiao.court.filing import drafts
from yunqiao.court.filing.actions import (
    accept_filing,
    file_claim,
    open_examination,
)
from yunqiao.court.filing.kinds import EXAMINE
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.idempotency import KeyReusedError
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def kinds(case_id: str) -> list[str]:
    found = DocketEntry.objects.filter(stream_id=UUID(case_id)).order_by("seq")
    return [entry.kind for entry in found]


def filed_entry(case_id: str) -> DocketEntry:
    return DocketEntry.objects.get(stream_id=UUID(case_id), seq=1)


def test_filing_makes_a_case_its_parties_and_a_receipt_on_the_docket() -> None:
    filer = an_account()
    receipt = a_filing(filer)
    case = Case.objects.get(id=receipt.case)
    assert (case.receipt, case.stage, case.number) == (receipt.receipt, Stage.FILED, None)
    assert kinds(receipt.case) == ["CLAIM_FILED", "RECEIPT_ISSUED"]
    assert filed_entry(receipt.case).hash.hex() == receipt.entry_hash
    assert [p.person_id for p in Party.objects.order_by("position")] == [filer.person_id, None]


def test_a_claim_that_names_nobody_as_filer_comes_from_its_first_claimant() -> None:
    filer, claimant = an_account(), claim_data()["parties"][0]
    parties = [
        claim_data()["parties"][1],
        {**claimant, "is_filer": False},
        {**claimant, "is_filer": False, "name": "丙（示例）"},
    ]
    a_filing(filer, parties=parties)
    given = Party.objects.order_by("position").values_list("name", "person")
    assert list(given) == [
        ("乙公司（示例）", None),
        ("甲（示例）", filer.person_id),
        ("丙（示例）", None),
    ]


def test_the_entry_holds_the_claim_and_the_deadline_with_its_article() -> None:
    record = filed_entry(a_filing().case).record
    assert record["payload"]["claim"]["requests"][0]["amount"] == "100.50"
    (finding,) = record["findings"]
    assert finding["citations"][0] == "CPL 126"
    assert "last_day" in finding["dates"]


def test_a_document_that_is_another_account_s_is_refused() -> None:
    a_court()
    owner, other = an_account(), an_account()
    upload = an_upload(owner, sha256="a" * 64)
    named = a_claim(documents=[{"upload": str(upload.id)}])
    with pytest.raises(FilingRefusedError) as refused:
        file_claim(by=other, claim=named, key=a_key(other))
    assert refused.value.field == "documents"
    receipt = file_claim(by=owner, claim=named, key=a_key(owner))
    assert filed_entry(receipt.case).record["documents"] == ["a" * 64]


def test_an_unknown_court_is_refused_by_name() -> None:
    by = an_account()
    with pytest.raises(FilingRefusedError) as refused:
        file_claim(by=by, claim=a_claim(court="没有"), key=a_key(by))
    assert refused.value.field == "court"


def test_a_court_without_online_filing_and_a_closed_account_are_refused() -> None:
    court, by = a_court(), an_account()
    court.takes_filings = False
    court.save()
    with pytest.raises(NotPermittedError, match="does not take filings"):
        file_claim(by=by, claim=a_claim(), key=a_key(by))
    by.is_active = False
    with pytest.raises(NotPermittedError, match="closed"):
        file_claim(by=by, claim=a_claim(), key=a_key(by))
    assert not Case.objects.exists()


def test_the_same_key_gives_the_same_receipt() -> None:
    a_court()
    by = an_account()
    key = a_key(by, content={"claim": 1})
    assert file_claim(by=by, claim=a_claim(), key=key) == file_claim(
        by=by, claim=a_claim(), key=key
    )
    with pytest.raises(KeyReusedError):
        file_claim(by=by, claim=a_claim(), key=a_key(by, key.key, {"claim": 2}))
    assert Case.objects.count() == 1


def test_a_draft_is_filed_once_even_under_two_keys() -> None:
    a_court()
    by = an_account()
    draft = drafts.start(by=by, language="en")
    file_claim(by=by, claim=a_claim(), key=a_key(by), draft=draft)
    with pytest.raises(OutdatedError):
        file_claim(by=by, claim=a_claim(), key=a_key(by), draft=draft)
    assert Case.objects.count() == 1


def test_a_draft_saved_elsewhere_in_the_meantime_is_not_filed() -> None:
    a_court()
    by = an_account()
    draft = drafts.start(by=by, language="en")
    drafts.save(draft=type(draft).objects.get(id=draft.id), section="case", content={"cause": "x"})
    with pytest.raises(OutdatedError):
        file_claim(by=by, claim=a_claim(), key=a_key(by), draft=draft)
    assert not Case.objects.exists()


def test_the_clerks_get_one_task_with_the_last_day_rolled_over_rest_days() -> None:
    with time_machine.travel(datetime(2026, 9, 18, 17, 0, tzinfo=UTC), tick=False):
        entry = filed_entry(a_filing().case)  # 19 September in Beijing; seven days end in a holiday
    for _ in range(2):
        open_examination(entry=entry)
    task = Task.objects.get()
    assert (task.kind, task.due_on) == (EXAMINE, date(2026, 9, 28))
    assert Deadline.objects.get().first_day == date(2026, 9, 20)


def test_where_the_calendar_is_not_known_no_legal_date_is_guessed() -> None:
    with time_machine.travel(datetime(2026, 12, 29, 2, 0, tzinfo=UTC), tick=False):
        entry = filed_entry(a_filing().case)
    assert entry.record["findings"][0]["missing"] == ["calendar.2027"]
    open_examination(entry=entry)
    assert not Deadline.objects.exists()
    assert Task.objects.get().due_on == date(2027, 1, 5)


def test_accepting_registers_the_case_and_closes_task_and_deadline() -> None:
    receipt = a_filing()
    open_examination(entry=filed_entry(receipt.case))
    clerk = a_clerk(a_court())
    registered = accept_filing(by=clerk, case_id=UUID(receipt.case), key=a_key(clerk))
    case = Case.objects.get()
    assert case.number == registered.number == f"（{case.registered_on:%Y}）粤0703民初1号"
    assert case.stage == Stage.REGISTERED
    assert kinds(receipt.case)[-1] == "CASE_REGISTERED"
    assert Task.objects.get().state == TaskState.DONE
    assert Deadline.objects.get().state == DeadlineState.MET


def test_only_a_filing_clerk_of_the_court_accepts() -> None:
    filer = an_account()
    receipt = a_filing(filer)
    for stranger in (filer, an_account(), a_clerk(a_court("粤0705"))):
        with pytest.raises(NotPermittedError):
            accept_filing(by=stranger, case_id=UUID(receipt.case), key=a_key(stranger))
    assert kinds(receipt.case) == ["CLAIM_FILED", "RECEIPT_ISSUED"]


def test_a_case_is_registered_once_and_takes_one_number() -> None:
    receipt = a_filing()
    clerk, colleague = a_clerk(a_court()), a_clerk(a_court())
    key = a_key(clerk)
    first = accept_filing(by=clerk, case_id=UUID(receipt.case), key=key)
    assert accept_filing(by=clerk, case_id=UUID(receipt.case), key=key) == first
    with pytest.raises(WrongStateError):
        accept_filing(by=colleague, case_id=UUID(receipt.case), key=a_key(colleague))
    other = a_filing()
    second = accept_filing(by=clerk, case_id=UUID(other.case), key=a_key(clerk))
    assert second.number.endswith("民初2号")


def test_two_clerks_at_once_register_a_case_once() -> None:
    receipt = a_filing()
    clerks = [a_clerk(a_court()) for _ in range(4)]

    def accept(number: int) -> str | None:
        clerk = clerks[number]
        try:
            return accept_filing(by=clerk, case_id=UUID(receipt.case), key=a_key(clerk)).number
        except WrongStateError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(accept, range(4)))
    assert sum(number is not None for number in numbers) == 1
    assert kinds(receipt.case).count("CASE_REGISTERED") == 1
