"""Which letter follows which entry, what it says, and that it is issued once."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import pypdfium2
import pytest
from django.db import connection

from support.issued import a_letter_on
from support.letters import SilentAuthority
from support.makers import a_clerk, a_court, a_filing, a_key
from yunqiao.court.casefile import docket
from yunqiao.court.casefile.letters import letter_of, letters_about
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import facts
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.filing.entries import CorrectionRequested, Decision, Point
from yunqiao.court.filing.issuing import issue_letter
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.papers.letters.verification import Verdict, examine
from yunqiao.court.procedure.table import FOLLOWS
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def storage(tmp_path: Path) -> Iterator[FolderStorage]:
    before = gateway(Storage)  # type: ignore[type-abstract]
    kept = FolderStorage(tmp_path / "documents")
    bind(Storage, kept)  # type: ignore[type-abstract]
    yield kept
    bind(Storage, before)  # type: ignore[type-abstract]


@pytest.fixture(autouse=True)
def authority() -> Iterator[SilentAuthority]:
    before = gateway(TimestampAuthority)  # type: ignore[type-abstract]
    silent = SilentAuthority()
    bind(TimestampAuthority, silent)  # type: ignore[type-abstract]
    yield silent
    bind(TimestampAuthority, before)  # type: ignore[type-abstract]


@pytest.fixture
def case() -> Case:
    return Case.objects.select_related("court").get(id=a_filing().case)


def text_of(document: Document) -> str:
    content = b"".join(gateway(Storage).read(document.sha256))  # type: ignore[type-abstract]
    pdf = pypdfium2.PdfDocument(content)
    try:
        return "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    finally:
        pdf.close()


def corrections(*texts: str, last_day: str | None) -> CorrectionRequested:
    points = tuple(Point(section="other", text=text) for text in texts)
    return CorrectionRequested(points=points, last_day=last_day)


def recorded(case: Case, kind: str, payload: dict[str, object]) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, case.id)
        docket.record(writing, case, kind, payload, advance=False)


def test_a_filing_gets_a_sealed_receipt_that_is_a_document_of_the_case(
    case: Case, storage: FolderStorage, authority: SilentAuthority
) -> None:
    letter = a_letter_on(case)
    content = b"".join(storage.read(letter.document.sha256))
    assert hashlib.sha256(content).hexdigest() == letter.issued.sha256
    assert len(content) == letter.document.size
    assert letter.document.case_id == case.id
    assert letter.entry.record["documents"] == [letter.issued.sha256]
    certificates = gateway(Sealer).certificates  # type: ignore[type-abstract]
    assert examine(content, certificates, authority).verdict is Verdict.GENUINE
    text = text_of(letter.document)
    assert case.receipt in text
    assert letter.issued.code in text
    assert "甲（示例）" in text


def test_without_a_time_stamp_the_docket_says_the_lower_level(case: Case) -> None:
    assert a_letter_on(case).issued.level == "B-B"


def test_a_letter_is_issued_once_however_often_the_job_runs(case: Case) -> None:
    first = a_letter_on(case)
    again = a_letter_on(case)
    assert first.document == again.document
    assert Document.objects.filter(case=case).count() == 1


def test_the_code_finds_its_letter_and_no_other_code_does(case: Case) -> None:
    letter = a_letter_on(case)
    found = letter_of(letter.issued.code.lower().replace("-", " "))
    assert found == letter
    assert letter_of("0000-0000-0000") is None
    assert letter_of("") is None


def test_a_document_of_the_party_s_has_no_code(case: Case) -> None:
    entry = DocketEntry.objects.get(stream_id=case.id, kind="RECEIPT_ISSUED")
    issue_letter(entry=entry)
    assert letters_about(entry) == []


def test_a_registered_case_gets_its_notice_under_its_number(case: Case) -> None:
    clerk = a_clerk(a_court())
    number = accept_filing(by=clerk, case_id=case.id, key=a_key(clerk)).number
    letter = a_letter_on(case, "CASE_REGISTERED")
    assert letter.issued.kind == "notice_of_acceptance"
    assert letter.issued.number == number
    assert "受理案件通知书" in text_of(letter.document)
    assert letter.document.name == f"受理案件通知书 {number}.pdf"


def test_a_correction_notice_names_everything_and_the_last_day(case: Case) -> None:
    asked = corrections("提交身份证明", "写明被告住所", last_day="2026-12-07")
    recorded(case, "CORRECTION_REQUESTED", asked.payload())
    text = text_of(a_letter_on(case, "CORRECTION_REQUESTED").document)
    assert "提交身份证明" in text
    assert "写明被告住所" in text
    assert "2026年12月7日" in text.replace(" ", "")
    assert "7 December 2026" in text


def test_a_correction_notice_without_a_known_last_day_names_none(case: Case) -> None:
    recorded(case, "CORRECTION_REQUESTED", corrections("身份证明", last_day=None).payload())
    text = text_of(a_letter_on(case, "CORRECTION_REQUESTED").document)
    assert "本院另行告知的期限内" in text
    assert "Last day" not in text


def test_returned_papers_and_a_refused_filing_are_told_apart(case: Case) -> None:
    why = Decision(reason="未在期限内补正").payload()
    asked = corrections("身份证明", last_day=None)
    recorded(case, "CORRECTION_REQUESTED", asked.payload())
    recorded(case, "CLAIM_RETURNED", why)
    returned = a_letter_on(case, "CLAIM_RETURNED")
    assert returned.issued.kind == "notice_of_return"
    assert "退回起诉材料通知书" in text_of(returned.document)


def test_a_refused_filing_is_told_why(case: Case) -> None:
    recorded(case, "FILING_REFUSED", Decision(reason="不属于受理范围").payload())
    letter = a_letter_on(case, "FILING_REFUSED")
    assert letter.issued.kind == "notice_of_refusal"
    assert "不属于受理范围" in text_of(letter.document)


def test_a_ruling_says_within_how_many_days_and_where_one_appeals(case: Case) -> None:
    """Proves F4: thirty days for a claimant abroad (CPL 286), to the court above."""
    above = Court.objects.create(
        code="粤07", name_zh="示例中级法院", name_en="Court above", level="intermediate"
    )
    Court.objects.filter(id=case.court_id).update(parent=above)
    recorded(case, "FILING_REFUSED", Decision(reason="不属于受理范围").payload())
    case.refresh_from_db()
    recorded(case, "RULING_ASKED", Decision(reason="请裁定").payload())
    case.refresh_from_db()
    recorded(case, "INADMISSIBILITY_RULED", Decision(reason="没有明确的被告").payload())
    letter = a_letter_on(case, "INADMISSIBILITY_RULED")
    assert letter.issued.kind == "ruling_of_inadmissibility"
    text = text_of(letter.document).replace(" ", "")
    assert "没有明确的被告" in text
    assert "三十日内" in text or "30日内" in text
    assert "示例中级法院" in text


@pytest.mark.parametrize(("country", "days"), [("CN", 10), ("HK", 30), ("US", 30)])
def test_the_time_to_appeal_a_ruling_follows_from_where_the_party_is(
    country: str, days: int
) -> None:
    assert facts.days_to_appeal_a_ruling(country) == days


class WatchingStorage(FolderStorage):
    """Notes whether a transaction was open when it was asked to keep something."""

    in_transaction: ClassVar[list[bool]] = []

    def keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        self.in_transaction.append(connection.in_atomic_block)
        return super().keep(chunks)


def test_the_letter_is_made_outside_any_transaction(case: Case, tmp_path: Path) -> None:
    bind(Storage, WatchingStorage(tmp_path))  # type: ignore[type-abstract]
    a_letter_on(case)
    assert WatchingStorage.in_transaction == [False]


@pytest.mark.parametrize(
    "kind", ["CLAIM_FILED", "CASE_REGISTERED", "CORRECTION_REQUESTED", "INADMISSIBILITY_RULED"]
)
def test_procedure_issues_the_letter_of_the_entry(kind: str) -> None:
    assert any(follow.__name__ == "_issue_letter" for follow in FOLLOWS[kind])
