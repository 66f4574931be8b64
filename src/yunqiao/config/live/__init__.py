"""What stays open: streams of news to pages, from a process without the ORM."""
