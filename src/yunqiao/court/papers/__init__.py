"""Files: taking them in, examining them, showing them."""
