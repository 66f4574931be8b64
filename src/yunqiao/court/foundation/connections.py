"""Connections beside Django's, for what lives long or reads much: the sequencer and the audit."""

from typing import Any

import psycopg
from django.db import connections

Connection = psycopg.Connection[tuple[Any, ...]]


def open_connection() -> Connection:
    """A plain connection to the court's database, as the settings name it, in autocommit.

    Raises:
        psycopg.OperationalError: the database does not answer.
    """
    return psycopg.connect(conninfo(), autocommit=True)


def conninfo() -> str:
    """The court's database as a libpq connection string, from Django's settings."""
    settings = connections["default"].settings_dict
    ours = {"pool", "server_side_binding", "prepare_threshold", "isolation_level", "assume_role"}
    parts = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        **{name: value for name, value in settings["OPTIONS"].items() if name not in ours},
    }
    given = {name: value for name, value in parts.items() if value not in {None, ""}}
    return psycopg.conninfo.make_conninfo(**given)
