"""Keeping the bytes of documents, once, by their SHA-256."""
