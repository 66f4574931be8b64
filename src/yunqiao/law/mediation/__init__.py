"""Mediation: consent, mediators, time, agreement, conciliation statement, judicial confirmation."""
