"""Typesetting, signing and examining files: court letters, uploads, viewing copies."""
