"""Who hears of what: topics, what was missed, and how much one account may follow."""

import pytest

from yunqiao.config.live.hub import MOST_OF_ACCOUNT, REMEMBERED, Hub, TooManyError


def test_news_reaches_those_who_listen_for_its_topic_and_nobody_else() -> None:
    hub = Hub()
    with hub.listening("a", ["case:1"], None) as one, hub.listening("b", ["case:2"], None) as two:
        hub.tell(["case:1", "court:9"], 4)
        assert one.news.is_set()
        assert not two.news.is_set()


def test_who_comes_back_hears_at_once_of_what_was_missed_and_only_then() -> None:
    hub = Hub(first=10, seen=10)
    hub.tell(["case:1"], 12)
    for since, missed in ((9, True), (11, True), (12, False), (None, False)):
        with hub.listening("a", ["case:1"], since) as listener:
            assert listener.news.is_set() == missed, since


def test_an_account_follows_no_more_than_so_many_streams_and_may_again_when_one_is_closed() -> None:
    hub = Hub()
    open_streams = [hub.listening("a", ["case:1"], None) for _ in range(MOST_OF_ACCOUNT)]
    for stream in open_streams:
        stream.__enter__()
    with pytest.raises(TooManyError), hub.listening("a", ["case:1"], None):
        pass
    with hub.listening("b", ["case:1"], None):
        pass
    open_streams[0].__exit__(None, None, None)
    with hub.listening("a", ["case:1"], None):
        pass


def test_topics_long_without_news_are_forgotten_and_nobody_misses_any() -> None:
    hub = Hub()
    for size in range(1, REMEMBERED * 2 + 1):
        hub.tell([f"case:{size}"], size)
    assert len(vars(hub)["_latest"]) == REMEMBERED
    forgotten = REMEMBERED
    for since, missed in ((forgotten - 1, True), (forgotten, False)):
        with hub.listening("a", ["case:1"], since) as listener:
            assert listener.news.is_set() == missed, since


def test_a_topic_with_fresh_news_is_remembered_longer_than_one_without() -> None:
    hub = Hub()
    hub.tell(["case:kept"], 1)
    for size in range(2, REMEMBERED + 1):
        hub.tell([f"case:{size}"], size)
    hub.tell(["case:kept"], REMEMBERED + 1)
    hub.tell(["case:new"], REMEMBERED + 2)
    with hub.listening("a", ["case:kept"], REMEMBERED) as listener:
        assert listener.news.is_set()
    with hub.listening("a", ["case:kept"], REMEMBERED + 1) as listener:
        assert not listener.news.is_set()
