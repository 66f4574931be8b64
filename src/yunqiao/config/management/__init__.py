"""Management commands of the whole court."""
