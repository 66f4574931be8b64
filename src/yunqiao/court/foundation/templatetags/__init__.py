"""Template tags of the court's pages."""
