"""Typesetting the draft of a paper: what the file knows, in the court's words, marked as a draft."""

from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.letter_texts import added_text
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.papers.letters.court_papers import TEMPLATE, can_be_typeset, text_of_paper
from yunqiao.court.papers.letters.dates import in_chinese, in_english
from yunqiao.court.papers.letters.typeset import Letter, typeset
from yunqiao.court.registration.models import PaperDraft


def typeset_draft(case: Case, draft: PaperDraft) -> bytes | None:
    """The draft as PDF; None where its text is not known in advance."""
    if not can_be_typeset(draft.kind):
        return None
    at = now().replace(microsecond=0)
    today = court_date(at, case.court.zone)
    content = {
        **text_of_paper(draft.kind),
        **added_text(case.court, draft.kind),
        "number": case.number or case.receipt,
        "addressee": draft.party.name,
        "claimants": case.claimants,
        "defendants": case.defendants,
        "cause": case.cause,
        "court_zh": case.court.name_zh,
        "court_en": case.court.name_en,
        "issued_zh": in_chinese(today),
        "issued_en": in_english(today),
    }
    return typeset(Letter(template=TEMPLATE, content=content, at=at, code="", address=""))
