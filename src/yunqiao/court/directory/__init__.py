"""Courts: the tree of courts, their staff, numbering and calendars."""
