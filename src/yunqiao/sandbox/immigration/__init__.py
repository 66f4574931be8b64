"""A register of identity papers to develop and test against; it knows no real person."""
