"""Letters of the court: typeset in Chinese and English, sealed, and verified by anybody."""
