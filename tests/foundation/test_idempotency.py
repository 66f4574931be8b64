import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.foundation.idempotency import (
    KeyMissingError,
    KeyReusedError,
    RequestKey,
    keep,
    once,
    recall,
    reserve,
    settle,
)
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import IdempotencyRecord
from yunqiao.court.foundation.writing import Actor, act

pytestmark = pytest.mark.django_db(transaction=True)
ACCOUNT = new_id()
PARALLEL = 16


def make_court(key: RequestKey) -> Callable[[], dict[str, Any]]:
    def create() -> dict[str, Any]:
        made = Court(code=str(new_id())[-12:], name_zh="测", name_en="T", level=CourtLevel.BASIC)
        with act(by=Actor(person=None)) as writing:
            writing.insert(made)
            keep(writing, key, {"court": made.code})
        return {"court": made.code}

    return create


def test_a_repeat_gives_the_first_result_and_makes_nothing() -> None:
    key = RequestKey.of(ACCOUNT, "k", {"a": 1})
    first = once(key, make_court(key))
    assert once(key, make_court(key)) == first
    assert Court.objects.count() == 1


def test_the_same_key_with_other_content_is_refused() -> None:
    key = RequestKey.of(ACCOUNT, "k", {"a": 1})
    once(key, make_court(key))
    other = RequestKey.of(ACCOUNT, "k", {"a": 2})
    with pytest.raises(KeyReusedError):
        once(other, make_court(other))


def test_the_same_key_of_another_account_is_another_key() -> None:
    for account in (ACCOUNT, new_id()):
        key = RequestKey.of(account, "k", {})
        once(key, make_court(key))
    assert Court.objects.count() == 2


def test_sixteen_simultaneous_requests_make_one_thing() -> None:
    key = RequestKey.of(ACCOUNT, "k", {"a": 1})
    together = threading.Barrier(PARALLEL)
    create = make_court(key)

    def request(_number: int) -> dict[str, Any]:
        try:
            together.wait(20)
            return once(key, create)
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        results = list(pool.map(request, range(PARALLEL)))
    assert Court.objects.count() == 1
    assert results == [{"court": Court.objects.get().code}] * PARALLEL


def test_a_reserved_key_keeps_the_result_found_under_the_locks() -> None:
    key = RequestKey.of(ACCOUNT, "k", {})
    with act(by=Actor(person=None)) as writing:
        reserve(writing, key)
        settle(writing, key, {"number": 7})
    assert recall(key) == {"number": 7}


def test_a_failed_act_frees_its_key() -> None:
    key = RequestKey.of(ACCOUNT, "k", {})
    with suppress(RuntimeError), act(by=Actor(person=None)) as writing:
        reserve(writing, key)
        raise RuntimeError
    assert not IdempotencyRecord.objects.exists()


@pytest.mark.parametrize("key", ["", "k" * 129, "a\nb", "\0"])
def test_an_unusable_key_is_refused(key: str) -> None:
    with pytest.raises(KeyMissingError):
        RequestKey.of(ACCOUNT, key, {})
