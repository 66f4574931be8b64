"""Issuing the letters of filing, once per docket entry."""

from yunqiao.court.casefile.issuing import issue
from yunqiao.court.filing.letters import letter_about
from yunqiao.court.foundation.models import DocketEntry


def issue_letter(*, entry: DocketEntry) -> None:
    """Issue the letter that an entry calls for, once; nothing where it calls for none.

    Raises what `casefile.issuing.issue` raises.
    """
    issue(entry, lambda about, case, _on: letter_about(about, case))
