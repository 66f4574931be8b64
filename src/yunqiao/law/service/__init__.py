"""Service of process at home: the thirty-six articles, and the higher texts they stand under."""
