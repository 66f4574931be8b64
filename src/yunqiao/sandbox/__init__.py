"""Counterparts that ship with the project: separate processes that behave like the real thing."""
