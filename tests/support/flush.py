"""Lets the test runner empty tables that refuse to be emptied.

`transactional_db` ends a test by TRUNCATE. This puts the refusing triggers aside for the length of
that one transaction, as the tables' owner may; during the test itself they stand. A conftest
imports the fixture.
"""

from collections.abc import Iterator, Sequence

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

UNMANAGED = "TRUNCATE procrastinate_jobs, cache, search CASCADE"
APPEND_ONLY = (
    "docket_entry",
    "log_leaf",
    "log_tile",
    "log_checkpoint",
    "fee_posting",
    "fee_posting_line",
    "fee_assessment",
    "published_rate",
    "payment_notice",
    "payment_attempt_change",
    "sent_transfer",
)


@pytest.fixture(scope="session", autouse=True)
def flush_empties_append_only_tables() -> Iterator[None]:
    original = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        aside = [
            f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate" for table in APPEND_ONLY
        ]
        back = [
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate"
            for table in APPEND_ONLY
        ]
        original(self, [*aside, *sql_list, *back, UNMANAGED] if sql_list else [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield
