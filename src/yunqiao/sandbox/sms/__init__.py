"""A carrier of text messages that carries nothing: it keeps every text and shows it on a page."""
