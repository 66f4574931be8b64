"""Telling open pages that what follows an entry has been done: the log told them of the entry alone."""

from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation import live
from yunqiao.court.foundation.models import DocketEntry, Stream


def tell_pages(*, entry: DocketEntry) -> None:
    """Tell the pages of the case, and the worklists of its court."""
    if entry.stream != Stream.CASE:
        return
    case = Case.objects.only("id", "court_id").get(id=entry.stream_id)
    live.tell(live.case_topic(case.id), live.court_topic(case.court_id))
