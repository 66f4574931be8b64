"""What every room stands on: clock, ids, writing, idempotency, the log, components."""
