"""Who listens for what, and what is new: news goes to each listener once a moment at most."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_OF_ACCOUNT = 12  # streams; a browser opens six to one origin
MOST = 5000
REMEMBERED = 10_000  # topics, those with the latest news


class TooManyError(Exception):
    """This account, or this process, follows too much already."""


@dataclass(eq=False)
class Listener:
    """One open stream; `news` is set when there is something to ask for."""

    topics: frozenset[str]
    news: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Hub:
    """All listeners of this process. `seen` is the size of the log of which news was told.

    Whoever last heard before `first` may have missed anything: what came earlier is forgotten.
    """

    seen: int = 0
    first: int = 0
    _by_topic: defaultdict[str, set[Listener]] = field(default_factory=lambda: defaultdict(set))
    _accounts: Counter[str] = field(default_factory=Counter)
    _latest: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def listening(
        self, account: str, topics: Iterable[str], since: int | None
    ) -> Iterator[Listener]:
        """A listener for as long as the block runs; `since` is the size of the log when it last heard.

        Raises:
            TooManyError: there are as many as there may be.
        """
        if self._accounts[account] >= MOST_OF_ACCOUNT or self._accounts.total() >= MOST:
            raise TooManyError
        listener = Listener(frozenset(topics))
        if since is not None and self._missed(listener, since):
            listener.news.set()
        self._accounts[account] += 1
        for topic in listener.topics:
            self._by_topic[topic].add(listener)
        try:
            yield listener
        finally:
            self._forget(account, listener)

    def tell(self, topics: Iterable[str], size: int | None = None) -> None:
        """There is news on these topics; `size` is that of the log with it, if it is in there."""
        for topic in topics:
            if size is not None:
                self._remember(topic, size)
            for listener in self._by_topic.get(topic, ()):
                listener.news.set()

    def tell_all(self) -> None:
        """Anything may have happened."""
        self.tell(list(self._by_topic))

    def _remember(self, topic: str, size: int) -> None:
        self._latest.pop(topic, None)  # so that the topics stand in the order of their news
        self._latest[topic] = size
        if len(self._latest) > REMEMBERED:
            self.first = self._latest.pop(next(iter(self._latest)))

    def _missed(self, listener: Listener, since: int) -> bool:
        if since < self.first:
            return True
        return any(self._latest.get(topic, 0) > since for topic in listener.topics)

    def _forget(self, account: str, listener: Listener) -> None:
        self._accounts -= Counter({account: 1})
        for topic in listener.topics:
            self._by_topic[topic].discard(listener)
            if not self._by_topic[topic]:
                del self._by_topic[topic]
