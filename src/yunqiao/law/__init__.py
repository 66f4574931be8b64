"""The rules of procedure as code: pure functions that decide, cite and explain. Standard library only."""
