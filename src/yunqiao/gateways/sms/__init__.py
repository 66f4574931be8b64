"""Sending text messages."""
