"""Hearings: consent to going online, fitness, conduct, notice; judgment, appeal, finality, retrial."""
