"""Finding cases by name, cause or number, in Chinese and other scripts."""
