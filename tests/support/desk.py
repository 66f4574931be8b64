"""People of a running house who act in a process of their own, on its database.

`prepare` makes a court, a filer and clerks and prints the filer's token; `clerk ADDRESS LEDGER`
works the worklist until its input ends.
"""

import select
import sys
from pathlib import Path
from uuid import UUID

import django
import psycopg
from django.db import OperationalError, connection

from support.ledger import Ledger

COURT = "粤0703"
FILER = "party@abroad.example"
CLERKS = ("clerk@court.example", "clerk2@court.example")
BETWEEN_LOOKS = 0.2  # seconds


def prepare() -> None:
    """Make who is needed, and print the filer's token."""
    from support.makers import a_court, an_account
    from yunqiao.court.foundation.clock import court_date, now
    from yunqiao.court.identity.models import Post, StaffRole
    from yunqiao.court.identity.tokens import new_token

    court = a_court(COURT)
    for address in CLERKS:
        account, since = an_account(address), court_date(now())
        Post.objects.create(account=account, court=court, role=StaffRole.FILING_CLERK, since=since)
    sys.stdout.write(new_token(an_account(FILER), "filer") + "\n")


def clerk(address: str, ledger: Ledger) -> None:
    """Accept every filing that waits, and note each number that was given."""
    while not select.select([sys.stdin], [], [], BETWEEN_LOOKS)[0]:
        try:
            for case_id in _waiting():
                _accept(address, case_id, ledger)
        except (OperationalError, psycopg.OperationalError):
            connection.close()  # the next look asks again, with the same keys


def _waiting() -> list[UUID]:
    from yunqiao.court.casefile.models import Task, TaskState
    from yunqiao.court.filing.kinds import EXAMINE

    waiting = Task.objects.filter(kind=EXAMINE, state=TaskState.OPEN)
    return list(waiting.order_by("due_on", "id").values_list("case_id", flat=True)[:20])


def _accept(address: str, case_id: UUID, ledger: Ledger) -> None:
    from yunqiao.court.filing.actions import accept_filing
    from yunqiao.court.foundation.idempotency import RequestKey
    from yunqiao.court.foundation.states import WrongStateError
    from yunqiao.court.identity.models import Account

    account = Account.objects.get(email=address)
    key = RequestKey.of(account.id, f"accept.{case_id}", str(case_id))
    try:
        registered = accept_filing(by=account, case_id=case_id, key=key)
    except WrongStateError:
        return  # the other clerk was first
    ledger.note("registered", case=registered.case, number=registered.number)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        clerk(sys.argv[2], Ledger(Path(sys.argv[3])))
