"""Proving who one is: papers and statement given, checked, and decided by an officer of the court."""
