"""Closing the books: each day beside the firms' statements, and reports by court and period."""
