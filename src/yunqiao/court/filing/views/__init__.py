"""Pages of filing: writing a claim, signing it, and what was filed."""
