"""Time limits: what an event sets running, for whom, until when, and by which article."""
