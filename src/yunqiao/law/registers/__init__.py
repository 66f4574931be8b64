"""What is held about other places, read from tables: treaties, conventions, diplomatic relations."""
