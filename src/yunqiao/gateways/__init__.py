"""Ports to the world; each has a port in our words, a fake, and one module a vendor."""
