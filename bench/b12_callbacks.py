"""B12: callbacks of payment firms, per second of one core: verified alone, and through the whole route.

`python bench/b12_callbacks.py [--callbacks N] [--rounds N]`. The whole route is the request as the
web process sees it, to the committed posting, docket entry and job; the database's own work is not
counted, nor are making and signing the callbacks.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.callbacks import FEE, Firm, firms

from yunqiao.config.launch.postgres import throw_away

GOAL = 200
EVERY = "all"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--callbacks", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(argv)
    worst = float("inf")
    with tempfile.TemporaryDirectory() as folder, _court(folder) as route:
        for firm in firms(Path(folder)):
            firm.gateway.translate(firm.callback())  # what is loaded once in a worker's life
            alone = [_alone(firm, options.callbacks) for _ in range(options.rounds)]
            whole = [route(firm, options.callbacks) for _ in range(options.rounds)]
            worst = min(worst, max(whole))
            load = os.getloadavg()[0]
            print(
                f"{firm.name}: verified {_told(alone)}; whole route {_told(whole)}; load {load:.1f}"
            )
    print(f"slowest firm {worst:,.0f} callbacks per second of one core; the goal is {GOAL}")
    return 0 if worst >= GOAL else 1


def _alone(firm: Firm, count: int) -> float:
    calls = [firm.callback() for _ in range(count)]
    started = time.process_time()
    for call in calls:
        firm.gateway.translate(call)
    return count / (time.process_time() - started)


@contextmanager
def _court(folder: str) -> Iterator[Callable[[Firm, int], float]]:
    """A court with a database of its own; how many callbacks of a firm it takes a second of one core."""
    with throw_away() as cluster:
        os.environ |= {
            "DATABASE_URL": cluster.url,
            "YUNQIAO_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "yunqiao.config.settings",
        }
        import django

        django.setup()
        from django.core.management import call_command
        from django.core.wsgi import get_wsgi_application
        from django.db import connection

        call_command("migrate", verbosity=0)
        application = get_wsgi_application()
        yield lambda firm, count: _route(application, firm, count)
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone


def _route(application: Any, firm: Firm, count: int) -> float:
    from yunqiao.court.fees.models import Posting
    from yunqiao.gateways.payment.port import PaymentGateways
    from yunqiao.gateways.registry import bind

    bind(PaymentGateways, _OneFirm(firm))  # type: ignore[type-abstract]
    path = f"/api/payments/{EVERY}/{firm.gateway.way}/callback"
    calls = [firm.callback(key) for key in _orders(firm, count)]
    environs = [_environ(path, call.headers, call.body) for call in calls]
    booked = Posting.objects.filter(kind="received").count()
    statuses: set[str] = set()
    started = time.process_time()
    for environ in environs:
        answer = application(environ, lambda status, _headers: statuses.add(status))
        b"".join(answer)
        answer.close()
    spent = time.process_time() - started
    assert statuses == {"200 OK"}, statuses
    assert Posting.objects.filter(kind="received").count() == booked + count
    return count / spent


class _OneFirm:
    """Every court's account is with this firm."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm

    def ways(self, _court: str) -> Sequence[Any]:
        return [self._firm.gateway.way]

    def of(self, _court: str, _way: Any) -> Any:
        return self._firm.gateway


def _orders(firm: Firm, count: int) -> list[str]:
    """The keys of as many payments that are waited for, each of a case of its own."""
    from datetime import timedelta

    from support.makers import an_account
    from support.payers import a_debtor
    from yunqiao.court.fees.paying.models import PaymentAttempt
    from yunqiao.court.foundation.clock import now
    from yunqiao.court.foundation.ids import new_id

    payer, at = an_account(), now()
    debtors = {new_id().hex: a_debtor(payer, FEE) for _ in range(count)}
    PaymentAttempt.objects.bulk_create(
        PaymentAttempt(
            party=party,
            side=party,
            payer=payer,
            way=firm.gateway.way,
            fen=FEE,
            key=key,
            browser={},
            step={},
            state="waiting",
            started_at=at,
            expires_at=at + timedelta(hours=1),
            asked_at=at,
        )
        for key, party in debtors.items()
    )
    return list(debtors)


def _environ(path: str, headers: Any, body: bytes) -> dict[str, Any]:
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return {
        **named,
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }


def _told(rates: Sequence[float]) -> str:
    return ", ".join(f"{rate:,.0f}" for rate in rates) + " a second"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
