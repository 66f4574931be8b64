"""A time-stamping authority (RFC 3161) to stand opposite the court on one machine."""
