"""Two clocks: the reader's and the court's."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import translation

from yunqiao.court.foundation.clock import COURT_ZONE
from yunqiao.court.foundation.reader import faces, reader_zone, written_date

HEARING = datetime(2026, 7, 3, 1, 30, tzinfo=UTC)


def test_the_same_instant_is_another_day_for_the_reader() -> None:
    with translation.override("zh-hans"):
        mine, court = faces(HEARING, ZoneInfo("America/Los_Angeles"))
    assert (mine.whose, mine.day, mine.time) == ("您的时间 · 洛杉矶", "2026年7月2日周四", "18:30")
    assert (mine.offset, mine.iso) == ("UTC−7", "2026-07-02T18:30-07:00")
    assert (court.whose, court.day, court.time) == ("法院时间 · 北京", "2026年7月3日周五", "09:30")
    assert court.offset == "UTC+8"


def test_half_hours_are_told() -> None:
    with translation.override("en"):
        mine, _ = faces(HEARING, ZoneInfo("America/St_Johns"))
    assert (mine.time, mine.offset) == ("23:00", "UTC−2:30")


def test_one_clock_is_enough_where_both_show_the_same() -> None:
    assert len(faces(HEARING, ZoneInfo("Asia/Singapore"))) == 1


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("America%2FLos_Angeles", ZoneInfo("America/Los_Angeles")),
        ("", COURT_ZONE),
        ("Nowhere/At_All", COURT_ZONE),
        ("../../etc/passwd", COURT_ZONE),
        ("America", COURT_ZONE),
    ],
)
def test_the_device_names_the_zone_and_nonsense_is_ignored(
    rf: RequestFactory, cookie: str, zone: ZoneInfo
) -> None:
    request = rf.get("/")
    request.COOKIES["tz"] = cookie
    assert reader_zone(request) == zone


def test_a_legal_date_reads_in_each_language() -> None:
    day = date(2026, 7, 3)
    written = []
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            written.append(written_date(day))
    assert written == ["2026年7月3日周五", "2026年7月3日週五", "Fri, 3 Jul 2026"]
