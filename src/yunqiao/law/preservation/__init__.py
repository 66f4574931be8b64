"""Preservation of property, conduct and evidence: conditions, security, clocks, measures, release."""
