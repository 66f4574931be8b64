"""Pages that cross rooms: home, my matters, case page, worklist."""
