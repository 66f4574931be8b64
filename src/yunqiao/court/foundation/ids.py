"""Ids drawn in Python, so that an act can name its rows before they are written."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): ordered by time, so that indexes grow at one end."""
    return UUID(int=uuid_utils.uuid7().int)
