"""A letter really issued on a case, by the action that issues it for people."""

from yunqiao.court.casefile.letters import Letter, letters_about
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing.issuing import issue_letter
from yunqiao.court.foundation.models import DocketEntry


def a_letter_on(case: Case, kind: str = "CLAIM_FILED") -> Letter:
    """The letter about the case's entry of that kind."""
    entry = DocketEntry.objects.get(stream_id=case.id, kind=kind)
    issue_letter(entry=entry)
    (letter,) = letters_about(entry)
    return letter
