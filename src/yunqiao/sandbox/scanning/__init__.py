"""A virus scanner for trials: it speaks clamd's INSTREAM and knows one harmless signature."""
