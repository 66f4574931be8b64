"""Tables that refuse to be emptied are emptied between tests."""

from support.flush import flush_empties_append_only_tables

__all__ = ["flush_empties_append_only_tables"]
