"""The formality a paper made outside the Mainland needs before a court takes it."""
