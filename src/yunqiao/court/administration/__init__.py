"""Administration of a court without a programmer: every change is an entry in the court's stream."""
