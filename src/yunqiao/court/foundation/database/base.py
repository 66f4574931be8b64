"""Django's PostgreSQL, with a look at each pooled connection that asks the server nothing."""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes only connections from the pool that the server has not closed.

    Django's own health check is an empty query before every request.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        """A connection that lives, as far as this side can know.

        Raises:
            psycopg.OperationalError: the pool has none to give.
        """
        while True:
            taken: psycopg.Connection[Any] = super().get_new_connection(conn_params)
            if self.pool is None or _lives(taken):
                return taken
            taken.close()
            self.pool.putconn(taken)

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's
        """Say it only where it changes something: psycopg takes its lock and waits to be told."""
        if self.connection.autocommit != autocommit:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # missing in the stubs


def _lives(taken: psycopg.Connection[Any]) -> bool:
    """A server that goes away closes its end, and a closed end can be read from."""
    poll = select.poll()
    poll.register(taken.fileno(), select.POLLIN)
    if not poll.poll(0):
        return True
    try:
        taken.execute("")  # it may only have told us something
    except psycopg.OperationalError:
        return False
    return True
