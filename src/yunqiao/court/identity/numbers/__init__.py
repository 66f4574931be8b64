"""Numbers and machine-readable zones of identity papers, checked by arithmetic alone: pure functions."""
