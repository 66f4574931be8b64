"""Many payments whose callbacks come sixteen times, late, in another order or never (P2).

YUNQIAO_PAYMENTS=10000 runs the whole; CI runs a few.
"""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Count, F
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from support.many_payments import (
    TIMES,
    Firms,
    begin,
    have_told_everything,
    leave_to_fees,
    ours,
    pay,
    refund,
    theirs,
)
from support.payment_firms import sandbox_firms
from support.processes import a_worker, eventually
from yunqiao.court.fees.books import trial_balance
from yunqiao.court.fees.jobs import ASK_WAITING
from yunqiao.court.fees.paying.asking import ASKED_AFTER
from yunqiao.court.fees.paying.models import PaymentAttempt, PaymentNotice, Refund, UnbookedMoney
from yunqiao.court.foundation.models import DocketEntry

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
COUNT = int(os.environ.get("YUNQIAO_PAYMENTS", "60"))
PATIENCE = 240 + COUNT  # seconds


@pytest.fixture
def firms(
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Firms]:
    """Sandboxes that call this court back, and its home for the workers."""
    settings.ORIGIN = live_server.url
    monkeypatch.setenv("YUNQIAO_ORIGIN", live_server.url)
    monkeypatch.setenv("YUNQIAO_HOME", str(tmp_path))
    with sandbox_firms(tmp_path, live_server.url) as opened:
        yield opened


def work_though_killed(begun: Callable[[], bool], done: Callable[[], bool]) -> None:
    """One worker is killed when it has begun, another does the rest."""
    leave_to_fees()
    with a_worker() as worker:
        eventually(begun, seconds=PATIENCE)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert not done()
    with a_worker():
        eventually(done, seconds=PATIENCE)


def test_whatever_becomes_of_callbacks_and_workers_the_ledger_equals_the_firms_books(
    firms: Firms,
) -> None:
    attempts = begin(COUNT)
    pay(firms, attempts)
    eventually(lambda: have_told_everything(firms), seconds=PATIENCE)
    silent = PaymentAttempt.objects.filter(is_final=False)
    untold = silent.count()
    assert untold >= COUNT // 4
    silent.update(asked_at=F("asked_at") - ASKED_AFTER - timedelta(minutes=1))
    app.tasks[ASK_WAITING].defer(timestamp=0)
    work_though_killed(lambda: silent.count() < untold, lambda: not silent.exists())
    assert ours() == theirs(firms)
    paid = PaymentAttempt.objects.filter(state="paid").select_related("party__case__court")
    refund(list(paid.order_by("id")[::3]))
    waiting = Refund.objects.exclude(state="done")
    to_refund = waiting.count()
    work_though_killed(lambda: waiting.count() < to_refund, lambda: not waiting.exists())
    eventually(lambda: have_told_everything(firms), seconds=PATIENCE)
    _books_agree(firms)


def _books_agree(firms: Firms) -> None:
    paid = PaymentAttempt.objects.filter(state="paid").count()
    booked = ours()
    assert booked == theirs(firms)
    assert len(booked) == paid + Refund.objects.count()
    assert sum(trial_balance().values()) == 0
    assert not UnbookedMoney.objects.exists()
    received = DocketEntry.objects.filter(kind="PAYMENT_RECEIVED")
    assert received.count() == received.values("stream_id").distinct().count() == paid
    told = PaymentNotice.objects.values("digest").annotate(times=Count("id"))
    assert max(one["times"] for one in told) >= TIMES
    assert not ProcrastinateJob.objects.filter(task_name__startswith="fees.", status="failed")
    print(f"\n{paid} payments, {Refund.objects.count()} refunds, {sum(booked.values())} fen")  # noqa: T201 - the proof's figures
