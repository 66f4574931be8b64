"""Questions about time: last days, acts in time, restoration, extension, outages, finality."""
