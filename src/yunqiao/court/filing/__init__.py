"""Filing: drafts, the claim, its receipt, examination and registration."""
