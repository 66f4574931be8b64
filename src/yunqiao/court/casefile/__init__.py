"""Cases, parties, documents, the docket, deadlines and tasks."""
