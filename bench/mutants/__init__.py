"""Mutation testing of the law: change one thing in the code, and see whether a case or test notices."""
