"""What the sandboxes of payment firms have in common: books, callbacks, pages, faults."""
