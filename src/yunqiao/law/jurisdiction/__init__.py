"""Which court: connecting points, exclusive and agreed jurisdiction, level, and suits abroad."""
