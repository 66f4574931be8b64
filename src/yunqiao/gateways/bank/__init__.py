"""Bank transfers: the reference a payer writes, and the statements that banks send."""
