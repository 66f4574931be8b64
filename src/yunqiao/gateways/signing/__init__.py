"""Signatures of the court over bytes, such as the checkpoints of the log."""
