"""The court's seal on documents: a certificate and the key behind it."""
