"""Judicial cooperation between States: treaties, evidence abroad, foreign judgments, blocking rules."""
