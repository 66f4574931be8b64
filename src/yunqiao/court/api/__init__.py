"""Endpoints that cross rooms."""
