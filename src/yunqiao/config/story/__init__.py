"""One cross-border case, played over HTTP from the sign-in abroad to the registered case."""
