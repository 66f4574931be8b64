"""What follows registration: papers to be served, the division and judge, the trial division's worklist."""
