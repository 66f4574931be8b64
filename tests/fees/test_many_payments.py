"""Many payments whose callbacks come sixteen times, late, in another order or never (P2).

YUNQIAO_PAYMENTS=10000 runs the whole; CI runs a few.
"""

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Count, F
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from support.many_payments import (
    AT_ONCE,
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
from support.processes import a_worker, children_of, eventually, web_workers
from yunqiao.court.fees.books import trial_balance
from yunqiao.court.fees.jobs import ASK_WAITING
from yunqiao.court.fees.paying.asking import ASKED_AFTER
from yunqiao.court.fees.paying.models import PaymentAttempt, PaymentNotice, Refund, UnbookedMoney
from yunqiao.court.foundation.models import DocketEntry

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
COUNT = int(os.environ.get("YUNQIAO_PAYMENTS", "60"))
PATIENCE = 240 + COUNT  # seconds


@dataclass(frozen=True)
class Web:
    """The court's web part, in processes of its own."""

    address: str
    process: subprocess.Popen[bytes]

    def kill_a_worker(self) -> None:
        """It dies in the middle of whatever it answers; another takes its place."""
        os.kill(children_of(self.process)[-1], signal.SIGKILL)


@pytest.fixture
def web(
    transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Web]:
    """Two web workers; this process and the workers of jobs share their home."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.ORIGIN = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("YUNQIAO_ORIGIN", settings.ORIGIN)
    monkeypatch.setenv("YUNQIAO_HOME", str(tmp_path))
    with web_workers(port) as process:
        yield Web(settings.ORIGIN, process)


@pytest.fixture
def firms(web: Web, tmp_path: Path) -> Iterator[Firms]:
    """Sandboxes that call this court back."""
    with sandbox_firms(tmp_path, web.address) as opened:
        yield opened


def work_though_killed(
    begun: Callable[[], bool], done: Callable[[], bool], *, at_once: int = 1
) -> None:
    """One worker is killed when it has begun, another does the rest."""
    leave_to_fees()
    with a_worker(at_once) as worker:
        eventually(begun, seconds=PATIENCE, every=0.1)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert not done()
    with a_worker(at_once):
        eventually(done, seconds=PATIENCE, every=0.1)


def test_whatever_becomes_of_callbacks_and_workers_the_ledger_equals_the_firms_books(
    firms: Firms, web: Web
) -> None:
    attempts = begin(COUNT)
    pay(firms, attempts)
    paid = PaymentAttempt.objects.filter(state="paid")
    eventually(lambda: paid.count() > COUNT // 4, seconds=PATIENCE)
    web.kill_a_worker()
    _hear_everything(firms)
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
    work_though_killed(
        lambda: waiting.count() < to_refund, lambda: not waiting.exists(), at_once=AT_ONCE
    )
    _hear_everything(firms)
    _books_agree(firms)


def _hear_everything(firms: Firms) -> None:
    eventually(lambda: have_told_everything(firms), seconds=PATIENCE, every=0.2)


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
    # What the killed worker held in its hands nobody counted.
    assert max(one["times"] for one in told) >= TIMES // 2
    assert not ProcrastinateJob.objects.filter(task_name__startswith="fees.", status="failed")
    print(f"\n{paid} payments, {Refund.objects.count()} refunds, {sum(booked.values())} fen")  # noqa: T201 - the proof's figures
